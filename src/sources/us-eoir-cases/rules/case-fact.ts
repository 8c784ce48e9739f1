import type { CaseFact } from '../../../vocabulary/fact.ts'
import { isOnTheMerits, type Outcome } from '../../../vocabulary/outcome.ts'
import type { CasePart } from '../../source.ts'
import type { Application, EoirApplicationType } from '../codes/applications.ts'
import type { CountedCaseType } from '../codes/codes.ts'
import { keptField, partFields } from '../reading/kept-columns.ts'
import { noted } from '../reading/reading.ts'
import { eoirTables } from '../reading/tables.ts'
import type { Appeal, Heard } from './appeals.ts'
import { caseOutcomeOf } from './case-outcome.ts'
import {
  earlier,
  eoirCaseStatus,
  lastCompletion,
  openAppeals,
  openApplicationSince,
  waitingAt
} from './case-status.ts'
import type { Person } from './person.ts'
import { newestOf, type Proceeding } from './proceedings.ts'
import { type Decided, pathwayOf } from './timeline.ts'

/** Everything that is read of a case that counts. */
export interface CaseAsRead {
  row: CasePart
  case_type: CountedCaseType
  case_type_conflict: boolean
  proceedings: readonly Proceeding[]
  applications: readonly Application[]
  /** The kinds of protection asked for, each once. */
  asked_for: EoirApplicationType[]
  appeals: readonly Appeal[]
  /** In the order of the timeline. */
  decided: readonly Decided[]
  /** Of its newest proceeding. */
  heard: Heard
  person: Person
}

/** A case as a whole, each case once (docs/rules/domain.md §8.6 and §8.8). */
export function caseFactOf(read: CaseAsRead): CaseFact {
  const { row, person, case_type, proceedings, appeals, decided } = read
  const outcome = caseOutcomeOf(decided, proceedings)
  const newest = newestOf(proceedings)
  const case_status = eoirCaseStatus(outcome.case_outcome, newest, appeals)
  const waiting_at = waitingAt(case_status, case_type)
  const filed_on = firstDay(proceedings)
  const { since: open_appeal_since, further: further_appeals_open_since } = openAppeals(appeals)
  // In a decided case no application waits for a decision; in an inactive case none waits at present.
  const isOver = case_status === 'decided' || case_status === 'inactive'
  const [waiting, lapsed] = isOver ? [[], read.applications] : [read.applications, []]
  return {
    grain: 'case',
    source_table: eoirTables[row.table] ?? '',
    line: row.line,
    repaired: row.repaired || undefined,
    impossible_dates: impossibleDates(read),
    case_id: row.case_id,
    nationality: person.nationality,
    nationality_raw: person.nationality_raw,
    case_type,
    claim_type: person.claim_type,
    protection_claim: person.protection_claim,
    application_types: read.asked_for,
    court: read.heard.court,
    custody: read.heard.custody,
    represented: person.represented,
    sex: person.sex,
    birth_decade: birthDecadeOf(row),
    filed_on,
    case_status,
    case_outcome: outcome.case_outcome,
    case_outcome_kind: outcome.case_outcome_kind,
    screening_outcome: outcome.screening_outcome,
    protection_outcome: outcome.protection_outcome,
    return_outcome: outcome.return_outcome,
    country_of_return: outcome.country_of_return,
    last_decided_on: lastDay(decided),
    first_return_decided_on: firstReturnDay(decided, isOnTheMerits),
    first_return_completed_on: firstReturnDay(decided, () => true),
    closed_on: isOver && newest !== undefined ? lastCompletion(proceedings, newest) : undefined,
    case_type_conflict: read.case_type_conflict,
    waiting_at,
    waiting_since: waiting_at === 'appeal' ? open_appeal_since : waiting_at && filed_on,
    open_asylum_since: openApplicationSince(waiting, 'asylum'),
    open_withholding_since: openApplicationSince(waiting, 'withholding'),
    open_torture_convention_since: openApplicationSince(waiting, 'torture_convention'),
    open_appeal_since,
    further_appeals_open_since,
    lapsed_asylum_since: openApplicationSince(lapsed, 'asylum'),
    lapsed_withholding_since: openApplicationSince(lapsed, 'withholding'),
    lapsed_torture_convention_since: openApplicationSince(lapsed, 'torture_convention'),
    pathway: pathwayOf(decided)
  }
}

function birthDecadeOf(row: CasePart): number | undefined {
  const decade = keptField(row, partFields.case.C_BIRTHDATE)
  return decade === '' ? undefined : Number(decade)
}

function firstDay(proceedings: readonly Proceeding[]): string | undefined {
  let first: string | undefined
  for (const { opened_on } of proceedings) first = earlier(first, opened_on)
  return first
}

function lastDay(decided: readonly Decided[]): string | undefined {
  let last: string | undefined
  for (const { fact } of decided)
    if (fact.decided_on !== undefined && (last === undefined || fact.decided_on > last))
      last = fact.decided_on
  return last
}

function firstReturnDay(
  decided: readonly Decided[],
  isMeant: (outcome: Outcome) => boolean
): string | undefined {
  let first: string | undefined
  for (const { fact } of decided)
    if (fact.decision_stage === 'return_decision' && isMeant(fact.outcome))
      first = earlier(first, fact.decided_on)
  return first
}

/**
 * Notes on impossible dates of rows that the case's own dates come from: proceedings, and applications and appeals that
 * are not decided, so that no decision carries the note.
 */
function impossibleDates({ proceedings, applications, appeals }: CaseAsRead): string | undefined {
  let notes: string | undefined
  for (const each of proceedings) notes = noted(notes, each.impossible_dates)
  for (const each of applications) if (!each.is_decided) notes = noted(notes, each.impossible_dates)
  for (const each of appeals) if (!each.is_decided) notes = noted(notes, each.impossible_dates)
  return notes
}
