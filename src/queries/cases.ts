import { cases } from '../database/tables/cases.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import { provenance, reporting } from './decisions.ts'
import { daysIn, valuesIn } from './filters.ts'
import { recordId } from './ids.ts'
import type { List, ListQuery } from './list.ts'

export interface CaseQuery extends ListQuery {
  nationality?: string[]
  application_type?: string[]
  filed_on_from?: string
  filed_on_to?: string
  last_decided_on_from?: string
  last_decided_on_to?: string
}

export const caseFilters = [
  'nationality',
  'case_type',
  'claim_type',
  'protection_claim',
  'court',
  'custody',
  'represented',
  'case_status',
  'case_outcome',
  'country_of_return'
] as const

export type KeptCase = typeof cases.$inferSelect

/** A case file as it goes over the wire. Not a person. */
export function caseRow(kept: KeptCase, release: ReleaseEntry) {
  return {
    case_id: recordId(release, kept.case_id),
    nationality: kept.nationality,
    nationality_raw: kept.nationality_raw,
    case_type: kept.case_type,
    claim_type: kept.claim_type,
    protection_claim: kept.protection_claim,
    application_types: kept.application_types,
    claim_grounds: kept.claim_grounds,
    court: kept.court,
    custody: kept.custody,
    represented: kept.represented,
    sex: kept.sex,
    birth_decade: kept.birth_decade,
    filed_on: kept.filed_on,
    last_decided_on: kept.last_decided_on,
    first_return_decided_on: kept.first_return_decided_on,
    case_status: kept.case_status,
    case_outcome: kept.case_outcome,
    case_outcome_kind: kept.case_outcome_kind,
    screening_outcome: kept.screening_outcome,
    protection_outcome: kept.protection_outcome,
    return_outcome: kept.return_outcome,
    country_of_return: kept.country_of_return,
    case_type_conflict: kept.case_type_conflict,
    waiting_at: kept.waiting_at,
    waiting_since: kept.waiting_since,
    open_asylum_since: kept.open_asylum_since,
    open_withholding_since: kept.open_withholding_since,
    open_torture_convention_since: kept.open_torture_convention_since,
    open_appeal_since: kept.open_appeal_since,
    pathway: kept.pathway,
    summary: kept.summary,
    repaired: kept.repaired,
    impossible_dates: kept.impossible_dates,
    ...reporting(kept),
    ...provenance(kept, release)
  }
}

/** GET /v1/cases. */
export const caseList: List<CaseQuery> = {
  path: '/v1/cases',
  name: 'cases',
  table: cases,
  id: 'case_id',
  date: 'filed_on',
  in_order: [...caseFilters, 'application_types', 'last_decided_on'],
  conditions: query => [
    ...valuesIn(query, caseFilters),
    ...(query.application_type
      ? [{ kind: 'holds' as const, column: 'application_types', values: query.application_type }]
      : []),
    ...daysIn(query, ['filed_on', 'last_decided_on'])
  ],
  reach: query => ({ nationality: query.nationality, from: query.filed_on_from, to: query.filed_on_to }),
  row: (kept, release) => caseRow(kept as KeptCase, release)
}
