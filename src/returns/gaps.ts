import type { CellStatus } from '../vocabulary/cell-status.ts'
import type {
  ClosedGap,
  Gaps,
  OpenGap,
  PauseRules,
  PeriodFigure
} from '../vocabulary/results/return-timeline.ts'

/** How many periods before a gap show how usual returns were. */
export const periodsBefore = 4

export const usualRules = {
  usual_min: 8,
  pause_periods: 2,
  pause_months: null,
  resumed_min: 3
} as const satisfies PauseRules

type State = 'returns' | 'none' | 'unknown'

/** A number that is a lower bound tells of returns, and 0 as a lower bound tells nothing. */
function stateOf({ value, flags }: PeriodFigure): State {
  if (value) return 'returns'
  return value === 0 && !flags.includes('partial') ? 'none' : 'unknown'
}

/**
 * Every time without a return that follows on a return, in order. `figures` are periods that follow on one another,
 * each `months` long. A period that is not told is not one without returns: it ends a gap, and another can begin
 * after it. A last period that is covered in part and has no return yet is left out.
 */
export function gapsIn(figures: readonly PeriodFigure[], months: number, rules: PauseRules): Gaps {
  const told = withoutCutEnd(figures)
  const gaps: ClosedGap[] = []
  let hasReturns = false
  let start: number | null = null
  for (const [i, figure] of told.entries()) {
    const state = stateOf(figure)
    if (state === 'none' && hasReturns) start ??= i
    if (state === 'none') continue
    if (start !== null) gaps.push(closed(told, start, i, months, rules))
    start = null
    hasReturns ||= state === 'returns'
  }
  return { gaps, open_gap: start === null ? null : gapOf(told, start, told.length, months, rules) }
}

function withoutCutEnd(figures: readonly PeriodFigure[]): readonly PeriodFigure[] {
  const last = figures.at(-1)
  const isCut = last !== undefined && !last.value && last.flags.includes('partial')
  return isCut ? figures.slice(0, -1) : figures
}

/** A gap from one place to the place before another. */
function gapOf(
  told: readonly PeriodFigure[],
  start: number,
  end: number,
  monthsEach: number,
  rules: PauseRules
): OpenGap {
  const within = told.slice(start, end)
  const before = told.slice(Math.max(0, start - periodsBefore), start)
  const usual_before = before.reduce((sum, { value }) => sum + (value ?? 0), 0)
  const isUnsure =
    before.length < periodsBefore ||
    before.some(({ value, flags }) => value === null || flags.includes('partial')) ||
    (end < told.length && stateOf(told[end] as PeriodFigure) === 'unknown')
  const periods = end - start
  const months = periods * monthsEach
  return {
    from: (within[0] as PeriodFigure).period,
    to: (within.at(-1) as PeriodFigure).period,
    periods,
    months,
    usual_before,
    is_pause:
      usual_before >= rules.usual_min &&
      periods >= rules.pause_periods &&
      months >= (rules.pause_months ?? 0),
    flags: [
      ...new Set<CellStatus>([
        ...within.flatMap(({ flags }) => flags),
        ...(isUnsure ? ['partial' as const] : [])
      ])
    ]
  }
}

function closed(
  told: readonly PeriodFigure[],
  start: number,
  end: number,
  months: number,
  rules: PauseRules
): ClosedGap {
  const gap = gapOf(told, start, end, months, rules)
  const after = told[end] as PeriodFigure
  const isTold = stateOf(after) === 'returns'
  return {
    ...gap,
    next_in: isTold ? after.period : null,
    next_value: isTold ? after.value : null,
    is_resumed: gap.is_pause && isTold && (after.value ?? 0) >= rules.resumed_min
  }
}

/** The newest pause, and whether it is over: an open one is newer than any other. */
export function newestPause({ gaps, open_gap }: Gaps): ClosedGap | OpenGap | null {
  if (open_gap?.is_pause) return open_gap
  return gaps.findLast(({ is_pause }) => is_pause) ?? null
}

/** A pause between two periods with returns, of which no day is known. */
export interface PeriodPause {
  last_before: string
  first_after: string
  periods: number
  months: number
}

/** The period before a gap, where it is told that it has returns. */
export function periodBefore({ from }: OpenGap, figures: readonly PeriodFigure[]): string | undefined {
  const before = figures[figures.findIndex(({ period }) => period === from) - 1]
  return before?.value ? before.period : undefined
}

/** The first of the longest pauses between two periods with returns; null where there is none. */
export function longestPause({ gaps }: Gaps, figures: readonly PeriodFigure[]): PeriodPause | null {
  return gaps.reduce<PeriodPause | null>((longest, gap) => {
    const { is_pause, next_in, periods, months } = gap
    const last_before = periodBefore(gap, figures)
    if (!is_pause || next_in === null || last_before === undefined) return longest
    return periods > (longest?.periods ?? 0)
      ? { last_before, first_after: next_in, periods, months }
      : longest
  }, null)
}
