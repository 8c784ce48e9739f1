import type { ClientBase } from 'pg'
import type { SnapshotTable } from '../../snapshot/card.ts'
import type { About } from '../../vocabulary/about.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { transaction } from '../client.ts'
import { detachedName } from '../copy/detached.ts'
import { type CurrentRelease, type NewCandidate, standingColumns } from './candidate.ts'
import { type NewEvent, noteEvents } from './events.ts'
import { type Loss, lossOf } from './lost.ts'
import { publishedEvents } from './published-events.ts'
import { type Standing, standingOf, statusAfter } from './status.ts'

export interface ToPublish extends NewCandidate {
  release_id: number
  release: string
  tables: SnapshotTable[]
  published_at: string
  makeCurrent: boolean
  /** Whether the product ships it. */
  is_first_data: boolean
}

/**
 * Publishes a release: attaches its tables, decides its status and raises the pointer, in one transaction. Until that
 * is committed, no reader sees anything of the release.
 */
export async function publish(client: ClientBase, about: About, release: ToPublish): Promise<Standing> {
  return transaction(client, async () => {
    await raisePointer(client)
    const { replaces, ...standing } = await standingIn(client, about, release)
    for (const table of release.tables)
      await client.query(
        `alter table ${table} attach partition ${detachedName(table, release.release_id)}
         for values in (${release.release_id})`
      )
    const superseded = await replaceAll(client, about, replaces, release)
    await client.query(
      'update releases set status = $2, status_reason = $3, published_at = $4 where release_id = $1',
      [release.release_id, standing.status, JSON.stringify(standing.reason), release.published_at]
    )
    const { release_id, is_first_data } = release
    const published = await publishedEvents(client, {
      ...{ source: about.id, release_id, is_first_data },
      ...standing
    })
    await noteEvents(client, [...superseded, ...published])
    return standing
  })
}

/** What the status of a release would be now, and whose place it would take. */
export async function standingIn(
  client: ClientBase,
  about: About,
  release: NewCandidate & Pick<ToPublish, 'makeCurrent'>
): Promise<ReturnType<typeof standingOf>> {
  const currents = await currentReleases(client, about.id)
  const losses = new Map<CurrentRelease, Loss>()
  if (!release.makeCurrent)
    for (const current of currents)
      if (current.series === release.series)
        losses.set(current, await lossOf(client, release, current, about))
  return standingOf(release, currents, about, release.makeCurrent, current => losses.get(current) as Loss)
}

/** Makes a published release a current one of its source, unless its publisher took it back. */
export async function makeCurrent(
  client: ClientBase,
  about: About,
  { release_id, release }: { release_id: number; release: string }
): Promise<Standing> {
  return transaction(client, async () => {
    await raisePointer(client)
    const currents = await currentReleases(client, about.id)
    if (currents.some(current => current.release_id === release_id))
      return { status: 'current', reason: said('current_already') }
    const { rows } = await client.query<CurrentRelease>(
      `select ${standingColumns} from releases where release_id = $1`,
      [release_id]
    )
    const { replaces, status, reason } = standingOf(
      { ...(rows[0] as CurrentRelease), forced: [], breaches: '' },
      currents,
      about,
      true
    )
    const superseded = await replaceAll(client, about, replaces, { release_id, release })
    await client.query(
      'update releases set status = $2, status_reason = $3, superseded_at = null where release_id = $1',
      [release_id, status, JSON.stringify(reason)]
    )
    const kind = status === 'withdrawn' ? 'withdrawn' : 'made_current'
    await noteEvents(client, [...superseded, { kind, source: about.id, release_id, status, reason }])
    return { status, reason }
  })
}

/**
 * Tells every node within seconds that what is published has changed. The row is locked until the transaction ends,
 * so that publishes and withdrawals decide one after the other.
 */
export async function raisePointer(client: ClientBase): Promise<void> {
  await client.query('update pointer set version = version + 1, changed_at = now()')
}

/** The releases of a source that answer by default. */
async function currentReleases(client: ClientBase, source: string): Promise<CurrentRelease[]> {
  const { rows } = await client.query<CurrentRelease>(
    `select ${standingColumns} from releases
     where source = $1 and status = 'current' order by release_id`,
    [source]
  )
  return rows
}

/** Lets a release take the place of others; what is to be told of these. */
async function replaceAll(
  client: ClientBase,
  about: About,
  replaced: readonly CurrentRelease[],
  by: { release_id: number; release: string }
): Promise<NewEvent[]> {
  const told: NewEvent[] = []
  for (const former of replaced) {
    const [status, reason] = [statusAfter(former), said('place_taken', { by: by.release })]
    await client.query(
      'update releases set status = $2, status_reason = $3, superseded_at = now() where release_id = $1',
      [former.release_id, status, JSON.stringify(reason)]
    )
    const { release_id } = former
    told.push({
      kind: 'superseded',
      source: about.id,
      ...{ release_id, replaced_by_id: by.release_id, status, reason }
    })
  }
  return told
}
