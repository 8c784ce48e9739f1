import { dateOfSerial } from '../../reading/workbook-dates.ts'
import { isCalendarDay } from '../../vocabulary/time/day.ts'
import { type DateOrder, writtenDay } from '../../vocabulary/time/written-day.ts'

/** Excel's serial number of a date, where the cell was not formatted as a date. */
const serial = /^\d{4,6}(?:\.\d+)?$/

/**
 * The day of a departure as `2023-09-01`, from a date of a workbook, a written date in its file's order, or Excel's serial
 * number. Undefined for anything else, for a day that does not exist, and for one before 1950. A time of day is dropped,
 * and no time zone moves the day.
 */
export function departureDay(text: string, order: DateOrder = 'month_first'): string | undefined {
  const printed = text.trim()
  const day =
    writtenDay(printed, { order }) ??
    (serial.test(printed) ? dateOfSerial(Number(printed))?.slice(0, 10) : undefined)
  if (day === undefined || day < '1950-01-01') return undefined
  return isCalendarDay(day) ? day : undefined
}
