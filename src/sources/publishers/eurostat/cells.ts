import { wholeNumber } from '../../../reading/whole-number.ts'
import type { CellStatus } from '../../../vocabulary/cell-status.ts'
import { type Period, parsePeriod } from '../../../vocabulary/time/period.ts'

/** A figure of a Eurostat table as published. */
export interface PublishedCell {
  period: string
  /** A number, or `:` where there is none. */
  value: string
  /** One letter each, as published: `bu` is two flags. */
  flags: string
}

export interface PublishedFigure {
  value: number | null
  status: CellStatus
  source_flags: string[]
}

/**
 * Flags that say why a cell has no number. The others (b break, d definition differs, e estimated, m missing, n not
 * significant, p provisional, r revised, s estimated by Eurostat, u low reliability) are kept and change nothing here.
 */
export const missingFlags = {
  c: { status: 'suppressed', label: 'Confidential' },
  z: { status: 'not_applicable', label: 'Not applicable' }
} as const satisfies Record<string, { status: CellStatus; label: string }>

/**
 * Reads a cell; undefined where it is no number at all. Every number of these tables is rounded to 5. A number that is
 * also provisional has the flag `p`; `provisional` tells whether that becomes the status or stays a flag.
 */
export function publishedFigure(
  { value, flags }: PublishedCell,
  provisional: 'status' | 'flag'
): PublishedFigure | undefined {
  const source_flags = flagsIn(flags)
  if (value === ':' || value === '') {
    const why = Object.entries(missingFlags).find(([flag]) => source_flags.includes(flag))
    return { value: null, status: why?.[1].status ?? 'not_reported', source_flags }
  }
  const number = wholeNumber(value)
  if (number === undefined) return undefined
  const isProvisional = provisional === 'status' && source_flags.includes('p')
  return {
    value: number,
    status: isProvisional ? 'provisional' : 'rounded',
    source_flags
  }
}

const flagsIn = (text: string): string[] => [...new Set(text.toLowerCase().match(/[a-z]/g) ?? [])].sort()

/** `628 e`, `42825`, `: c`, `:`: a number or none, and flags behind it. */
export function splitCell(text: string): Pick<PublishedCell, 'value' | 'flags'> {
  const [, value = '', flags = ''] = /^([^a-zA-Z]*)(.*)$/.exec(text) ?? []
  return { value: value.trim(), flags }
}

export const frequencies = { A: 'annual', Q: 'quarterly', M: 'monthly' } as const
export type Frequency = keyof typeof frequencies

const kinds = { A: 'year', Q: 'quarter', M: 'month' } as const satisfies Record<Frequency, string>

/**
 * `2024`, `2024-Q3` or `2024-07`, and `2024Q3` and `2024M07` in files of the old explorer; undefined for a period of another
 * frequency.
 */
export function periodOf(text: string, frequency: Frequency): Period | undefined {
  const label = text
    .trim()
    .replace(/^(\d{4})(Q[1-4])$/, '$1-$2')
    .replace(/^(\d{4})M(\d\d)$/, '$1-$2')
  const period = parsePeriod(label, 'calendar')
  return period?.kind === kinds[frequency] ? period : undefined
}
