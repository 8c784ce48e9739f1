import type { ClientBase } from 'pg'
import { dimensionText } from '../../vocabulary/labels/labels.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import type { ContentChecks, OwnTotal, Rare } from '../../vocabulary/release/content-checks.ts'
import { detachedName } from '../copy/detached.ts'
import type { Breach } from './breach.ts'

type Limits = Required<ContentChecks>

const split = `'not_split'`

/** Dimensions by which figures are split: sums are compared only where they are split alike. */
const splitting = [
  ...[
    'nationality',
    'country_of_return',
    'return_type',
    'sex',
    'age_group',
    'applicant_type',
    'unaccompanied'
  ]
]

/** How many more rows of what is rare say nothing. */
const fewRows = 10

/** The figures of one table by reporter, period and outcome, for each way in which they are split. */
const cellsSql = (table: string): string =>
  `select country_of_asylum as reporter, period_from, period_to, coalesce(decision_stage::text, '') as stage,
     outcome::text as outcome, return_type::text as return_type, unit::text as unit,
     concat_ws(' ', ${splitting.map(name => `case when ${name} <> ${split} then '${name}' end`).join(', ')}) as split,
     coalesce(sum(value), 0)::float8 as value, count(*) filter (where status = 'suppressed') as withheld
   from ${table} where status not in ('not_reported', 'not_applicable') group by 1, 2, 3, 4, 5, 6, 7, 8`

/**
 * Figures of a year and reporter that changed by more than the limits allow, or are gone, in the periods that both
 * releases have. A number that is withheld now explains a fall, and one that was withheld a rise. Both ids are of releases whose tables are there.
 */
export async function figuresChanged(
  client: ClientBase,
  { now, before }: { now: number; before: number },
  { changes_at_most, from, vanishes_below }: Limits
): Promise<Breach[]> {
  const key = 'reporter, year, stage, outcome, return_type, unit'
  const yearly = (cells: string) =>
    `select reporter, extract(year from period_from)::int as year, stage, outcome, return_type, unit, split,
       sum(value) as value, sum(withheld) as withheld
     from ${cells} join both_tell using (reporter, period_from, period_to) group by 1, 2, 3, 4, 5, 6, 7`
  const { rows } = await client.query<Breach & { stage: string; outcome: string; return_type: string }>(
    `with cells_now as materialized (${cellsSql(detachedName('published_counts', now))}),
      cells_before as materialized (${cellsSql(detachedName('published_counts', before))}),
      both_tell as (select reporter, period_from, period_to from cells_now
        intersect select reporter, period_from, period_to from cells_before),
      now as materialized (${yearly('cells_now')}), before as (${yearly('cells_before')}),
      compared as (
        select ${key}, b.value as before, n.value as now,
          coalesce(a.value, 0) = 0 and coalesce(a.withheld, 0) = 0 as is_gone,
          case when n.value < b.value then n.withheld <= b.withheld else n.withheld >= b.withheld end as is_alike
        from before b left join now n using (${key}, split)
        left join (select ${key}, sum(value) as value, sum(withheld) as withheld from now group by ${key}) a using (${key}))
     select distinct on (${key}) reporter, year, stage, outcome, return_type, before, coalesce(now, 0) as now,
       case when is_gone then 'vanished' else 'changed' end as kind
     from compared
     where (is_gone and before >= $3)
       or (is_alike and (before >= $2 or now >= 10 * $2) and before > 0 and abs(now - before) > $1 * before)
     order by ${key}, abs(coalesce(now, 0) - before) desc`,
    [changes_at_most, from, vanishes_below]
  )
  return rows.map(({ kind, reporter, year, stage, outcome, return_type, before: was, now: is }) => ({
    ...{ kind, year, before: was, now: is },
    reporter: reporter === 'not_split' ? '' : reporter,
    what:
      [stage, outcome, return_type].filter(word => word !== '' && word !== 'not_split').join(' ') ||
      said('total_of_all')
  }))
}

/** What is rare, and is in many more rows than before. */
export async function moreOfTheRare(
  client: ClientBase,
  { now, before }: { now: number; before: number },
  { rare, changes_at_most }: Limits
): Promise<Breach[]> {
  const found: Breach[] = []
  for (const each of rare) found.push(await rareIn(client, each, now, before))
  return found.filter(each => each.now > each.before * (1 + changes_at_most) + fewRows)
}

async function rareIn(client: ClientBase, { same }: Rare, now: number, before: number): Promise<Breach> {
  const [one, other] = same
  const rowsIn = async (release_id: number) => {
    const { rows } = await client.query<{ rows: number }>(
      `select count(*)::int as rows from ${detachedName('published_counts', release_id)}
       where ${one} = ${other} and ${one} <> ${split} and value > 0`
    )
    return rows[0]?.rows ?? 0
  }
  const what = said('breach_of_same', { one: dimensionText(one), other: dimensionText(other) })
  return {
    ...{ kind: 'rare' as const, reporter: '', year: null, what },
    ...{ before: await rowsIn(before), now: await rowsIn(now) }
  }
}

/** Totals that a release publishes and that its own parts do not make. A withheld part says nothing. */
export async function totalsMissed(
  client: ClientBase,
  release_id: number,
  { totals, from }: Limits
): Promise<Breach[]> {
  const found: Breach[] = []
  for (const each of totals) found.push(...(await totalMissed(client, release_id, each, from)))
  return found
}

async function totalMissed(
  client: ClientBase,
  release_id: number,
  { over, differs_at_most }: OwnTotal,
  from: number
): Promise<Breach[]> {
  const others = splitting.filter(name => name !== over && name !== 'nationality')
  const outcome = over === 'outcome' ? `''` : 'outcome::text'
  const { rows } = await client.query<Breach>(
    `select 'total' as kind, country_of_asylum as reporter, extract(year from period_from)::int as year,
       concat_ws(' ', decision_stage::text, nullif(${outcome}, '')) as what,
       sum(value) filter (where ${over} = ${split})::float8 as before,
       coalesce(sum(value) filter (where ${over} <> ${split}), 0)::float8 as now
     from ${detachedName('published_counts', release_id)}
     where ${others.map(name => `${name} = ${split}`).join(' and ')}
     group by 2, 3, decision_stage, source_level, unit, ${outcome}
     having sum(value) filter (where ${over} = ${split}) >= $1 and count(*) filter (where ${over} <> ${split}) > 0
       and not bool_or(value is null)
       and abs(coalesce(sum(value) filter (where ${over} <> ${split}), 0) - sum(value) filter (where ${over} = ${split}))
         > $2 * sum(value) filter (where ${over} = ${split})`,
    [from, differs_at_most]
  )
  return rows
}
