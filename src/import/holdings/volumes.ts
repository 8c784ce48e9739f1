import type { HeldRecords } from '../../vocabulary/release/holdings.ts'
import type { Grain } from '../../vocabulary/unit.ts'

/** How far the number of records of a year or a value may fall. */
export interface VolumeRule {
  /** Share of the records that may be missing, 0 to 1. */
  share: number
  /** With fewer records than these a year or a value says nothing of what a release covers. */
  from: number
}

const nouns = {
  case: 'cases',
  decision: 'decisions',
  return: 'returns',
  count: 'figures',
  event: 'events'
} as const satisfies Record<Grain, string>

/** Years and values of which a release has far fewer records than another, in words. */
export function recordsLost(
  outer: readonly HeldRecords[],
  inner: readonly HeldRecords[],
  rule: VolumeRule
): string[] {
  return inner.flatMap(each => {
    const now = outer.find(({ grain }) => grain === each.grain)
    const name = nouns[each.grain]
    const years = fallen(now?.years ?? {}, each.years, rule).map(fall => `${name} of ${fall}`)
    const values = Object.entries(each.values).flatMap(([dimension, counts]) =>
      fallen(now?.values[dimension] ?? {}, counts, rule).map(fall => `${name} with ${dimension} ${fall}`)
    )
    return [...years, ...values]
  })
}

function fallen(
  now: Record<string, number>,
  before: Record<string, number>,
  { share, from }: VolumeRule
): string[] {
  return Object.entries(before)
    .filter(([value, rows]) => rows >= from && (now[value] ?? 0) < rows * (1 - share))
    .map(([value, rows]) => `${value} (${now[value] ?? 0} where there were ${rows})`)
}
