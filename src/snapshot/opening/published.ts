import type { Pool } from 'pg'
import type { About } from '../../vocabulary/about.ts'
import { aboutOfRelease } from '../../vocabulary/release/release-issues.ts'
import type { GoneRelease, ReleaseEntry } from '../card.ts'
import { readCards } from '../keep.ts'
import { readCompared } from './compared.ts'
import { readRejected } from './rejected.ts'

/** The published releases at one moment, and the pointer's version. */
export interface Published {
  version: number
  releases: ReleaseEntry[]
  /** What is known of each source, with or without a release, by its id. */
  known: About[]
  /** Published releases whose records are kept no longer. */
  gone?: GoneRelease[]
  /**
   * Ids of withdrawn releases whose records were deleted, and of releases that a case was removed from: no node may keep a
   * file of theirs but the one that it uses.
   */
  erased?: number[]
}

interface Row
  extends Pick<
    ReleaseEntry,
    | 'source'
    | 'release'
    | 'series'
    | 'release_id'
    | 'status'
    | 'status_reason'
    | 'superseded_at'
    | 'rows_rejected'
    | 'changed_at'
  > {
  published_at: string
  about: About | null
}

/** The version of the pointer in Postgres; 0 where nothing was published yet. */
export async function readVersion(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ version: number }>('select version from pointer')
  return rows[0]?.version ?? 0
}

/**
 * Reads in one transaction the pointer's version and the published releases whose snapshot is stored, in the order
 * of their import. `about` is the source's current description, not the one at the import.
 */
export async function readPublished(pool: Pool): Promise<Published> {
  const client = await pool.connect()
  let failed = true
  try {
    await client.query('begin isolation level repeatable read read only')
    const pointer = await client.query<{ version: number }>('select version from pointer')
    const { rows } = await client.query<Row>(
      `select release_id, source, release, series, status, status_reason, superseded_at, published_at, rows_rejected, about,
         (select max(told_at) from release_events e where e.source = releases.source) as changed_at
       from releases left join sources using (source)
       where status in ('current', 'beside', 'superseded', 'withdrawn') order by release_id`
    )
    const catalogue = await client.query<{ about: About }>(
      'select about from sources order by source collate "C"'
    )
    const cards = await readCards(
      client,
      rows.map(row => row.release_id)
    )
    const rejected = await readRejected(
      client,
      rows.flatMap(({ release_id, rows_rejected }) => (rows_rejected ? [release_id] : []))
    )
    const compared = await readCompared(client)
    const rebuilt = await client.query<{ release_id: number }>(
      `select release_id from releases r where exists
         (select from removals m where m.source = r.source and r.release = any(m.releases))`
    )
    await client.query('commit')
    failed = false
    const releases = rows.flatMap(({ about, ...row }) => {
      const card = cards.get(row.release_id)
      if (!card) return []
      const told = rejected.get(row.release_id)
      const notes = compared.get(row.release_id)
      const own = aboutOfRelease(about ?? card.about, card.coverage)
      return [
        { ...card, about: own, ...row, ...(told && { rejected: told }), ...(notes && { compared: notes }) }
      ]
    })
    const gone = rows
      .filter(({ release_id }) => !cards.has(release_id))
      .map(({ about, rows_rejected, ...row }) => row)
    const erased = rows
      .filter(({ release_id, status }) => status === 'withdrawn' && !cards.has(release_id))
      .map(({ release_id }) => release_id)
    erased.push(...rebuilt.rows.map(({ release_id }) => release_id))
    const known = catalogue.rows.map(({ about }) => about)
    return { version: pointer.rows[0]?.version ?? 0, releases, known, gone, erased }
  } finally {
    client.release(failed)
  }
}
