import type { ClientBase } from 'pg'
import type { SeriesAbout } from '../../vocabulary/about.ts'
import type { Coverage } from '../../vocabulary/time/coverage.ts'
import { detachedName } from '../copy/detached.ts'

interface Examined {
  coverage: Coverage
  retrieved_on: string
}

/**
 * The coverage of a release, which ends in the middle of its newest year where that may be half a year
 * (docs/rules/sources.md §0.9): publishers of yearly figures print the first half of a year under its number.
 */
export async function withHalfYear(
  client: ClientBase,
  release_id: number,
  series: SeriesAbout | undefined,
  { coverage, retrieved_on }: Examined
): Promise<Coverage> {
  const rule = series?.newest_year_may_be_half
  if (!rule || !coverage.to.endsWith('-12-31')) return coverage
  const year = coverage.to.slice(0, 4)
  const isEarly = retrieved_on < `${Number(year) + 1}-${rule.whole_from}`
  const isHalf = isEarly || (await isSmall(client, release_id, Number(year), rule.share))
  return isHalf ? { ...coverage, to: `${year}-06-30`, half_year: year } : coverage
}

/** Whether a year has less than a share of the rows, and of the sum, that the year before has of its nationalities. */
async function isSmall(
  client: ClientBase,
  release_id: number,
  year: number,
  share: number
): Promise<boolean> {
  const table = detachedName('published_counts', release_id)
  const { rows } = await client.query<{ is_small: boolean | null }>(
    `with own as (
       select extract(year from period_from)::int as year, nationality, unit, value from ${table}
       where not is_total and extract(year from period_from) in ($1::int, $1::int - 1)
     ), sums as (
       select unit, count(*) filter (where year = $1::int) as rows_now, count(*) filter (where year < $1::int) as rows_before,
         coalesce(sum(value) filter (where year = $1::int), 0) as sum_now,
         coalesce(sum(value) filter (where year < $1::int), 0) as sum_before
       from own where nationality in (select nationality from own where year = $1::int) group by unit
     )
     select bool_and(rows_now < $2::float8 * rows_before and sum_now < $2::float8 * sum_before) as is_small
     from (select * from sums order by sum_before desc limit 1) largest`,
    [year, share]
  )
  return rows[0]?.is_small ?? false
}
