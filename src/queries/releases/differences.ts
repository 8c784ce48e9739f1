import { and, asc, eq, inArray, type SQL } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { differenceCounts } from '../../database/tables/differences.ts'
import { instant } from '../../database/type-parsers.ts'
import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { DifferenceSplit, RecordDifference } from '../../vocabulary/release/difference.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import { wholeList } from '../whole-list.ts'
import { type ComparedReleases, comparedReleases, type PairAsked } from './pair.ts'
import { urlOfPair } from './url-of-pair.ts'

export interface CountsQuery {
  record?: Grain[]
  difference?: RecordDifference[]
  by?: DifferenceSplit[]
}

/** How many records two releases differ in, and in what. Throws as comparedReleases does. */
export async function differenceOf(
  database: Pick<Database, 'db'>,
  asked: PairAsked,
  { record, difference: kinds, by }: CountsQuery,
  held: readonly ReleaseEntry[]
) {
  const pair = await comparedReleases(database, asked)
  const { after, before, difference } = pair
  const conditions: SQL[] = [eq(differenceCounts.difference_id, difference.difference_id)]
  if (record) conditions.push(inArray(differenceCounts.record, record))
  if (kinds) conditions.push(inArray(differenceCounts.difference, kinds))
  if (by) conditions.push(inArray(differenceCounts.by, by))
  const rows = await database.db
    .select()
    .from(differenceCounts)
    .where(and(...conditions))
    .orderBy(asc(differenceCounts.position))
  const list = wholeList(
    rows.map(({ difference_id, position, ...row }) => ({
      ...row,
      ...{ source: after.source, before: before.release, release: after.release, synthetic: after.synthetic }
    }))
  )
  return {
    ...list,
    meta: { ...list.meta, comparison: comparisonNote(pair) },
    releases: releasesOfPair(pair, held)
  }
}

/** What the answers on two releases say of their comparison. */
export const comparisonNote = ({ before, after, difference }: ComparedReleases) => ({
  source: after.source,
  series: after.series,
  before: before.release,
  release: after.release,
  made_at: instant(difference.made_at),
  records: difference.records,
  listed_at: difference.is_listed ? `${urlOfPair(after.source, before.release, after.release)}/records` : null
})

/** The two releases as far as they are kept. */
export const releasesOfPair = (
  { before, after }: ComparedReleases,
  held: readonly ReleaseEntry[]
): ReleaseEntry[] =>
  [before, after].flatMap(({ release_id }) => held.filter(each => each.release_id === release_id))

/**
 * What releases differ in from the ones that each was compared with, for a feed: of each the counts by kind of record, and the
 * properties of which any record differs. None of a release that was compared with none, or could not be.
 */
export async function changedSince(
  { pool }: Pick<Database, 'pool'>,
  ...release_ids: number[]
): Promise<ChangedSince[]> {
  const { rows } = await pool.query<ChangedSince>(
    `select d.before_id, d.after_id, d.is_listed, b.source, b.series, b.release as before, a.release, d.made_at, d.records,
       (select coalesce(json_object_agg("by", "values"), '{}') from (
          select "by", json_agg(distinct value order by value) as "values" from difference_counts c
          where c.difference_id = d.difference_id and "by" in ('decision_stage', 'nationality', 'reporter', 'country_of_return', 'field')
            and value is not null group by "by") t) as touched
     from release_differences d
     join releases b on b.release_id = d.before_id join releases a on a.release_id = d.after_id
     where d.after_id = any($1) and d.state = 'ready' order by d.before_id desc`,
    [release_ids]
  )
  return rows.map(row => ({ ...row, url: urlOfPair(row.source, row.before, row.release) }))
}

/** One comparison of a release with an earlier one. `is_listed`: each record that differs can be asked for. */
export interface ChangedSince
  extends Pick<
    ReturnType<typeof comparisonNote>,
    'source' | 'series' | 'before' | 'release' | 'made_at' | 'records'
  > {
  before_id: number
  after_id: number
  is_listed: boolean
  url: string
  /** The stages, nationalities, reporters, countries of return and fields of the records that differ, each sorted. */
  touched: Partial<
    Record<'decision_stage' | 'nationality' | 'reporter' | 'country_of_return' | 'field', string[]>
  >
}
