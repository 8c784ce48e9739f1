import { type ByHand, month, year } from './text.ts'

/** How long a case has waited on a day: so many months when it has waited since the same day of the month before, or longer. */
const waitingTime = (as_at: string): string => {
  const since = (months: number) => `waiting_since <= date '${as_at}' - interval '${months} months'`
  return `case when waiting_since is null then 'UNK' when ${since(60)} then '5_years_or_more' when ${since(36)} then '3_to_5_years'
    when ${since(24)} then '2_to_3_years' when ${since(12)} then '1_to_2_years' when ${since(6)} then '6_to_12_months'
    else 'under_6_months' end`
}

const pending = (as_at: string): string =>
  `count(*) as pending, percentile_disc(0.5) within group (order by date '${as_at}' - waiting_since) as waiting_days_median`

/** Cases, those that wait, and the ways that they go. */
export const casesByHand: readonly ByHand[] = [
  {
    asks: 'How many cases were filed each month?',
    by: ['month'],
    sql: () =>
      `select ${month('filed_on')} as month, count(*) as cases from cases where filed_on is not null group by 1 order by 1`
  },
  {
    asks: 'How do cases of Russians stand?',
    by: ['case_status', 'case_outcome'],
    sql: () =>
      "select case_status, case_outcome, count(*) as cases from cases where nationality = 'RUS' group by 1, 2 order by 1, 2"
  },
  {
    asks: 'Cases with a protection claim, by nationality and year of filing?',
    by: ['nationality', 'year'],
    sql: () => `select nationality, ${year('filed_on')} as year, count(*) as cases
from cases where protection_claim and filed_on >= date '2015-01-01' group by 1, 2 order by 1, 2`
  },
  {
    asks: 'How many cases wait, for what, and how long?',
    by: ['waiting_at', 'waiting_time'],
    sql: as_at => `select waiting_at, ${waitingTime(as_at)} as waiting_time, ${pending(as_at)}
from cases where waiting_at is not null group by 1, 2 order by 1, 2`
  },
  {
    asks: 'Which courts have the longest queue?',
    by: ['court'],
    sql: as_at =>
      `select court, ${pending(as_at)} from cases where waiting_at = 'immigration_judge' group by 1 order by pending desc, 1`
  },
  {
    asks: 'Which ways do cases go?',
    by: ['from', 'to'],
    // A case counts once on a link, however often it passed it. The longest way has fewer than thirty stages.
    sql: () => `with alike as (
  select string_to_array('filed,' || coalesce(pathway || ',', '') || case_status, ',') as way, count(*) as cases
  from cases where protection_claim group by 1
), links as (
  select distinct way, way[i] as from_stage, way[i + 1] as to_stage, cases
  from alike cross join generate_series(1, 30) as step(i) where way[i + 1] is not null
)
select from_stage as "from", to_stage as "to", cast(sum(cases) as bigint) as cases from links group by 1, 2 order by 1, 2`
  }
]
