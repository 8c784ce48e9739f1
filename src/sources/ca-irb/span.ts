import { type Period, parsePeriod, yearOf } from '../../vocabulary/time/period.ts'

/** The period of a row, and the series of the Board's table that it stood in. */
export interface Span {
  series: 'claims' | 'legacy'
  /** `2021`, or `2024-01..2024-09` where the year is not whole. */
  label: string
  from: string
  to: string
}

const written = /^(?:(\d{4}-\d\d)\.\.(\d{4}-\d\d)|(\d{4}))( \(legacy\))?$/

/** `2024-01..2024-09`, `2018 (legacy)`: undefined for anything else, and for months that end before they begin. */
export function spanOf(text: string): Span | undefined {
  const [, first, last, year, legacy] = written.exec(text.trim()) ?? []
  const series = legacy ? 'legacy' : 'claims'
  if (year) return { series, ...daysOf(yearOf(Number(year), 'calendar')) }
  const [from, to] = [parsePeriod(first ?? '', 'calendar'), parsePeriod(last ?? '', 'calendar')]
  if (!from || !to || from.from > to.from) return undefined
  const whole = yearOf(Number(from.from.slice(0, 4)), 'calendar')
  if (whole.from === from.from && whole.to === to.to) return { series, ...daysOf(whole) }
  return { series, label: `${first}..${last}`, from: from.from, to: to.to }
}

const daysOf = ({ label, from, to }: Period): Omit<Span, 'series'> => ({ label, from, to })
