import type {
  OpenGap,
  PauseRules,
  ReturnTimeline,
  TimelineBlock
} from '../vocabulary/results/return-timeline.ts'
import type { TableColumn } from '../vocabulary/results/table-column.ts'
import { numberColumns, whose } from './destinations.ts'

/** Columns of returns to one destination by period; the rules of pauses, the same on each row, at the end. */
export const timelineColumns: readonly TableColumn[] = [
  { name: 'country_of_return', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'return_type', type: 'text' },
  { name: 'period', type: 'text' },
  ...numberColumns,
  { name: 'gap', type: 'text' },
  { name: 'gap_from', type: 'text' },
  { name: 'gap_months', type: 'integer' },
  { name: 'usual_before', type: 'integer' },
  ...whose,
  ...(['usual_min', 'pause_periods', 'pause_months', 'resumed_min'] satisfies (keyof PauseRules)[]).map(
    (name): TableColumn => ({ name, type: 'integer' })
  )
]

/**
 * A row a source, type and period, with the gap or pause that the period lies in. Returns without a date have a row
 * without a period.
 */
export function timelineRows({ country_of_return, rules, blocks }: ReturnTimeline, name: string) {
  return blocks.flatMap(block => {
    const {
      return_status,
      return_type,
      unit,
      series,
      source,
      release,
      synthetic,
      undated,
      destination_inferred
    } = block
    const gapOf = gapsByPeriod(block)
    const rowOf = (period: string | null, value: number | null, value_flags: readonly string[]) => {
      const gap = period === null ? undefined : gapOf.get(period)
      return {
        ...{ country_of_return, name, return_type, period, return_status, value, value_flags, unit },
        destination_inferred,
        gap: gap ? (gap.is_pause ? 'pause' : 'gap') : null,
        gap_from: gap?.from ?? null,
        gap_months: gap?.months ?? null,
        usual_before: gap?.usual_before ?? null,
        ...{ series, source, release, synthetic },
        ...rules
      }
    }
    return [
      ...block.series_by_period.map(({ period, value, flags }) => rowOf(period, value, flags)),
      ...(undated > 0 ? [rowOf(null, undated, [])] : [])
    ]
  })
}

/** The gap of each period that lies in one. */
function gapsByPeriod({ gaps, open_gap, series_by_period }: TimelineBlock): ReadonlyMap<string, OpenGap> {
  const found = new Map<string, OpenGap>()
  for (const gap of [...gaps, ...(open_gap ? [open_gap] : [])])
    for (const { period } of series_by_period)
      if (period.length === gap.from.length && gap.from <= period && period <= gap.to) found.set(period, gap)
  return found
}
