import { isSameCountry } from '../../vocabulary/countries/same-country.ts'
import type { CaseFact, DecisionFact, Fact, ReturnFact } from '../../vocabulary/fact.ts'
import type { Mapped, RawRow } from '../source.ts'
import { usualAuthorities } from './codes.ts'
import { outcomesOf } from './outcome.ts'
import { otherFact } from './reported.ts'
import { type ReportFields, type Reports, reportingOf, type ToldIn, takenOn } from './reporting.ts'
import type {
  CaseEvent,
  CaseGroup,
  CaseStatement,
  DocumentedCase,
  FileFormat,
  ReportedFigure
} from './schema.ts'

/** One thing of a file, with the reports of the file, which it names, and the file's format. */
export interface FileRow {
  reports: Reports
  format: FileFormat
  told:
    | { documented: DocumentedCase }
    | { case_group: CaseGroup }
    | { statement: CaseStatement }
    | { reported_figure: ReportedFigure }
}

/** A case with its decisions, departures and events, or one thing that is told of no case. The rest stays unknown. */
export function mapRow(row: RawRow): Mapped {
  const { told, reports, format } = row.record as FileRow
  const from = { row, reports, format }
  if ('case_group' in told) return { facts: [otherFact(from, 'case_group', told.case_group)] }
  if ('statement' in told) return { facts: [otherFact(from, 'statement', told.statement)] }
  if ('reported_figure' in told) return { facts: [otherFact(from, 'reported_figure', told.reported_figure)] }
  const { documented } = told
  const records = documented.events.flatMap((event, index) => recordOf(from, documented, event, index + 1))
  return { facts: [caseOf(from, documented), ...records] }
}

function caseOf({ row, reports }: ToldIn, documented: DocumentedCase): CaseFact {
  const { id, nationality, claim_grounds, protection_claim, represented, case_status } = documented
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
    ...outcomesOf(documented.events),
    summary: [documented.summary, ...notes(documented.events)].join(' '),
    ...reportingOf(documented, reports)
  }
}

/** In format 1 a note has no record of its own. */
const notes = (events: CaseEvent[]): string[] =>
  events.flatMap(event => (event.event === 'status_note' && 'note' in event ? [event.note] : []))

function recordOf(from: ToldIn, documented: DocumentedCase, event: CaseEvent, sequence: number): Fact[] {
  switch (event.event) {
    case 'return':
      return [returnOf(from, documented, event, sequence)]
    case 'screening':
    case 'screening_review':
    case 'first_instance':
    case 'return_decision':
    case 'appeal':
    case 'judicial_review':
      return [decisionOf(from, documented, event, sequence)]
    default: {
      if ('note' in event) return []
      const { id, nationality } = documented
      return [otherFact(from, event.event, event, { case_id: String(id), nationality, sequence })]
    }
  }
}

type Named<name> = Extract<CaseEvent, { event: name }>
type Decision = Named<
  'screening' | 'screening_review' | 'first_instance' | 'return_decision' | 'appeal' | 'judicial_review'
>

const sharedOf = (
  { row, reports }: ToldIn,
  { id, nationality }: DocumentedCase,
  event: ReportFields & { event: string; reported_as?: string },
  sequence: number
) => ({
  source_table: row.source_table,
  line: row.line,
  case_id: String(id),
  nationality,
  sequence,
  source_code: event.event,
  ...(event.reported_as === undefined ? {} : { source_label: event.reported_as }),
  ...reportingOf(event, reports)
})

function returnOf(
  from: ToldIn,
  documented: DocumentedCase,
  event: Named<'return'>,
  sequence: number
): ReturnFact {
  const { country_of_return, return_type } = event
  const same_country = isSameCountry(documented.nationality, country_of_return)
  return {
    ...sharedOf(from, documented, event, sequence),
    grain: 'return',
    return_id: String(event.id),
    country_of_return,
    ...('country_of_return_basis' in event ? { country_of_return_basis: event.country_of_return_basis } : {}),
    return_type,
    ...(same_country === undefined ? {} : { same_country }),
    ...takenOn(event.date, 'returned')
  }
}

function decisionOf(
  from: ToldIn,
  documented: DocumentedCase,
  event: Decision,
  sequence: number
): DecisionFact {
  const { protection_claim, represented } = documented
  // Format 1 has no field for the authority: its screenings are those of the United States.
  const authority = 'authority' in event ? event.authority : undefined
  const usual = from.format === 1 && event.event in usualAuthorities
  return {
    ...sharedOf(from, documented, event, sequence),
    grain: 'decision',
    decision_id: String(event.id),
    decision_stage: event.event,
    ...(usual ? { authority: usualAuthorities[event.event as keyof typeof usualAuthorities] } : {}),
    ...(authority === undefined ? {} : { authority }),
    ...('screening_type' in event ? { screening_type: event.screening_type } : {}),
    outcome: event.outcome,
    ...('country_of_return' in event && event.country_of_return !== undefined
      ? { country_of_return: event.country_of_return }
      : {}),
    ...(protection_claim === undefined ? {} : { protection_claim }),
    ...(represented === undefined ? {} : { represented }),
    ...takenOn(event.date, 'decided')
  }
}
