/** Days are whole numbers from 1970-01-01, dates without a time zone; `none` is a date that is not there. */
export const none = -1
/** The last day that a made-up release knows: it is the release of September 2026. */
export const lastDay = day('2026-08-31')

const milliseconds = 86_400_000

/** The number of a date written as YYYY-MM-DD. */
export function day(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / 86_400_000
}

const count = lastDay + 4_000
const texts: string[] = []
const fiscalYears = new Int16Array(count)
for (let at = 0; at < count; at++) {
  const text = new Date(at * milliseconds).toISOString()
  texts.push(`${text.slice(0, 10)} 00:00:00.000`)
  // The US fiscal year begins on 1 October and has the name of the year in which it ends.
  fiscalYears[at] = Number(text.slice(0, 4)) + (text.slice(5, 7) >= '10' ? 1 : 0)
}

/** As EOIR writes a date; empty where there is none. */
export function timestamp(at: number): string {
  return at === none ? '' : (texts[at] as string)
}

/** The US fiscal year of a day; 0 where there is no date. */
export function fiscalYear(at: number): number {
  return at === none ? 0 : (fiscalYears[at] as number)
}
