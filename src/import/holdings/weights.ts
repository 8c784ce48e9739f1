import type { ClientBase } from 'pg'
import { storedFields } from '../../vocabulary/records/record.ts'
import { detachedName } from '../copy/detached.ts'
import type { Lost } from './lacks.ts'

/** How much of a table is lost: the share of the year in which that is most, and the persons or cases of that year. */
export interface Weight {
  share: number
  persons: number
}

/** More losses than these are no small revision. */
const mostWeighed = 1000

/** Dimensions by which one table gives the same people again. */
const splitting = [
  ...['nationality', 'country_of_return', 'return_type', 'outcome', 'sex', 'age_group'],
  ...['applicant_type', 'unaccompanied']
]
/** Figures that differ in one of these are of one reporter and year and are never added. */
const apart = `coalesce(decision_stage::text, '') as stage, unit::text as unit,
  concat_ws(' ', ${splitting.map(name => `case when ${name}::text <> 'not_split' then '${name}' end`).join(', ')}) as split`

/**
 * Weighs what a published release has and another one lacks: of each year the largest sum that the lost figures make in
 * one stage, unit and way of splitting, beside the largest that each reporter makes. undefined where that cannot be
 * said: a lost figure is withheld, too much is lost, or the release has records and no figures.
 */
export async function weightOf(
  client: ClientBase,
  release_id: number,
  losses: readonly Lost[]
): Promise<Weight | undefined> {
  if (losses.length > mostWeighed) return undefined
  const table = detachedName('published_counts', release_id)
  if (!(await isThere(client, table))) return undefined
  const lost = await lostByYear(client, table, losses)
  if (lost === undefined) return undefined
  const totals = await totalsByYear(client, table)
  const weights = [...lost].map(([year, persons]): Weight => {
    const total = totals.get(year) ?? 0
    return { persons, share: total > 0 ? persons / total : 1 }
  })
  return weights.reduce((worst, each) => (each.share > worst.share ? each : worst), { share: 0, persons: 0 })
}

async function isThere(client: ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query<{ found: string | null }>('select to_regclass($1)::text as found', [
    table
  ])
  return rows[0]?.found !== null
}

const known = new Set<string>(storedFields('count').map(({ name }) => name))

/** Persons or cases of the lost figures by year. What a reporter lacks in several dimensions is counted once. */
async function lostByYear(
  client: ClientBase,
  table: string,
  losses: readonly Lost[]
): Promise<Map<number, number> | undefined> {
  const found = new Map<string, { year: number; persons: number }>()
  for (const dimension of new Set(losses.map(each => each.dimension))) {
    const isWhole = dimension === 'reporter' || dimension === 'period'
    if (!isWhole && !known.has(dimension)) throw new Error(`${dimension} is no field of a published figure`)
    const rows = losses
      .filter(each => each.dimension === dimension)
      .flatMap(({ reporter, value, days }) =>
        (days.length > 0 ? days : ['-infinity/infinity']).map(span => [reporter, value, ...span.split('/')])
      )
    const isOfValue = isWhole ? '' : `and (l.value = '' or t.${dimension}::text = l.value)`
    const { rows: sums } = await client.query<{
      reporter: string
      year: number
      persons: number
      withheld: boolean
    }>(
      `select reporter, year, max(persons)::float8 as persons, bool_or(withheld) as withheld
       from (select l.reporter, extract(year from t.period_from)::int as year, ${apart},
               coalesce(sum(t.value), 0) as persons, bool_or(t.status = 'suppressed') as withheld
             from ${table} t
             join unnest($1::text[], $2::text[], $3::date[], $4::date[]) l (reporter, value, first, last)
               on (l.reporter = '' or t.country_of_asylum::text = l.reporter) ${isOfValue}
                 and t.period_from >= l.first and t.period_to <= l.last
             group by l.reporter, year, stage, unit, split) s
       group by reporter, year`,
      [0, 1, 2, 3].map(place => rows.map(row => row[place]))
    )
    for (const { reporter, year, persons, withheld } of sums) {
      if (withheld) return undefined
      const id = `${reporter === '' ? dimension : reporter} ${year}`
      found.set(id, { year, persons: Math.max(found.get(id)?.persons ?? 0, persons) })
    }
  }
  const years = new Map<number, number>()
  for (const { year, persons } of found.values()) years.set(year, (years.get(year) ?? 0) + persons)
  return years
}

async function totalsByYear(client: ClientBase, table: string): Promise<Map<number, number>> {
  const { rows } = await client.query<{ year: number; persons: number }>(
    `select year, sum(persons)::float8 as persons
     from (select reporter, year, max(persons) as persons
           from (select country_of_asylum as reporter, extract(year from period_from)::int as year, ${apart},
                   coalesce(sum(value), 0) as persons
                 from ${table} group by reporter, year, stage, unit, split) s
           group by reporter, year) r
     group by year`
  )
  return new Map(rows.map(({ year, persons }) => [year, persons]))
}
