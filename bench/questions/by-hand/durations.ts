import { type ByHand, year } from './text.ts'

/**
 * The figures of durations, by one column: nearest-rank percentiles of those that ended, and the Kaplan–Meier median, which
 * takes in those that are still open (docs/rules/domain.md §6.7). `observed`: the column `cell`, and of each observation the
 * day of filing, that of the decision, and that on which it was last seen without one.
 */
const durations = (observed: string, name: string): string => `with observed as (${observed}),
timed as (
  select cell, coalesce(ended, seen) - filed as days, ended is not null as is_decided, is_open
  from observed where coalesce(ended, seen) >= filed
), by_day as (
  select cell, days, count(*) as all_of_day, count(*) filter (where is_decided) as decided from timed group by 1, 2
), at_risk as (
  select cell, days, decided, cast(sum(all_of_day) over (partition by cell order by days desc) as double precision) as at_risk from by_day
), surviving as (
  select cell, days, decided, exp(sum(case when decided = at_risk then -100 else ln(1 - decided / at_risk) end)
    over (partition by cell order by days)) as survival from at_risk
), medians as (
  select cell, min(days) as km_median from surviving where decided > 0 and survival <= 0.5000000005 group by 1
), figures as (
  select cell, count(*) filter (where is_decided) as n, count(*) filter (where is_open) as n_pending,
    count(*) filter (where not is_decided and not is_open) as n_ended_otherwise, ${percentiles}
  from timed group by 1
)
select figures.cell as ${name}, n, n_pending, n_ended_otherwise, days_to_decision_p25, days_to_decision_median, days_to_decision_p75,
  days_to_decision_p90, 1.0 * n_pending / (n + n_pending + n_ended_otherwise) as share_pending, km_median
from figures left join medians on medians.cell = figures.cell order by 1`

const percentiles = [
  ['p25', 0.25],
  ['median', 0.5],
  ['p75', 0.75],
  ['p90', 0.9]
]
  .map(
    ([name, share]) =>
      `percentile_disc(${share}) within group (order by days) filter (where is_decided) as days_to_decision_${name}`
  )
  .join(', ')

/** One observation an application for asylum: its first decision with a day, or its filing where the case has none. */
const asylum = (as_at: string, cell: (filed: string) => string): string => `
  select ${cell('filed_on')} as cell, filed_on as filed, decided_on as ended, cast(null as date) as seen, false as is_open
  from (select *, row_number() over (partition by case_id order by decided_on nulls last, filed_on nulls last, decision_id) as place
    from decisions where decision_stage = 'first_instance' and application_type = 'asylum') ranked where place = 1
  union all
  select ${cell('coalesce(open_asylum_since, lapsed_asylum_since)')}, coalesce(open_asylum_since, lapsed_asylum_since), null,
    case when open_asylum_since is null then closed_on else date '${as_at}' end, open_asylum_since is not null
  from cases where coalesce(open_asylum_since, lapsed_asylum_since) is not null and not exists (
    select 1 from decisions where decisions.case_id = cases.case_id and decision_stage = 'first_instance' and application_type = 'asylum')`

/** One observation an appeal: decided, or open since the day that its case tells. */
const appeals = (as_at: string): string => `
  select ${year('filed_on')} as cell, filed_on as filed, decided_on as ended, cast(null as date) as seen, false as is_open
  from decisions where decision_stage = 'appeal'
  union all
  select ${year('filed')}, filed, null, date '${as_at}', true from (
    select open_appeal_since as filed from cases where open_appeal_since is not null
    union all
    select cast(nullif(since, 'unknown') as date) from (select unnest(further_appeals_open_since) as since from cases) further
  ) open_appeals`

/** How long things take. */
export const durationsByHand: readonly ByHand[] = [
  {
    asks: 'How long does an asylum application take, by year of filing?',
    by: ['year'],
    sql: as_at => durations(asylum(as_at, year), 'year')
  },
  {
    asks: 'And by nationality?',
    by: ['nationality'],
    sql: as_at =>
      durations(
        asylum(as_at, () => 'nationality'),
        'nationality'
      )
  },
  {
    asks: 'How long does an appeal take?',
    by: ['year'],
    sql: as_at => durations(appeals(as_at), 'year')
  }
]
