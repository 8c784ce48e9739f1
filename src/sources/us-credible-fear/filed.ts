import { countryFromName } from '../../vocabulary/countries/country.ts'
import type { CountFact } from '../../vocabulary/fact.ts'
import { isOhssOthers, ohssFigure, ohssTotal } from '../publishers/ohss/figures.ts'
import type { OhssFigure } from '../publishers/ohss/sheet.ts'
import { ohssLayouts } from '../publishers/ohss/tables.ts'
import type { Layout, Mapped, RawRow } from '../source.ts'

/** The sheets of screenings referred. That of the southwest border has part of the cases of the other, and no total. */
const sheets = [
  {
    of: 'filed',
    title: 'Credible fear screenings referred by nationality',
    sheet: 'Nationwide CF Filed by Citp',
    heading: 'Nationwide Credible Fear Screenings Referred to USCIS by Selected Citizenship',
    columns: [ohssTotal, 'All Other']
  },
  {
    of: 'filed-southwest',
    title: 'Credible fear screenings referred by nationality, southwest border',
    sheet: 'SWB CF Filed by Citp',
    heading: 'SW Border Credible Fear Screenings Referred to USCIS by Selected Citizenship',
    columns: ['All Other']
  }
]

/** The tables of screenings referred to USCIS in OHSS's monthly workbook: they are lodged, and nothing is decided. */
export const filedLayouts: Layout[] = sheets.flatMap(({ of, ...sheet }) =>
  (['month', 'year'] as const).flatMap(span => {
    const series = `${span}ly-${of}`
    const title = `${sheet.title}, by ${span === 'year' ? 'fiscal year' : span}`
    return ohssLayouts({ ...sheet, series, span, title, map: row => mapFiled(row, series) })
  })
)

function mapFiled(row: RawRow & { record: OhssFigure }, series: string): Mapped {
  const { column, period } = row.record
  const isTotal = column === ohssTotal
  const named = isOhssOthers(column) ? 'OTHER' : countryFromName('uscis-name', column)
  const nationality = isTotal ? 'not_split' : named
  const told = {
    ...{ decision_stage: 'screening' as const, authority: 'us_uscis' as const },
    ...{ screening_type: 'credible_fear' as const, unit: 'cases' as const, nationality }
  }
  const unknown = nationality === undefined ? [{ field: 'nationality', code: column }] : []
  const found = ohssFigure(row, unknown, told)
  if ('rejected' in found) return found
  const fact: CountFact = {
    ...found.figure,
    ...told,
    subject: 'applications',
    nationality: nationality ?? 'UNK',
    outcome: 'not_split',
    count_key: `${series}/${period}/${isTotal ? 'total' : nationality}`,
    source_code: column,
    source_label: column,
    total_over: isTotal ? ['nationality'] : []
  }
  return { facts: [fact] }
}
