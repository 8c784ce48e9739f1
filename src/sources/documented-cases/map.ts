import { isSameCountry } from '../../vocabulary/countries/same-country.ts'
import type { CaseFact, DecisionFact, Fact, Reporting, ReturnFact } from '../../vocabulary/fact.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'
import type { Mapped, RawRow } from '../source.ts'
import { decisionEvents } from './codes.ts'
import type { CaseEvent, DocumentedCase, Report } from './schema.ts'

/** A case with the reports of its file, which its events name. */
export interface CaseRow {
  documented: DocumentedCase
  reports: ReadonlyMap<string, Report>
}

type ReportFields = Pick<DocumentedCase, 'report' | 'reported_by' | 'certainty'>

/** One case file, its decisions and its departures. What no report states stays unknown. */
export function mapCase(row: RawRow): Mapped {
  const { documented, reports } = row.record as CaseRow
  const records = documented.events.flatMap((event, index) =>
    recordOf(row, documented, event, index + 1, reports)
  )
  return { facts: [caseOf(row, documented, reports), ...records] }
}

function caseOf(row: RawRow, documented: DocumentedCase, reports: CaseRow['reports']): CaseFact {
  const { id, nationality, claim_grounds, protection_claim, represented, case_status } = documented
  const case_outcome = screeningOutcome(documented.events)
  return {
    grain: 'case',
    source_table: row.source_table,
    line: row.line,
    case_id: String(id),
    nationality,
    claim_grounds,
    ...(protection_claim === undefined ? {} : { protection_claim }),
    ...(represented === undefined ? {} : { represented }),
    case_status,
    case_outcome,
    case_outcome_kind: case_outcome === 'unknown' ? 'none' : 'screening',
    summary: [documented.summary, ...notes(documented.events)].join(' '),
    ...reporting(documented, reports)
  }
}

const notes = (events: CaseEvent[]): string[] =>
  events.flatMap(event => (event.event === 'status_note' ? [event.note] : []))

/**
 * The outcome of the judge’s review where there is one, else of the officer’s interview. A departure implies no
 * outcome.
 */
function screeningOutcome(events: CaseEvent[]): Outcome {
  const last = (stage: CaseEvent['event']): Outcome | undefined => {
    const event = events.findLast(each => each.event === stage)
    return event && 'outcome' in event ? event.outcome : undefined
  }
  return last('screening_review') ?? last('screening') ?? 'unknown'
}

function recordOf(
  row: RawRow,
  { id, nationality, claim_grounds: _, ...documented }: DocumentedCase,
  event: CaseEvent,
  sequence: number,
  reports: CaseRow['reports']
): Fact[] {
  if (event.event === 'status_note') return []
  const shared = {
    source_table: row.source_table,
    line: row.line,
    case_id: String(id),
    nationality,
    sequence,
    source_code: event.event,
    ...(event.reported_as === undefined ? {} : { source_label: event.reported_as }),
    ...reporting(event, reports)
  }
  const date = dayOf(event.date)
  if (event.event === 'return') {
    const { country_of_return, return_type } = event
    const same_country = isSameCountry(nationality, country_of_return)
    return [
      {
        ...shared,
        grain: 'return',
        return_id: String(event.id),
        country_of_return,
        return_type,
        ...(same_country === undefined ? {} : { same_country }),
        ...(date ? { returned_on: date.day, returned_precision: date.precision } : {})
      } satisfies ReturnFact
    ]
  }
  const { decision_stage, authority } = decisionEvents[event.event]
  const { protection_claim, represented } = documented
  return [
    {
      ...shared,
      grain: 'decision',
      decision_id: String(event.id),
      decision_stage,
      authority,
      screening_type: event.screening_type,
      outcome: event.outcome,
      ...(protection_claim === undefined ? {} : { protection_claim }),
      ...(represented === undefined ? {} : { represented }),
      ...(date ? { decided_on: date.day, decided_precision: date.precision } : {})
    } satisfies DecisionFact
  ]
}

function reporting({ report, reported_by, certainty }: ReportFields, reports: CaseRow['reports']): Reporting {
  const found = reports.get(report)
  return {
    ...(found
      ? {
          event_source: found.source,
          publisher: found.publisher,
          published_on: found.published_on,
          ...(found.url === undefined ? {} : { event_url: found.url })
        }
      : {}),
    reported_by,
    certainty
  }
}

const precisions = { 4: 'year', 7: 'month', 10: 'day' } as const

/** The first day that a date can mean, and its precision. */
function dayOf(date: string | undefined) {
  if (date === undefined) return undefined
  const precision = precisions[date.length as keyof typeof precisions]
  return { day: `${date}${'-01-01'.slice(date.length - 4)}`, precision }
}
