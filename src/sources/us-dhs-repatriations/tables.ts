import { ohssTotal } from '../publishers/ohss/figures.ts'
import { type OhssTable, ohssLayouts } from '../publishers/ohss/tables.ts'
import type { Layout } from '../source.ts'
import { type DepartureType, typeColumns } from './codes.ts'
import { mapByCitizenship, mapByType } from './map.ts'

type Sheet = Pick<OhssTable, 'sheet' | 'heading' | 'columns'> & {
  series: string
  title: string
  /** Of all its figures; left out where its columns are the types. */
  return_type?: DepartureType
}

const byCitizenship = { columns: [ohssTotal, 'Other'] }

/** The sheets of departures. That of ICE overlaps the others, which have all of DHS. */
const sheets: Sheet[] = [
  {
    series: 'by-type',
    title: 'DHS repatriations by type',
    sheet: 'DHS Repats by Type',
    heading: 'DHS Repatriations by Type',
    columns: Object.keys(typeColumns)
  },
  {
    ...byCitizenship,
    series: 'removals-by-nationality',
    title: 'DHS removals by nationality',
    sheet: 'DHS Removals by Citizenship',
    heading: 'DHS Removals by Selected Citizenship',
    return_type: 'enforced'
  },
  {
    ...byCitizenship,
    series: 'enforcement-returns-by-nationality',
    title: 'DHS enforcement returns by nationality',
    sheet: 'DHS Enf Returns by Citizenship',
    heading: 'DHS Enforcement Returns by Selected Citizenship',
    // Withdrawals, voluntary returns and others, which this table does not separate.
    return_type: 'not_split'
  },
  {
    ...byCitizenship,
    series: 'administrative-returns-by-nationality',
    title: 'DHS administrative returns by nationality',
    sheet: 'DHS Adm Returns by Citizens',
    heading: 'DHS Administrative Returns by Selected Citizenship',
    return_type: 'refused_entry'
  },
  {
    ...byCitizenship,
    series: 'ice-removals-and-returns-by-nationality',
    title: 'ICE removals and returns by nationality',
    sheet: 'ICE ERO R&R by Citizenship',
    heading: 'ICE ERO Removals and Returns by Selected Citizenship',
    return_type: 'not_split'
  }
]

export const repatriationLayouts: Layout[] = sheets.flatMap(({ return_type, ...sheet }) =>
  (['month', 'year'] as const).flatMap(span => {
    const series = `${sheet.series}-${span}ly`
    return ohssLayouts({
      ...{ ...sheet, series, span, title: `${sheet.title}, by ${span === 'year' ? 'fiscal year' : span}` },
      map: row =>
        return_type === undefined ? mapByType(row, series) : mapByCitizenship(row, series, return_type)
    })
  })
)
