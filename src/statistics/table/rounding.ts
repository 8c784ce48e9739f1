import type { CaveatNote } from '../../vocabulary/caveat-note.ts'
import { inTwoForms } from '../../vocabulary/labels/texts/two-forms.ts'
import type { Chosen } from '../question/chosen.ts'
import type { Part } from '../rows/scan.ts'

/** By how much the numbers of an answer can be out, because each of their figures was rounded. */
export interface Rounding {
  /** The multiple to which the publisher rounds. */
  to: number
  /** The most figures that one number of the answer is the sum of. */
  most_figures: number
  /** By how much a number of the answer can be out at most: half of `to` for each of its figures. */
  out_by_at_most: number
}

/** The rounding of an answer; undefined where its series is not rounded, or no cell has a figure. */
export function roundingOf({ series: { rounded_to } }: Chosen, parts: readonly Part[]): Rounding | undefined {
  if (rounded_to === undefined) return undefined
  const cells = new Map<string, number>()
  for (const { state, words, sum } of parts) {
    if (state !== 'cell') continue
    const cell = words.join('\u0000')
    cells.set(cell, (cells.get(cell) ?? 0) + sum.records)
  }
  if (cells.size === 0) return undefined
  const most_figures = Math.max(...cells.values())
  return { to: rounded_to, most_figures, out_by_at_most: most_figures * Math.floor(rounded_to / 2) }
}

/** The same as a caveat. */
export const roundingCaveat = (
  source: string,
  { to, most_figures: n, out_by_at_most: by }: Rounding
): CaveatNote => ({
  id: 'rounded-figures',
  source,
  ...(n === 1 ? inTwoForms('rounded_figures', { to, by }) : inTwoForms('rounded_sums', { to, n, by }))
})
