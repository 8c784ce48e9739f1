import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm'
import type { Database } from '../../database/connect.ts'
import { fieldLedgers, releaseDifferences } from '../../database/tables/differences.ts'
import { releases } from '../../database/tables/releases.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { FieldLedger } from '../../vocabulary/release/field-ledger.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import { wholeList } from '../whole-list.ts'
import { chosen } from './named-releases.ts'
import { labelledIn, refusePartner } from './pair.ts'

export interface FieldsQuery {
  release?: string[]
  as_of?: string
  series?: string[]
  record?: Grain[]
  field?: string[]
}

type Db = Pick<Database, 'db'>
type Stored = Pick<typeof releases.$inferSelect, 'release_id' | 'source' | 'series' | 'release' | 'synthetic'>

/**
 * What the records of releases tell in each field, beside the release that each was compared with. Of the current releases of
 * a source, where none is named. Throws not-found, release-not-found, and unsupported-combination for a partner’s tables.
 */
export async function fieldsTold(
  database: Db,
  id: string,
  query: FieldsQuery,
  set: Pick<ReleaseSet, 'releases' | 'gone'>
) {
  await refusePartner(database, id)
  const asked = await releasesAsked(database, id, query, set)
  const former = await formerOf(database, asked)
  const ids = asked.flatMap(({ release_id }) => [
    release_id,
    former.get(release_id)?.release_id ?? release_id
  ])
  const ledger = await database.db
    .select()
    .from(fieldLedgers)
    .where(inArray(fieldLedgers.release_id, ids))
    .orderBy(asc(fieldLedgers.release_id), asc(fieldLedgers.position))
  const rows = asked.flatMap(release =>
    ledger
      .filter(row => row.release_id === release.release_id && isAsked(row, query))
      .map(row => {
        const earlier = former.get(release.release_id)
        const then = ledger.find(
          each =>
            each.release_id === earlier?.release_id && each.record === row.record && each.field === row.field
        )
        return wireRow(row, release, earlier, then)
      })
  )
  const told = new Set(asked.map(({ release_id }) => release_id))
  return { ...wholeList(rows), releases: set.releases.filter(({ release_id }) => told.has(release_id)) }
}

const isAsked = (row: FieldLedger, { record, field }: FieldsQuery): boolean =>
  (record?.includes(row.record) ?? true) && (field?.includes(row.field) ?? true)

async function releasesAsked(
  { db }: Db,
  id: string,
  query: FieldsQuery,
  set: Pick<ReleaseSet, 'releases' | 'gone'>
): Promise<Stored[]> {
  const own = set.releases.filter(({ source }) => source === id)
  const found =
    query.release === undefined
      ? chosen(own, set, { ...query, source: [id] })
      : await labelled({ db }, id, query.release)
  return found.filter(({ series }) => query.series?.includes(series) ?? true)
}

/** Releases by their labels, also those whose records are no longer kept. */
async function labelled({ db }: Db, id: string, labels: readonly string[]): Promise<Stored[]> {
  const stored = await db
    .select()
    .from(releases)
    .where(and(eq(releases.source, id), ne(releases.status, 'loading')))
    .orderBy(desc(releases.release_id))
  return labels.map(label => labelledIn(stored, id, label, 'release'))
}

/** The release that each was compared with, the newest of several, by the id of the later one. */
async function formerOf(
  { db }: Db,
  asked: readonly Stored[]
): Promise<Map<number, { release_id: number; release: string }>> {
  const rows = await db
    .select({
      after_id: releaseDifferences.after_id,
      release_id: releases.release_id,
      release: releases.release
    })
    .from(releaseDifferences)
    .innerJoin(releases, eq(releases.release_id, releaseDifferences.before_id))
    .where(
      inArray(
        releaseDifferences.after_id,
        asked.map(({ release_id }) => release_id)
      )
    )
    .orderBy(asc(releases.release_id))
  return new Map(rows.map(({ after_id, ...release }) => [after_id, release]))
}

const share = (part: number, rows: number): number | null =>
  rows === 0 ? null : Math.round((part / rows) * 1e6) / 1e6

function wireRow(
  row: FieldLedger,
  release: Stored,
  earlier: { release: string } | undefined,
  then: FieldLedger | undefined
) {
  const { record, field, rows, missing, unknown } = row
  return {
    ...{ series: release.series, record, field, rows },
    ...{ missing, missing_share: share(missing, rows), unknown, unknown_share: share(unknown, rows) },
    ...{ first_on: row.first_on, last_on: row.last_on, impossible: row.impossible },
    ...{ distinct_values: row.distinct_values, top_values: row.top_values },
    before: earlier?.release ?? null,
    rows_before: then?.rows ?? null,
    missing_share_before: then ? share(then.missing, then.rows) : null,
    unknown_share_before: then ? share(then.unknown, then.rows) : null,
    first_on_before: then?.first_on ?? null,
    last_on_before: then?.last_on ?? null,
    impossible_before: then?.impossible ?? null,
    distinct_values_before: then?.distinct_values ?? null,
    ...{ source: release.source, release: release.release, synthetic: release.synthetic }
  }
}
