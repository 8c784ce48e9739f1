import { join, raw, type Sql, sql } from '../sql-text.ts'

/** Quantiles of the days to a decision, in hundredths. */
export const percentiles = { p25: 25, median: 50, p75: 75, p90: 90 } as const
type Percentile = keyof typeof percentiles

/** What the days of one cell say. */
export interface Survival extends Record<Percentile, number | null> {
  /** Decided, and not decided yet. */
  n: number
  n_pending: number
  /** null where more than half still wait when the last of them was seen. */
  km_median: number | null
}

/** Logarithms add up with errors of about 1e-12; two survivals that differ do so by far more than this. */
const half = 'ln(0.5) + 1e-9'

/**
 * `, survived as (…)`: quantiles and the Kaplan–Meier median of each group of `counted`: one row a group and number of days, with how
 * many were `decided` after so many days and how many were still `open` after so many. Every day has one row.
 *
 * A quantile is the smallest number of days within which at least that share of the decided were decided (nearest
 * rank, no interpolation). Survival after t days is the product, over the days up to t on which any was decided, of
 * 1 − decided / at risk; at risk are all that were neither decided nor lost from sight before that day, so that who
 * is seen open on it for the last time counts among them. Its median is the first day with a survival of ½ or less.
 */
export function survivalSql(groups: readonly string[]): Sql {
  const by = groups.length > 0 ? `partition by ${groups.join(', ')}` : ''
  const own = groups.map(name => `${name}, `).join('')
  const quantiles = Object.entries(percentiles).map(([name, share]) =>
    raw(`cast(min(days) filter (where decided_to * 100 >= n * ${share} and n > 0) as int) as ${name}`)
  )
  return sql`${raw(`, running as (
select ${own}days, decided, open, sum(decided) over sofar as decided_to, sum(decided + open) over sofar as seen_to,
  sum(decided) over whole as n, sum(open) over whole as n_pending
from counted window sofar as (${by} order by days), whole as (${by})), curve as (
select *, sum(case when decided = 0 then 0 when decided = n + n_pending - seen_to + decided + open then -1e6
  else ln(1 - decided / (n + n_pending - seen_to + decided + open)) end) over (${by} order by days) as surviving
from running), survived as (
select ${own}cast(any_value(n) as int) as n, cast(any_value(n_pending) as int) as n_pending, `)}${join(quantiles, ', ')},
  cast(min(days) filter (where surviving <= ${raw(half)}) as int) as km_median
from curve ${raw(groups.length > 0 ? `group by ${groups.join(', ')}` : 'having count(*) > 0')})`
}
