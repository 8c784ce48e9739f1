/** Days that are put together before the exact ones are looked at: few enough in number, and each of few days. */
const chunk = 64

/**
 * `…, counted as (…)`: from `selected` (places, days, records) how many wait in each place, of how many it is known how
 * long, and the days that at least half of these have not waited longer than. Days are counted in chunks first, and
 * exactly in the one chunk that the half is reached in: a tenth of the work of putting all of them in order.
 */
export function countedSql(places: readonly string[]): string {
  const by = places.join(', ')
  const same = (other: string): string =>
    places.map(name => `s.${name} is not distinct from ${other}.${name}`).join(' and ')
  return `chunks as (
  select ${by}, days // ${chunk} as chunk, cast(sum(records) as bigint) as number from selected group by all
), reached as (
  select *, sum(number) over (partition by ${by} order by chunk) as up_to, sum(number) over (partition by ${by}) as known
  from chunks where chunk is not null
), halves as (
  select ${by}, min(chunk) as chunk, min(up_to - number) as before, any_value(known) as known
  from reached where up_to * 2 >= known group by ${by}
), inside as (
  select ${places.map(name => `s.${name}`).join(', ')}, s.days, sum(s.records) as number,
    any_value(before) as before, any_value(known) as known
  from selected s join halves h on ${same('h')} and s.days // ${chunk} = h.chunk group by all
), medians as (
  select ${by}, min(days) filter (where (before + up_to) * 2 >= known) as median
  from (select *, sum(number) over (partition by ${by} order by days) as up_to from inside) group by ${by}
), sums as (
  select ${by}, cast(sum(number) as int) as pending,
    cast(coalesce(sum(number) filter (where chunk is not null), 0) as int) as dated
  from chunks group by ${by}
), counted as (
  select s.*, median from sums s left join medians m on ${same('m')}
)`
}
