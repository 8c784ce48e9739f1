import { conjoined, type LocalText, said } from '../../vocabulary/labels/texts/texts.ts'
import { flagsShown } from '../../vocabulary/results/result-rows.ts'
import type { Answered } from './ask-each.ts'
import { splitBy } from './split-columns.ts'
import { type ToldDimension, wordsTold } from './told.ts'

/** A way in which answers differ. */
export interface Difference {
  kind: DifferenceKind
  /** What it means for a comparison of the numbers. */
  text: LocalText
  /** What each answer has, in the same order as `meta.answers`. */
  values: { source: string; series: string; unit: string | null; values: LocalText[] }[]
}

interface Kind {
  text: LocalText
  of(answered: Answered): LocalText[]
}

const ofDimension =
  (name: ToldDimension): Kind['of'] =>
  (each: Answered) =>
    wordsTold(each.told, name)
/** A rate, and what is left out of it. */
const rateTold = (rate: string, without: readonly string[]): LocalText =>
  without.length === 0 ? rate : said('rate_without', { rate, reasons: conjoined(without) })
const codes = (covered: 'all' | string[]): string[] => (covered === 'all' ? ['all'] : covered)

const statuses = ({ answer: { result } }: Answered): string[] => {
  const flagsOf = flagsShown(result)
  const found = result.rows.flatMap(row => Object.values(flagsOf(row)).flat())
  return [...new Set(found)].filter(status => status !== 'partial').sort()
}

/** All kinds of difference between sources, as data. */
const kinds = {
  unit: {
    text: said('differ_unit'),
    of: ({ answer }) => [answer.meta.unit ?? []].flat()
  },
  counted: {
    text: said('differ_counted'),
    of: ({ release }) => [seriesOf(release)?.definition ?? '']
  },
  counting_rule: {
    text: said('differ_counting_rule'),
    of: ({ answer }) => [answer.meta.counting_rule]
  },
  same_records: {
    text: said('differ_same_records'),
    of: ({ release }) => [seriesOf(release)?.same_as ?? []].flat()
  },
  decision_stage: {
    text: said('differ_decision_stage'),
    of: ofDimension('decision_stage')
  },
  source_level: {
    text: said('differ_source_level'),
    of: ofDimension('source_level')
  },
  authority: { text: said('differ_authority'), of: ofDimension('authority') },
  application_type: {
    text: said('differ_application_type'),
    of: ofDimension('application_type')
  },
  screening_type: { text: said('differ_screening_type'), of: ofDimension('screening_type') },
  return_type: { text: said('differ_return_type'), of: ofDimension('return_type') },
  date_basis: {
    text: said('differ_date_basis'),
    of: ({ answer }) => [answer.meta.period.date_basis]
  },
  year_basis: {
    text: said('differ_year_basis'),
    of: ({ answer }) => [answer.meta.period.year_basis]
  },
  period: {
    text: said('differ_period'),
    of: ({ answer }) => [`${answer.meta.period.from}/${answer.meta.period.to}`]
  },
  partial: {
    text: said('differ_partial'),
    of: ({ answer }) => answer.meta.period.partial
  },
  nationalities: {
    text: said('differ_nationalities'),
    of: ({ release }) => codes(release.coverage.nationality)
  },
  countries_of_asylum: {
    text: said('differ_countries_of_asylum'),
    of: ({ release }) => codes(release.coverage.country_of_asylum)
  },
  complete: {
    text: said('differ_complete'),
    of: ({ release }) => [String(release.coverage.complete)]
  },
  cell_status: {
    text: said('differ_cell_status'),
    of: statuses
  },
  split_by: { text: said('differ_split_by'), of: splitBy },
  rates: {
    text: said('differ_rates'),
    of: ({ answer, release }) => {
      const own = seriesOf(release)?.rates ?? {}
      return Object.entries(answer.meta.rates).flatMap(([rate, { left_out }]) =>
        rate in own
          ? [
              rateTold(
                rate,
                left_out.map(({ reason }) => reason)
              )
            ]
          : []
      )
    }
  },
  retrieved_on: {
    text: said('differ_retrieved_on'),
    of: ({ release }) => [release.released_on ?? release.retrieved_on ?? said('unknown_day')]
  },
  synthetic: {
    text: said('differ_synthetic'),
    of: ({ release }) => [String(release.synthetic)]
  }
} as const satisfies Record<string, Kind>

export type DifferenceKind = keyof typeof kinds
export const differenceKinds = Object.keys(kinds) as DifferenceKind[]

export const seriesOf = ({ about, series }: Answered['release']) =>
  about.series.find(({ id }) => id === series)

/** The differences between answers. A kind with the same values in all of them is left out. */
export function differencesOf(answered: readonly Answered[]): Difference[] {
  return differenceKinds.flatMap(kind => {
    const { text, of }: Kind = kinds[kind]
    const values = answered.map(each => ({
      source: each.release.source,
      series: each.release.series,
      unit: each.answer.meta.unit,
      values: of(each)
    }))
    const isSame = new Set(values.map(each => JSON.stringify(each.values))).size <= 1
    return isSame ? [] : [{ kind, text, values }]
  })
}
