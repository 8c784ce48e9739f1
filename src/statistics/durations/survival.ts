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
 * `, survived as (…)`: quantiles and the Kaplan–Meier median of each `cell` of `counted`: one row a cell and number of
 * days, with how many were `decided` after so many days and how many were still `open` after so many.
 *
 * A quantile is the smallest number of days within which at least that share of the decided were decided (nearest
 * rank, no interpolation). Survival after t days is the product, over the days up to t on which any was decided, of
 * 1 − decided / at risk; at risk are all that were neither decided nor lost from sight before that day, so that who
 * is seen open on it for the last time counts among them. Its median is the first day with a survival of ½ or less.
 * That day is not later than the one by which half of all were decided, so that later days are not looked at.
 */
export function survivalSql(): Sql {
  const quantiles = Object.entries(percentiles).map(([name, share]) =>
    raw(`cast(min(days) filter (where decided_to * 100 >= n * ${share} and n > 0) as int) as ${name}`)
  )
  return sql`, totals as (
select cell, cast(sum(decided) as int) as n, cast(sum(open) as int) as n_pending from counted group by cell), running as materialized (
select cell, days, decided, open, sum(decided) over sofar as decided_to, sum(decided + open) over sofar as seen_to
from counted window sofar as (partition by cell order by days)), curve as (
select cell, days, sum(case when decided = n + n_pending - seen_to + decided + open then -1e6
  else ln(1 - decided / (n + n_pending - seen_to + decided + open)) end) over (partition by cell order by days) as surviving
from running join totals using (cell) where decided > 0 and (decided_to - decided) * 2 < n + n_pending), halved as (
select cell, cast(min(days) as int) as km_median from curve where surviving <= ${raw(half)} group by cell), quantiles as (
select cell, any_value(n) as n, any_value(n_pending) as n_pending, ${join(quantiles, ', ')}
from running join totals using (cell) group by cell), survived as (
select quantiles.*, km_median from quantiles left join halved using (cell))`
}
