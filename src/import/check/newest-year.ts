import type { ClientBase } from 'pg'
import type { SeriesAbout } from '../../vocabulary/about.ts'
import type { ReleaseIssue } from '../../vocabulary/release/release-issues.ts'
import { detachedName } from '../copy/detached.ts'

/** With fewer figures a year before, their number says nothing. */
const fewest = 10

interface YearCounts {
  year: number
  unit: string
  rows: number
  sum: number
}

/**
 * Whether the newest year of published figures may be half a year, as an issue of its days; undefined where it is whole,
 * or where the series declares nothing of it (docs/rules/sources.md §1). Figures by year in the middle of it look like
 * those of whole years. `fetched_on`: the day of the edition, or the last day on which it can have been fetched.
 * `is_part`: the file is a page of several, so that the number of its rows says nothing.
 */
export async function halfYear(
  client: ClientBase,
  release_id: number,
  { newest_year }: Pick<SeriesAbout, 'newest_year'>,
  { fetched_on, is_part }: { fetched_on: string; is_part: boolean }
): Promise<ReleaseIssue | undefined> {
  if (!newest_year) return undefined
  const { rows } = await client.query<YearCounts>(countsSql(detachedName('published_counts', release_id)))
  const newest = Math.max(...rows.map(({ year }) => year))
  if (rows.length === 0) return undefined
  const isEarly = fetched_on < `${newest + 1}-${newest_year.whole_from}`
  if (!isEarly && (is_part || !isShort(rows, newest, newest_year.share))) return undefined
  return { id: newest_year.issue, from: `${newest}-01-01`, to: `${newest}-12-31` }
}

/** Whether a year has less than a share of the rows of the year before, and of the sum in each unit. */
function isShort(rows: readonly YearCounts[], newest: number, share: number): boolean {
  const [now, before] = [newest, newest - 1].map(year => rows.filter(each => each.year === year))
  const number = (of: readonly YearCounts[] = []) => of.reduce((total, each) => total + each.rows, 0)
  if (number(before) < fewest || number(now) >= number(before) * share) return false
  return (before ?? []).every(({ unit, sum }) => {
    const same = now?.find(each => each.unit === unit)
    return (same?.sum ?? 0) < sum * share
  })
}

/**
 * Rows and sums of the two newest years, of the origins that the newest one has; each row by its published total. The origins are
 * listed once: looking for them row by row takes minutes where the table is not analysed yet.
 */
const countsSql = (table: string): string =>
  `with totals as (
     select extract(year from period_from)::int as year, unit::text as unit, nationality, value
     from ${table} where outcome = 'not_split'
   ), newest as (
     select distinct year, nationality from totals where year = (select max(year) from totals)
   )
   select t.year, t.unit, count(*)::int as rows, coalesce(sum(t.value), 0)::float8 as sum
   from totals t join newest n on t.nationality = n.nationality and t.year >= n.year - 1
   group by t.year, t.unit`
