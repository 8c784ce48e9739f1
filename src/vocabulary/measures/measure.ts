import type { Outcome, OutcomeGroup } from '../outcome.ts'
import { unitDefinitions, units } from '../unit.ts'

interface Count {
  kind: 'count'
  definition: string
}
export interface Rate {
  kind: 'rate'
  definition: string
  numerator: readonly OutcomeGroup[]
  /** Limits the numerator to these outcomes of its groups; without it, all count. */
  numerator_outcomes?: readonly Outcome[]
  /** Outcome groups that are counted; `all` is every decided record. Groups not named are out of the rate. */
  denominator: readonly OutcomeGroup[] | 'all'
  /** If a cell holds any of these, the rate cannot be computed and is null, not_applicable. */
  untellable_with?: readonly OutcomeGroup[]
}

const refugee = ['refugee_status'] as const
const returnDecisions = ['return_ordered', 'return_withheld', 'return_not_ordered'] as const
const protection = ['refugee_status', 'complementary_protection', 'protection_not_split'] as const

/**
 * Rates (docs/rules/domain.md §6.2). Sum first, then divide. The source's about.json declares under `rates` which rates
 * it has, and which of its rows stay out of both sides. A rate that is not declared there does not exist.
 */
export const rates = {
  refugee_recognition_rate: {
    kind: 'rate',
    definition:
      'Refugee status, of all decisions on the merits: refugee status, complementary protection and rejections.',
    numerator: refugee,
    denominator: ['refugee_status', 'complementary_protection', 'rejected'],
    untellable_with: ['protection_not_split']
  },
  total_protection_rate: {
    kind: 'rate',
    definition: 'Any protection, of all decisions on the merits: any protection and rejections.',
    numerator: protection,
    denominator: [...protection, 'rejected']
  },
  'grant_rate.merits': {
    kind: 'rate',
    definition: 'Asylum granted, of asylum applications granted or rejected.',
    numerator: refugee,
    denominator: ['refugee_status', 'rejected']
  },
  'grant_rate.all_completions': {
    kind: 'rate',
    definition: 'Asylum granted, of all completed asylum applications, closures included.',
    numerator: refugee,
    denominator: 'all'
  },
  'grant_share.asylum_office': {
    kind: 'rate',
    definition:
      'Asylum granted, of applications granted, denied or referred to a judge. A referral is no final negative, so this is a share and no recognition rate.',
    numerator: refugee,
    denominator: ['refugee_status', 'referred']
  },
  fear_found_rate: {
    kind: 'rate',
    definition: 'Fear found, of screenings decided; at a judge’s review: the negative screening vacated.',
    numerator: ['fear_found'],
    denominator: ['fear_found', 'fear_not_found']
  },
  appeal_sustained_rate: {
    kind: 'rate',
    definition: 'Appeals of applicants sustained or remanded, of those sustained, remanded or dismissed.',
    numerator: ['appeal_sustained', 'remanded'],
    denominator: ['appeal_sustained', 'remanded', 'appeal_dismissed']
  },
  appeal_allowed_rate: {
    kind: 'rate',
    definition: 'Appeals allowed, of those allowed or dismissed, whoever appealed.',
    numerator: ['appeal_sustained'],
    denominator: ['appeal_sustained', 'appeal_dismissed']
  },
  return_ordered_rate: {
    kind: 'rate',
    definition: 'A return ordered, of return decisions that were not closed.',
    numerator: ['return_ordered'],
    denominator: returnDecisions
  },
  removal_ordered_rate: {
    kind: 'rate',
    definition:
      'Removal ordered, of return decisions that were not closed. An order to leave voluntarily is in the denominator only.',
    numerator: ['return_ordered'],
    numerator_outcomes: ['removal_ordered'],
    denominator: returnDecisions
  }
} as const satisfies Record<string, Rate>

export const counts = {
  ...(Object.fromEntries(units.map(unit => [unit, { kind: 'count', definition: unitDefinitions[unit] }])) as {
    [unit in (typeof units)[number]]: Count
  }),
  published_total: {
    kind: 'count',
    definition: 'The source’s own total, beside the sum of its parts: the two can differ.'
  }
} as const

export const measures = { ...counts, ...rates } as const
export type RateName = keyof typeof rates
export type Measure = keyof typeof measures
export const rateNames = Object.keys(rates) as RateName[]
export const measureNames = Object.keys(measures) as Measure[]

/** The fewest decisions of which a rate is given (docs/rules/domain.md §6.4); a query can set another number. */
export const defaultMinN = 25

/** The outcomes, or outcome groups, that a rate's numerator counts. */
export function numeratorOf(rate: RateName): readonly (Outcome | OutcomeGroup)[] {
  const definition: Rate = rates[rate]
  return definition.numerator_outcomes ?? definition.numerator
}
