import { dimensionText } from '../../vocabulary/labels/labels.ts'
import { type LocalText, said, type TextName } from '../../vocabulary/labels/texts/texts.ts'
import type { HeldRecords } from '../../vocabulary/release/holdings.ts'
import type { Grain } from '../../vocabulary/unit.ts'

/** How far the number of records of a year or a value may fall. */
export interface VolumeRule {
  /** Share of the records that may be missing, 0 to 1. */
  share: number
  /** With fewer records than these a year or a value says nothing of what a release covers. */
  from: number
}

/** What the records of a grain are called. */
export const recordsText = (grain: Grain): LocalText => said(recordNames[grain])

const recordNames = {
  case: 'records_case',
  decision: 'records_decision',
  return: 'records_return',
  count: 'records_count',
  event: 'records_event'
} as const satisfies Record<Grain, TextName>

/** Years and values of which a release has far fewer records than another, in words. */
export function recordsLost(
  outer: readonly HeldRecords[],
  inner: readonly HeldRecords[],
  rule: VolumeRule
): LocalText[] {
  return inner.flatMap(each => {
    const now = outer.find(({ grain }) => grain === each.grain)
    const records = recordsText(each.grain)
    const years = fallen(now?.years ?? {}, each.years, rule).map(({ value, ...fall }) =>
      said('lost_records_of', { records, year: value, ...fall })
    )
    const values = Object.entries(each.values).flatMap(([dimension, counts]) =>
      fallen(now?.values[dimension] ?? {}, counts, rule).map(fall =>
        said('lost_records_with', { records, label: dimensionText(dimension), ...fall })
      )
    )
    return [...years, ...values]
  })
}

function fallen(
  now: Record<string, number>,
  before: Record<string, number>,
  { share, from }: VolumeRule
): { value: string; now: number; before: number }[] {
  return Object.entries(before)
    .filter(([value, rows]) => rows >= from && (now[value] ?? 0) < rows * (1 - share))
    .map(([value, rows]) => ({ value, now: now[value] ?? 0, before: rows }))
}
