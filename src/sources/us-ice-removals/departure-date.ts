import { dateOfSerial } from '../../reading/workbook-dates.ts'
import { isCalendarDay } from '../../vocabulary/time/day.ts'

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.]+Z?)?$/
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?)?$/i
/** Excel's serial number of a date, where the cell was not formatted as a date. */
const serial = /^\d{4,6}(?:\.\d+)?$/

/**
 * The day of a departure as `2023-09-01`, from a date of a workbook, an American date, or Excel's serial number of it.
 * Undefined for anything else, for a day that does not exist, and for one before 1950. A time of day is dropped, and no
 * time zone moves the day.
 */
export function departureDay(text: string): string | undefined {
  const day = written(text.trim())
  if (day === undefined || day < '1950-01-01') return undefined
  return isCalendarDay(day) ? day : undefined
}

function written(text: string): string | undefined {
  const [, year, month, day] = iso.exec(text) ?? []
  if (year !== undefined) return `${year}-${month}-${day}`
  const [, m = '', d = '', y] = american.exec(text) ?? []
  if (y !== undefined) return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return serial.test(text) ? dateOfSerial(Number(text))?.slice(0, 10) : undefined
}
