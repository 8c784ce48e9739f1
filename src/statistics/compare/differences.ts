import { flagsShown } from '../../vocabulary/results/result-rows.ts'
import type { Answered } from './ask-each.ts'
import { splitBy } from './split-columns.ts'
import { type ToldDimension, wordsTold } from './told.ts'

/** A way in which answers differ. */
export interface Difference {
  kind: DifferenceKind
  /** What it means for a comparison of the numbers. */
  text: string
  /** What each answer has, in the same order as `meta.answers`. */
  values: { source: string; series: string; unit: string | null; values: string[] }[]
}

interface Kind {
  text: string
  of(answered: Answered): string[]
}

const ofDimension =
  (name: ToldDimension): Kind['of'] =>
  (each: Answered) =>
    wordsTold(each.told, name)
const codes = (covered: 'all' | string[]): string[] => (covered === 'all' ? ['all'] : covered)

const statuses = ({ answer: { result } }: Answered): string[] => {
  const flagsOf = flagsShown(result)
  const found = result.rows.flatMap(row => Object.values(flagsOf(row)).flat())
  return [...new Set(found)].filter(status => status !== 'partial').sort()
}

/** All kinds of difference between sources, as data. */
const kinds = {
  unit: {
    text: 'What one is differs: numbers in different units are neither added nor ranked.',
    of: ({ answer }) => [answer.meta.unit ?? []].flat()
  },
  counted: {
    text: 'Who and what is counted differs: one person can be several cases, decisions or rows of a table.',
    of: ({ release }) => [seriesOf(release)?.definition ?? '']
  },
  counting_rule: {
    text: 'The rules by which rows are counted differ.',
    of: ({ answer }) => [answer.meta.counting_rule]
  },
  same_records: {
    text: 'These series hold the same records, published in another way: choose one, and never add them.',
    of: ({ release }) => [seriesOf(release)?.same_as ?? []].flat()
  },
  decision_stage: {
    text: 'The stages of the procedure differ: who is turned away at one may be granted protection at a later one.',
    of: ofDimension('decision_stage')
  },
  source_level: {
    text: 'The sources have levels of their own, which are not the same where their names are alike.',
    of: ofDimension('source_level')
  },
  authority: { text: 'Who decided differs.', of: ofDimension('authority') },
  application_type: {
    text: 'What was applied for differs, or one source does not report it.',
    of: ofDimension('application_type')
  },
  screening_type: { text: 'Which screening it was differs.', of: ofDimension('screening_type') },
  return_type: { text: 'Which kinds of return are counted differs.', of: ofDimension('return_type') },
  date_basis: {
    text: 'The date that a period is cut from differs.',
    of: ({ answer }) => [answer.meta.period.date_basis]
  },
  year_basis: {
    text: 'Years run differently: 2024 and FY2024 are not the same twelve months.',
    of: ({ answer }) => [answer.meta.period.year_basis]
  },
  period: {
    text: 'The days that the answers speak of differ.',
    of: ({ answer }) => [`${answer.meta.period.from}/${answer.meta.period.to}`]
  },
  partial: {
    text: 'These periods are not covered whole.',
    of: ({ answer }) => answer.meta.period.partial
  },
  nationalities: {
    text: 'The nationalities that the releases cover differ: one that is missing is not zero.',
    of: ({ release }) => codes(release.coverage.nationality)
  },
  countries_of_asylum: {
    text: 'The countries whose decisions or returns the releases cover differ.',
    of: ({ release }) => codes(release.coverage.country_of_asylum)
  },
  complete: {
    text: 'Of some releases parts are known to be missing.',
    of: ({ release }) => [String(release.coverage.complete)]
  },
  cell_status: {
    text: 'Figures are exact unless a status is named here: one that is rounded, provisional or withheld cannot be compared to the unit.',
    of: statuses
  },
  split_by: { text: 'The answers are split by different dimensions that are never added.', of: splitBy },
  rates: {
    text: 'Which of the rates that are asked exist differs, and which rows leave both their sides.',
    of: ({ answer, release }) => {
      const own = seriesOf(release)?.rates ?? {}
      return Object.entries(answer.meta.rates).flatMap(([rate, { left_out }]) =>
        rate in own ? [[rate, ...left_out.map(({ reason }) => reason)].join(' without ')] : []
      )
    }
  },
  retrieved_on: {
    text: 'The figures are of different days: later editions know of more decisions.',
    of: ({ release }) => [release.released_on ?? release.retrieved_on ?? 'unknown']
  },
  synthetic: {
    text: 'Some of the figures are made up, about nobody.',
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
