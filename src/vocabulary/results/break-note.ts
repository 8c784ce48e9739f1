import type { LocalText } from '../labels/texts/texts.ts'
import type { BreakChange } from '../measures/series-break.ts'

/** A break in the series of an answer, as it is written and worded (docs/rules/domain.md §7.6). */
export interface BreakNote {
  /** First day of the first period that is counted in the new way. */
  date: string
  changes: BreakChange
  /** Whose figures: dimension → values; empty where it is about every row. */
  scope: Readonly<Record<string, readonly string[]>>
  /** Of a unit: what the figures were counted in, and what they are counted in since. */
  unit_before?: readonly string[]
  unit_after?: readonly string[]
  note: LocalText
  /** Where the publisher says so. */
  told_in: LocalText
  /** Whose release it is, where an answer has the rows of several. */
  source?: string
  series?: string
}
