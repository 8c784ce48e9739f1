import type { CountFact } from '../../vocabulary/fact.ts'
import { ohssFigure } from '../publishers/ohss/figures.ts'
import type { OhssFigure } from '../publishers/ohss/sheet.ts'
import { type OhssTable, ohssLayouts } from '../publishers/ohss/tables.ts'
import type { Layout, Mapped, RawRow } from '../source.ts'
import { fearColumnNames, resultColumns } from './codes.ts'

type Told = Pick<CountFact, 'decision_stage' | 'authority' | 'screening_type' | 'outcome' | 'unit'>

/** What every figure is of. */
const screened: Omit<Told, 'outcome'> = {
  ...{ decision_stage: 'screening', authority: 'us_uscis', screening_type: 'credible_fear' },
  unit: 'cases'
}

/** The sheets of screenings completed. That of the southwest border has part of the cases of the other. */
const sheets = [
  {
    of: 'results',
    title: 'Credible fear screenings completed by result',
    sheet: 'Nationwide CF by Result',
    heading: 'Nationwide Credible Fear Screenings Completed by Result'
  },
  {
    of: 'results-southwest',
    title: 'Credible fear screenings completed by result, southwest border',
    sheet: 'SWB CF Completed by Result',
    heading: 'SW Border Credible Fear Screenings Completed by Result'
  }
]

/** The tables of screenings by result in OHSS's monthly workbook, by fiscal year and by month. */
export const resultLayouts: Layout[] = sheets.flatMap(({ of, ...sheet }) =>
  (['month', 'year'] as const).flatMap(span => {
    const series = `${span}ly-${of}`
    const table: OhssTable = {
      ...{ ...sheet, series, span, title: `${sheet.title}, by ${span === 'year' ? 'fiscal year' : span}` },
      ...{ columns: resultColumns, map: row => mapResult(row, series) }
    }
    return ohssLayouts(table)
  })
)

function mapResult(row: RawRow & { record: OhssFigure }, series: string): Mapped {
  const { column, period } = row.record
  const known = resultColumns.find(name => name === column)
  const told: Told = { ...screened, outcome: known ? fearColumnNames[known].outcome : 'unknown' }
  const found = ohssFigure(row, known ? [] : [{ field: 'column', code: column }], known ? told : screened)
  if ('rejected' in found) return found
  const fact: CountFact = {
    ...found.figure,
    ...told,
    count_key: `${series}/${period}/${column}`,
    source_code: column,
    source_label: column,
    total_over: told.outcome === 'not_split' ? ['outcome'] : []
  }
  return { facts: [fact] }
}
