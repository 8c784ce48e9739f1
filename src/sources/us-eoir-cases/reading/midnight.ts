import type { TabbedRow } from '../../../reading/tab-separated.ts'
import { midnight } from './column-kinds.ts'

/** The form `YYYY-MM-DD 00:00:00.000`. A zero in the day stands for any digit. */
const pattern = Buffer.from(`0000-00-00${midnight}`)
const dayLength = 10
const zero = 48
const nine = 57

/**
 * The day of a timestamp at midnight; undefined where the field is anything else. Nearly all of the fifty million dates
 * have this form, and comparing bytes takes a fourth of the time.
 */
export function dayAtMidnight({ bytes, text, at }: TabbedRow, index: number): string | undefined {
  const start = at[index] as number
  if ((at[index + 1] as number) - 1 - start !== pattern.length) return undefined
  for (let i = 0; i < pattern.length; i++) {
    const byte = bytes[start + i] as number
    if (byte === pattern[i]) continue
    if (i >= dayLength || pattern[i] !== zero || byte < zero || byte > nine) return undefined
  }
  return text.slice(start, start + dayLength)
}
