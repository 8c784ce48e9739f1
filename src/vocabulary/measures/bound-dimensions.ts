import { isSameCountry } from '../countries/same-country.ts'
import { type Outcome, type OutcomeGroup, outcomeDefinitions } from '../outcome.ts'
import type { Dimension } from './dimension.ts'

/**
 * Groups of dimensions whose values do not all occur together: no fear is found at first instance, and no screening has
 * an application type. Inside a group only combinations that occur are used. Between groups, and with all other
 * dimensions, every value is combined with every other.
 */
export const boundDimensions = [
  [
    ...['decision_stage', 'source_level', 'authority', 'application_type', 'screening_type'],
    ...['outcome', 'outcome_group', 'effect', 'appeal_type', 'appealed_by', 'in_absentia'],
    ...['case_type', 'case_status', 'case_outcome', 'case_outcome_kind', 'waiting_at', 'claim_type'],
    'protection_claim'
  ],
  ['return_type', 'return_subtype'],
  ['age_group', 'applicant_type', 'applicant_history', 'unaccompanied']
] as const satisfies readonly (readonly Dimension[])[]

type Words = Readonly<Record<string, string>>
const isOutcome = (word: string): word is Outcome => word in outcomeDefinitions

/**
 * Whether an outcome, its group and its stage contradict each other; one that is undefined is not checked
 * (docs/rules/domain.md §3.1).
 */
export function areContrary({ decision_stage, outcome, outcome_group }: Words): boolean {
  const possible = Object.entries(outcomeDefinitions).filter(
    ([name, { group, stages }]) =>
      (outcome === undefined || !isOutcome(outcome) || name === outcome) &&
      (outcome_group === undefined || group === (outcome_group as OutcomeGroup)) &&
      (decision_stage === undefined || stages === 'any' || stages.some(stage => stage === decision_stage))
  )
  return possible.length === 0
}

/** What is said of `same_country` by two countries; UNK where it is not known. */
export const sameCountry = (nationality: string, country_of_return: string): string =>
  String(isSameCountry(nationality, country_of_return) ?? 'UNK')
