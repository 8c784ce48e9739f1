import type { CellStatus } from '../vocabulary/cell-status.ts'

/**
 * The number that a source publishes for one of its own periods; null where it is not published, with the reason in the
 * flags.
 */
export interface PeriodFigure {
  period: string
  value: number | null
  flags: CellStatus[]
}

/** A pause in whole periods, between two periods with a return. */
export interface PeriodPause {
  last_before: string
  first_after: string
  periods: number
  months: number
}

/** The source's own periods that the release covers whole, in order. `word` is their length. */
export interface CoveredPeriods {
  word: 'year' | 'quarter' | 'month'
  periods: readonly string[]
  /** true where the release has every return, so that a period without a row, or with 0, had no return. */
  whole: boolean
  from: string
  to: string
}

export const monthsIn = { year: 12, quarter: 3, month: 1 } as const satisfies Record<
  CoveredPeriods['word'],
  number
>

type State = 'returns' | 'none' | 'unknown'

function stateOf(figure: PeriodFigure | undefined, whole: boolean): State {
  if (figure?.value) return 'returns'
  return whole && figure?.value !== null ? 'none' : 'unknown'
}

/**
 * Pauses between periods with a return. A period whose number is withheld or not reported is unknown: it ends the run
 * of periods without a return, and a new run begins after it. `longest` counts only runs directly after a period with a
 * return. `resumed_in` is the period after the latest run of at least `pauseMonths` that has any return before it.
 */
export function pausesBetween(
  figures: readonly PeriodFigure[],
  { periods, whole, word }: CoveredPeriods,
  pauseMonths: number
): { longest: PeriodPause | null; resumed_in: string | null; unknown: string[] } {
  const byPeriod = new Map(figures.map(figure => [figure.period, figure]))
  let [longest, resumed_in]: [PeriodPause | null, string | null] = [null, null]
  let last_before: string | undefined
  let [run, unbroken] = [0, false]
  const unknown: string[] = []
  for (const period of periods) {
    const state = stateOf(byPeriod.get(period), whole)
    if (state === 'none') {
      run++
      continue
    }
    if (state === 'unknown') unknown.push(period)
    else {
      const months = run * monthsIn[word]
      if (last_before !== undefined && unbroken && run > (longest?.periods ?? 0))
        longest = { last_before, first_after: period, periods: run, months }
      if (last_before !== undefined && months >= pauseMonths) resumed_in = period
      last_before = period
    }
    run = 0
    unbroken = state === 'returns'
  }
  return { longest, resumed_in, unknown }
}

/** First and last period with a return, the pauses between them, and why there is no day (`not_told`). */
export function periodMembers(
  figures: readonly PeriodFigure[],
  timeline: CoveredPeriods,
  pauseMonths: number
) {
  const { longest, resumed_in, unknown } = pausesBetween(figures, timeline, pauseMonths)
  const having = figures.filter(({ value }) => value !== null && value > 0).map(({ period }) => period)
  return {
    first_in: having[0] ?? null,
    last_in: having.at(-1) ?? null,
    longest_pause_in: longest,
    resumed_in,
    not_told: reasons(figures, timeline, { pauseMonths, resumed_in, unknown }).join(' ')
  }
}

interface Found {
  pauseMonths: number
  resumed_in: string | null
  unknown: readonly string[]
}

/** Why resumed_on is null, and resumed_in where it is null too; then what makes the answer uncertain. */
function reasons(
  figures: readonly PeriodFigure[],
  { word, whole, from, to }: CoveredPeriods,
  { pauseMonths, resumed_in, unknown }: Found
): string[] {
  if (!whole) return ['The release does not cover every return, so a time without one is no pause.']
  const note = resumed_in
    ? `The source publishes by ${word}, so the day is not known.`
    : `There is no pause of ${pauseMonths} months or more that has ended, in whole ${word}s from ${from} to ${to}, which is what the release covers.`
  const rounded = figures.some(({ value, flags }) => value === 0 && flags.includes('rounded'))
  return [
    note,
    ...(unknown.length > 0
      ? [`For ${listed(unknown)} the number is withheld or not reported, which is no time without a return.`]
      : []),
    ...(rounded ? ['The numbers are rounded: 0 can stand for a few people.'] : [])
  ]
}

const listed = (periods: readonly string[]): string =>
  periods.length <= 6
    ? periods.join(', ')
    : `${periods.slice(0, 6).join(', ')} and ${periods.length - 6} more`
