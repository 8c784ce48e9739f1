import { countryFromName } from '../../vocabulary/countries/country.ts'
import type { DecisionFact } from '../../vocabulary/fact.ts'
import { isCalendarDay } from '../../vocabulary/time/day.ts'
import { type DateOrder, writtenDay } from '../../vocabulary/time/written-day.ts'
import type { Mapped, RawRow, UnknownCode } from '../source.ts'
import { caseOutcomes } from './codes.ts'

/** One decision as released, without the columns that are never kept (race_or_ethnicity, the redacted id). */
export interface DecisionRow {
  /** Its place among the rows, from 1: the release has no key. */
  row: number
  asylum_office: string
  citizenship: string
  case_outcome: string
  completion_date: string
  /** The order of day and month in the whole file. */
  date_order: DateOrder
  /** The day of the extract: nothing can have been completed after it. */
  as_of: string
}

/** One row, one decision. Exact duplicates are families decided together, and are kept. */
export function mapDecision(raw: RawRow): Mapped {
  const row = raw.record as DecisionRow
  const unknown_codes: UnknownCode[] = []
  const known = Object.hasOwn(caseOutcomes, row.case_outcome)
    ? caseOutcomes[row.case_outcome as keyof typeof caseOutcomes].outcome
    : undefined
  if (!known) unknown_codes.push({ field: 'case_outcome', code: row.case_outcome })
  const nationality = countryFromName('uscis-name', row.citizenship)
  if (!nationality) unknown_codes.push({ field: 'citizenship', code: row.citizenship })
  const decided_on = uscisDay(row.completion_date, row.as_of, row.date_order)
  const fact: DecisionFact = {
    grain: 'decision',
    source_table: raw.source_table,
    line: raw.line,
    decision_id: String(row.row),
    decision_stage: 'first_instance',
    authority: 'us_uscis',
    outcome: known ?? 'unknown',
    nationality: nationality ?? 'UNK',
    ...(nationality ? {} : { nationality_raw: row.citizenship }),
    claim_type: 'affirmative',
    court: row.asylum_office,
    ...(decided_on ? { decided_on, decided_precision: 'day' as const } : {}),
    source_code: row.case_outcome
  }
  return {
    facts: [fact],
    ...(unknown_codes.length > 0 && { unknown_codes }),
    ...(!decided_on && { impossible_dates: ['completion_date'] })
  }
}

/**
 * A date as a day: `M/D/YY` as released, where YY is 20YY, or another form of it after a spreadsheet saved the file
 * again. Undefined where there is no such day, and where it lies before 1950 or after the extract.
 */
export function uscisDay(text: string, as_of: string, order: DateOrder = 'month_first'): string | undefined {
  const day = writtenDay(text.trim(), { order, century: '20' })
  return day !== undefined && isCalendarDay(day) && day >= '1950-01-01' && day <= as_of ? day : undefined
}
