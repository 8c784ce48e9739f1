import type { DecisionFact } from '../../../vocabulary/fact.ts'
import type { CasePart } from '../../source.ts'
import { keptField } from '../reading/kept-columns.ts'
import { eoirTables } from '../reading/tables.ts'
import type { Person } from './person.ts'

/** The fields of a decision that come from its own row. Those on the person come from the case. */
export type Said = Pick<
  DecisionFact,
  | 'impossible_dates'
  | 'decision_stage'
  | 'authority'
  | 'application_type'
  | 'screening_type'
  | 'outcome'
  | 'case_type'
  | 'court'
  | 'custody'
  | 'appeal_type'
  | 'appealed_by'
  | 'filed_on'
  | 'requested_on'
  | 'decided_on'
  | 'source_code'
  | 'source_label'
>

/**
 * Makes the decision of a row. Its id is the row's own key, the first field of each of these tables, followed by the
 * digit of the table. All fields are written out, also those that other stages have: objects of one shape are faster.
 */
export function decisionFact(part: CasePart, person: Person, said: Said): DecisionFact {
  return {
    grain: 'decision',
    source_table: eoirTables[part.table] ?? '',
    line: part.line,
    repaired: part.repaired || undefined,
    impossible_dates: said.impossible_dates,
    decision_id: keptField(part, 0) + part.table,
    case_id: part.case_id,
    decision_stage: said.decision_stage,
    authority: said.authority,
    application_type: said.application_type,
    screening_type: said.screening_type,
    outcome: said.outcome,
    nationality: person.nationality,
    nationality_raw: person.nationality_raw,
    country_of_return: undefined,
    country_of_return_raw: undefined,
    alternate_country: undefined,
    withheld_from: undefined,
    case_type: said.case_type,
    claim_type: person.claim_type,
    protection_claim: person.protection_claim,
    court: said.court,
    custody: said.custody,
    represented: person.represented,
    represented_at_decision: undefined,
    sex: person.sex,
    in_absentia: undefined,
    appeal_type: said.appeal_type,
    appealed_by: said.appealed_by,
    filed_on: said.filed_on,
    requested_on: said.requested_on,
    decided_on: said.decided_on,
    decided_precision: said.decided_on === undefined ? undefined : 'day',
    sequence: undefined,
    application_decisions: undefined,
    source_code: said.source_code,
    source_label: said.source_label
  }
}
