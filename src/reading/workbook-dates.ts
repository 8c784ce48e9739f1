import type { ReadingPlace } from './reading-error.ts'
import { readXml } from './workbook-xml.ts'

/** The numbers of the cell styles of a workbook that show a number as a date. */
export type DateStyles = ReadonlySet<number>

/** Built-in number formats, which have no format code, that show a day, month or year (ECMA-376 §18.8.30). */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

/** `m/d/yyyy` is a date; `[h]:mm` a span of time, `"day" 0` and `[Red]0` are numbers. */
export const isDateFormat = (code: string): boolean =>
  /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '').replace(/General/gi, ''))

/** Reads a workbook's styles. */
export async function readDateStyles(bytes: AsyncIterable<Buffer>, place: ReadingPlace): Promise<DateStyles> {
  const formats = new Map<string, string>()
  const dates = new Set<number>()
  let isCellFormat = false
  let style = 0
  const handlers = {
    open(name: string, attributes: Record<string, string>) {
      const { numFmtId = '0', formatCode = '' } = attributes
      if (name === 'numFmt') formats.set(numFmtId, formatCode)
      else if (name === 'cellXfs') isCellFormat = true
      else if (name === 'xf' && isCellFormat) {
        const code = formats.get(numFmtId)
        if (code === undefined ? builtInDates.has(Number(numFmtId)) : isDateFormat(code)) dates.add(style)
        style++
      }
    },
    close(name: string) {
      if (name === 'cellXfs') isCellFormat = false
    }
  }
  await readXml(bytes, handlers, place)
  return dates
}

const dayMs = 86_400_000
const lastSerial = 2_958_465

/**
 * The number of an Excel date as `2023-09-01`, or `2023-09-01T13:45:00` where it has a time of day; undefined where
 * no date has that number. Excel counts a 29 February 1900, which did not exist; `since1904` counts from 1904.
 */
export function dateOfSerial(serial: number, since1904 = false): string | undefined {
  const counted = Math.round((since1904 ? serial + 1462 : serial) * dayMs) / dayMs
  if (!(counted >= 1 && counted < lastSerial + 1)) return undefined
  const real = counted < 60 ? counted + 1 : counted
  if (Math.floor(counted) === 60) return undefined
  // A date has no time zone: it is counted and written in UTC, where no day is longer than another.
  const instant = new Date(Date.UTC(1899, 11, 30) + Math.round(real * dayMs)).toISOString()
  return instant.slice(11, 19) === '00:00:00' ? instant.slice(0, 10) : instant.slice(0, 19)
}
