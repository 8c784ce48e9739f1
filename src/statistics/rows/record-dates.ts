import type { Words } from '../../snapshot/sql/enum-words.ts'
import { column, raw, type Sql } from '../../snapshot/sql/sql.ts'
import { addDays } from '../../vocabulary/time/day.ts'
import { type Chosen, isRecords } from '../question/chosen.ts'
import type { Clock } from '../question/clock.ts'

/** The rows of a question: their table, the date by which it asks, and the words of their columns. */
export interface DatedRows {
  chosen: Chosen
  clock: Clock
  words?: Words
}

/** The column of the date of a record, and of its precision where the table has any date that is no day. */
export function dateOf({ clock, chosen, words }: DatedRows): { column: string; precision?: string } {
  const date = chosen.subject.dates[clock.date_basis]
  if (date === undefined) throw new Error(`${chosen.subject.unit} have no date ${clock.date_basis}`)
  const isExact =
    date.precision === undefined ||
    (words !== undefined && (words.get(date.precision) ?? []).every(word => word === 'day'))
  return isExact ? { column: date.column } : date
}

/**
 * The last day of a row, to compare with the first day of a period; and its first day, to compare with the last day. A
 * period that begins or ends inside a month is compared with the day of the record, which no rollup by month has.
 */
export const lastDaySql = (from: string, frame: DatedRows): Sql =>
  from.endsWith('-01') ? raw('p_to') : (recordDay(frame) ?? raw('p_to'))
export const firstDaySql = (to: string, frame: DatedRows): Sql =>
  addDays(to, 1).endsWith('-01') ? raw('p_from') : (recordDay(frame) ?? raw('p_from'))

/** The day of records whose dates are days. */
export const recordDay = (frame: DatedRows): Sql | undefined =>
  isExact(frame) ? column(dateOf(frame).column) : undefined

/** Whether the rows are records whose dates are days: within the bounds (insideSql), each lies in one period. */
export const isExact = (frame: DatedRows): boolean =>
  isRecords(frame.chosen) && dateOf(frame).precision === undefined
