import type { ClientBase } from 'pg'
import type { SnapshotTable } from '../snapshot/card.ts'
import type { About } from '../vocabulary/about.ts'
import { transaction } from './client.ts'
import { detachedName } from './detached.ts'
import { type Candidate, type CurrentRelease, type Standing, standingOf, statusAfter } from './status.ts'

export interface ToPublish extends Candidate {
  release_id: number
  release: string
  tables: SnapshotTable[]
  published_at: string
  makeCurrent: boolean
}

/**
 * Makes a release answer: its tables are attached, its standing is decided and the pointer raised, all in one
 * transaction. Until it ends no reader sees anything of the release.
 */
export async function publish(client: ClientBase, about: About, release: ToPublish): Promise<Standing> {
  return transaction(client, async () => {
    await raisePointer(client)
    const current = await currentRelease(client, about.id)
    const standing = standingOf(release, current, about, release.makeCurrent)
    for (const table of release.tables)
      await client.query(
        `alter table ${table} attach partition ${detachedName(table, release.release_id)}
         for values in (${release.release_id})`
      )
    if (standing.status === 'current' && current) await replace(client, current, release.release)
    await client.query(
      'update releases set status = $2, status_reason = $3, published_at = $4 where release_id = $1',
      [release.release_id, standing.status, standing.reason, release.published_at]
    )
    return standing
  })
}

/** Makes a published release the current one of its source. */
export async function makeCurrent(
  client: ClientBase,
  source: string,
  { release_id, release }: { release_id: number; release: string }
): Promise<Standing> {
  return transaction(client, async () => {
    await raisePointer(client)
    const current = await currentRelease(client, source)
    if (current?.release_id === release_id) return { status: 'current', reason: 'it is current already' }
    if (current) await replace(client, current, release)
    const reason = current
      ? `made current in place of ${current.release}, as asked`
      : 'made current, as asked'
    await client.query(
      `update releases set status = 'current', status_reason = $2, superseded_at = null where release_id = $1`,
      [release_id, reason]
    )
    return { status: 'current', reason }
  })
}

/**
 * Tells every node within seconds that what is published has changed. The row is locked until the transaction ends,
 * so that publishes and withdrawals decide one after the other.
 */
export async function raisePointer(client: ClientBase): Promise<void> {
  await client.query('update pointer set version = version + 1, changed_at = now()')
}

/** The release of a source that answers by default. */
async function currentRelease(client: ClientBase, source: string): Promise<CurrentRelease | undefined> {
  const { rows } = await client.query<CurrentRelease>(
    `select release_id, release, series, starter, synthetic, coverage from releases
     where source = $1 and status = 'current'`,
    [source]
  )
  return rows[0]
}

async function replace(client: ClientBase, former: CurrentRelease, by: string): Promise<void> {
  await client.query(
    'update releases set status = $2, status_reason = $3, superseded_at = now() where release_id = $1',
    [former.release_id, statusAfter(former), `${by} took its place`]
  )
}
