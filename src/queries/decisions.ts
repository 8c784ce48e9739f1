import { decisions } from '../database/tables/cases.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import { daysIn, toPrecision, valuesIn } from './filters.ts'
import { recordId, recordIdOrNull } from './ids.ts'
import type { List, ListQuery } from './list.ts'

export const decisionFilters = [
  'nationality',
  'claim_type',
  'protection_claim',
  'application_type',
  'court',
  'custody',
  'represented',
  'country_of_return',
  'decision_stage',
  'authority',
  'outcome',
  'outcome_group',
  'effect',
  'appeal_type',
  'appealed_by',
  'in_absentia',
  'screening_type'
] as const

export interface DecisionQuery extends ListQuery {
  nationality?: string[]
  filed_on_from?: string
  filed_on_to?: string
  decided_on_from?: string
  decided_on_to?: string
}

type KeptDecision = typeof decisions.$inferSelect

/** A decision as it goes over the wire. */
export function decisionRow(kept: KeptDecision, release: ReleaseEntry) {
  return {
    decision_id: recordId(release, kept.decision_id),
    case_id: recordIdOrNull(release, kept.case_id),
    decision_stage: kept.decision_stage,
    authority: kept.authority,
    application_type: kept.application_type,
    screening_type: kept.screening_type,
    outcome: kept.outcome,
    outcome_group: kept.outcome_group,
    effect: kept.effect,
    nationality: kept.nationality,
    nationality_raw: kept.nationality_raw,
    country_of_return: kept.country_of_return,
    country_of_return_raw: kept.country_of_return_raw,
    alternate_country: kept.alternate_country,
    withheld_from: kept.withheld_from,
    case_type: kept.case_type,
    claim_type: kept.claim_type,
    protection_claim: kept.protection_claim,
    court: kept.court,
    custody: kept.custody,
    represented: kept.represented,
    sex: kept.sex,
    in_absentia: kept.in_absentia,
    appeal_type: kept.appeal_type,
    appealed_by: kept.appealed_by,
    filed_on: kept.filed_on,
    requested_on: kept.requested_on,
    decided_on: toPrecision(kept.decided_on, kept.decided_precision),
    decided_precision: kept.decided_precision,
    application_decisions: kept.application_decisions,
    source_code: kept.source_code,
    source_label: kept.source_label,
    repaired: kept.repaired,
    impossible_dates: kept.impossible_dates,
    ...reporting(kept),
    ...provenance(kept, release)
  }
}

/** Who reported an event of a documented case; null for agencies' own records. */
export const reporting = (
  kept: Pick<
    KeptDecision,
    'event_source' | 'event_url' | 'publisher' | 'published_on' | 'reported_by' | 'certainty'
  >
) => ({
  event_source: kept.event_source,
  event_url: kept.event_url,
  publisher: kept.publisher,
  published_on: kept.published_on,
  reported_by: kept.reported_by,
  certainty: kept.certainty
})

/** Where a record stands in its release, and whose it is: the last columns of every record. */
export const provenance = (
  kept: { source_table: string; line: number },
  { source, release, synthetic }: ReleaseEntry
) => ({
  source_table: kept.source_table,
  line: kept.line,
  source,
  release,
  synthetic
})

/** GET /v1/decisions. */
export const decisionList: List<DecisionQuery> = {
  path: '/v1/decisions',
  name: 'decisions',
  table: decisions,
  id: 'decision_id',
  date: 'decided_on',
  in_order: [...decisionFilters, 'filed_on', 'decided_precision'],
  conditions: query => [
    ...valuesIn(query, decisionFilters),
    ...daysIn(query, ['filed_on', 'decided_on'], { decided_on: 'decided_precision' })
  ],
  reach: query => ({ nationality: query.nationality, from: query.decided_on_from, to: query.decided_on_to }),
  row: (kept, release) => decisionRow(kept as KeptDecision, release)
}
