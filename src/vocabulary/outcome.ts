import { Type } from 'typebox'
import type { DecisionStage } from './decision-stage.ts'

/** Outcomes of a decision (docs/rules/domain.md §3.1). An unmapped source code is `unknown`, kept and counted. */
export const outcomes = [
  'fear_found',
  'fear_not_found',
  'refugee_status_granted',
  'refugee_status_granted_conditionally',
  'withholding_granted',
  'torture_protection_granted',
  'subsidiary_protection_granted',
  'humanitarian_status_granted',
  'temporary_protection_granted',
  'complementary_protection_granted',
  'protection_granted',
  'rejected',
  'rejected_inadmissible',
  'referred',
  'denied_or_referred',
  'removal_ordered',
  'voluntary_departure_ordered',
  'removal_ordered_withheld',
  'relief_granted',
  'terminated',
  'dismissed',
  'appeal_dismissed',
  'appeal_sustained',
  'remanded',
  'abandoned',
  'withdrawn',
  'not_adjudicated',
  'closed_administratively',
  'not_prosecuted',
  'otherwise_closed',
  'closed_other',
  'pending',
  'unknown',
  'not_split'
] as const
export const Outcome = Type.Enum(outcomes, { $id: 'Outcome', type: 'string' })
export type Outcome = (typeof outcomes)[number]

export const outcomeGroups = [
  'fear_found',
  'fear_not_found',
  'refugee_status',
  'complementary_protection',
  'protection_not_split',
  'rejected',
  'referred',
  'return_ordered',
  'return_withheld',
  'return_not_ordered',
  'appeal_dismissed',
  'appeal_sustained',
  'remanded',
  'closed',
  'pending',
  'unknown',
  'not_split'
] as const
export const OutcomeGroup = Type.Enum(outcomeGroups, { $id: 'OutcomeGroup', type: 'string' })
export type OutcomeGroup = (typeof outcomeGroups)[number]

/** What an outcome means for the applicant, not for the authority. */
export const effects = ['favourable', 'unfavourable', 'neutral', 'pending', 'unknown', 'not_split'] as const
export const Effect = Type.Enum(effects, { $id: 'Effect', type: 'string' })
export type Effect = (typeof effects)[number]

export const appellants = ['applicant', 'government', 'both', 'other', 'unknown', 'not_split'] as const
export const AppealedBy = Type.Enum(appellants, { $id: 'AppealedBy', type: 'string' })
export type AppealedBy = (typeof appellants)[number]

interface OutcomeDefinition {
  group: OutcomeGroup
  /** For appeal outcomes: the effect when the applicant appealed; see effectOf. */
  effect: Effect
  stages: readonly DecisionStage[] | 'any'
}

const onTheClaim = [
  'first_instance',
  'repeat_application',
  'appeal',
  'judicial_review',
  'mixed'
] as const satisfies readonly DecisionStage[]
const screenings = ['screening', 'screening_review'] as const
const returns = ['return_decision'] as const
const reviews = ['appeal', 'judicial_review'] as const

const complementary: OutcomeDefinition = {
  group: 'complementary_protection',
  effect: 'favourable',
  stages: onTheClaim
}
const closed: OutcomeDefinition = { group: 'closed', effect: 'neutral', stages: 'any' }

/** Each outcome's group, effect and the stages it can stand at (the table of docs/rules/domain.md §3.1). */
export const outcomeDefinitions = {
  fear_found: { group: 'fear_found', effect: 'favourable', stages: screenings },
  fear_not_found: { group: 'fear_not_found', effect: 'unfavourable', stages: screenings },
  refugee_status_granted: { group: 'refugee_status', effect: 'favourable', stages: onTheClaim },
  refugee_status_granted_conditionally: { group: 'refugee_status', effect: 'favourable', stages: onTheClaim },
  withholding_granted: complementary,
  torture_protection_granted: complementary,
  subsidiary_protection_granted: complementary,
  humanitarian_status_granted: complementary,
  temporary_protection_granted: complementary,
  complementary_protection_granted: complementary,
  protection_granted: { group: 'protection_not_split', effect: 'favourable', stages: onTheClaim },
  rejected: { group: 'rejected', effect: 'unfavourable', stages: onTheClaim },
  rejected_inadmissible: { group: 'rejected', effect: 'unfavourable', stages: onTheClaim },
  referred: { group: 'referred', effect: 'neutral', stages: ['first_instance'] },
  denied_or_referred: { group: 'referred', effect: 'neutral', stages: ['first_instance'] },
  removal_ordered: { group: 'return_ordered', effect: 'unfavourable', stages: returns },
  voluntary_departure_ordered: { group: 'return_ordered', effect: 'unfavourable', stages: returns },
  removal_ordered_withheld: { group: 'return_withheld', effect: 'favourable', stages: returns },
  relief_granted: { group: 'return_not_ordered', effect: 'favourable', stages: returns },
  terminated: { group: 'return_not_ordered', effect: 'neutral', stages: ['return_decision', 'appeal'] },
  dismissed: { group: 'return_not_ordered', effect: 'neutral', stages: ['return_decision', 'appeal'] },
  appeal_dismissed: { group: 'appeal_dismissed', effect: 'unfavourable', stages: reviews },
  appeal_sustained: { group: 'appeal_sustained', effect: 'favourable', stages: reviews },
  remanded: { group: 'remanded', effect: 'neutral', stages: reviews },
  abandoned: closed,
  withdrawn: closed,
  not_adjudicated: closed,
  closed_administratively: closed,
  not_prosecuted: closed,
  otherwise_closed: closed,
  closed_other: closed,
  pending: { group: 'pending', effect: 'pending', stages: 'any' },
  unknown: { group: 'unknown', effect: 'unknown', stages: 'any' },
  not_split: { group: 'not_split', effect: 'not_split', stages: 'any' }
} as const satisfies Record<Outcome, OutcomeDefinition>

export const groupOf = (outcome: Outcome): OutcomeGroup => outcomeDefinitions[outcome].group

/** Whether an outcome is a decision, closes the case without one, or is not known. `decided` includes referrals. */
export const outcomeKinds = ['decided', 'closed', 'pending', 'unknown', 'not_split'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

export const outcomeKindOfGroup = (group: string): OutcomeKind =>
  outcomeKinds.find(kind => kind === group) ?? 'decided'

export const outcomeKind = (outcome: string): OutcomeKind => outcomeKindOfGroup(groupOf(outcome as Outcome))

const undecided = ['closed', 'pending', 'unknown', 'not_split'] as const satisfies readonly OutcomeGroup[]
/** Whether something was decided: not a closure, and not an outcome that is not known. */
export const isOnTheMerits = (outcome: Outcome): boolean =>
  !(undecided as readonly OutcomeGroup[]).includes(groupOf(outcome))

const reversed: Partial<Record<Effect, Effect>> = { favourable: 'unfavourable', unfavourable: 'favourable' }

/**
 * The effect of an outcome for the applicant. That of an appeal's result depends on who appealed: it is reversed where
 * the government did, and unknown where both, others or somebody unknown did (docs/rules/domain.md §3.4).
 */
export function effectOf(outcome: Outcome, appealed_by?: AppealedBy): Effect {
  const { effect, group } = outcomeDefinitions[outcome]
  const isAppealResult = group === 'appeal_dismissed' || group === 'appeal_sustained' || group === 'remanded'
  if (!isAppealResult || appealed_by === 'applicant') return effect
  return appealed_by === 'government' ? (reversed[effect] ?? effect) : 'unknown'
}
