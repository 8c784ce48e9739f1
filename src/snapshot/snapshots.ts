import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { Database } from '../database/connect.ts'
import type { Asker } from './admission/asker.ts'
import { makeQueue, type Queue } from './admission/queue.ts'
import type { ReleaseEntry } from './card.ts'
import { cacheFile, cacheFolder, materialise, sweepCache } from './materialise.ts'
import { type OpenSet, openSet } from './open.ts'
import { keepSet, keptSet } from './opening/kept-set.ts'
import { type Published, readPublished, readVersion } from './opening/published.ts'
import { BrokenCache, type ReleaseSet, type Snapshots } from './release-set.ts'
import type { RollupsOf } from './rollup.ts'

export interface SnapshotOptions {
  database: Pick<Database, 'pool'>
  dataDir: string
  /** The groups of countries, those of the operator included. */
  country_groups?: ReleaseSet['country_groups']
  /** The rollups to build for each release. */
  rollupsOf: RollupsOf
  /** Milliseconds that a query has, where its request has no more. */
  timeoutMs: number
  log?: (line: string) => void
  /** Called while the file of a release is made, with the share of it that is done. */
  onShare?: (release: ReleaseEntry, share: number) => void
  /** The database whose release set is kept in `dataDir`, for a start at which it is away; absent: none is kept. */
  keptFor?: string
  /** Opens the release set that was kept first, because the database is known to be away. */
  isAway?: boolean
  /** Milliseconds between two polls of the pointer. */
  pollMs?: number
  /** Queries that run at once; the rest wait. */
  running?: number
  /** Requests that may wait to begin; further ones throw Overloaded. */
  waiting?: number
}

/** How up to date a node is. */
interface SnapshotState {
  version: number
  /** When the pointer was last read and its release set was open. */
  checked_at: string
  /** Why the refreshes since then failed; null where none failed. */
  behind_because: string | null
}

export type OpenSnapshots = Snapshots & { state(): SnapshotState }

interface Held {
  set: OpenSet
  users: number
  retired: boolean
}

/**
 * Opens the published releases and polls the pointer every two seconds. After a publish a new set replaces the old one
 * as a whole; the old one closes after its last query. While Postgres is unavailable the last set keeps answering.
 * Throws where the first set cannot be opened.
 */
export async function openSnapshots(options: SnapshotOptions): Promise<OpenSnapshots> {
  const log = options.log ?? (() => {})
  const queue = queueOf(options)
  const open = opener(options, queue)
  const state: SnapshotState = { version: 0, checked_at: '', behind_because: null }
  let held: Held = {
    set: await (options.isAway ? openKept(options, open) : open()),
    users: 0,
    retired: false
  }
  let closed = false
  let refreshing: Promise<void> | undefined
  noteSuccess()
  if (options.isAway) state.behind_because = 'the database was away at the start'

  function noteSuccess(): void {
    Object.assign(state, {
      version: held.set.version,
      checked_at: new Date().toISOString(),
      behind_because: null
    })
  }

  async function change(broken?: ReleaseSet): Promise<void> {
    const isBroken = broken !== undefined && broken === held.set
    if (!isBroken && (await readVersion(options.database.pool)) === held.set.version) return noteSuccess()
    if (isBroken)
      for (const release of held.set.releases)
        await rm(cacheFile(options.dataDir, release, options.rollupsOf), { force: true })
    const next = await open()
    if (closed) return next.close()
    const old = held
    held = { set: next, users: 0, retired: false }
    old.retired = true
    if (old.users === 0) old.set.close()
    noteSuccess()
    log(`Release set ${next.version} answers: ${next.releases.length} releases`)
  }

  function refresh(broken?: ReleaseSet): Promise<void> {
    refreshing ??= change(broken).finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  async function tick(): Promise<void> {
    await refresh().catch(error => {
      const reason = error instanceof Error ? error.message : String(error)
      if (state.behind_because === null) log(`Release set ${held.set.version} goes on answering: ${reason}`)
      state.behind_because = reason
    })
    if (!closed) timer = setTimeout(tick, options.pollMs ?? 2_000).unref()
  }
  let timer = setTimeout(tick, options.pollMs ?? 2_000).unref()

  async function useOnce<T>(work: (set: ReleaseSet) => Promise<T>, asker?: Asker): Promise<T> {
    const mine = held
    mine.users++
    try {
      return await work(asker ? mine.set.askedBy(asker) : mine.set)
    } finally {
      mine.users--
      if (mine.retired && mine.users === 0) mine.set.close()
    }
  }

  return {
    async use(work, asker) {
      const { set } = held
      return useOnce(work, asker).catch(async error => {
        if (!(error instanceof BrokenCache)) throw error
        log(`Statistics files are damaged and are made again: ${error.message}`)
        await refresh(set)
        return useOnce(work, asker)
      })
    },
    admits: asker => queue.admits(asker),
    current() {
      const { version, releases, known, gone } = held.set
      return { version, releases, ...(known && { known }), ...(gone && { gone }) }
    },
    queued: () => queue.queued(),
    async refresh() {
      // A refresh that is running may have read the pointer before the publish that the caller knows of.
      await refreshing?.catch(() => {})
      await refresh()
    },
    state: () => ({ ...state }),
    async close() {
      if (closed) return
      closed = true
      clearTimeout(timer)
      await refreshing?.catch(() => {})
      held.retired = true
      if (held.users === 0) held.set.close()
    }
  }
}

/** The queue of a node's queries, whichever release set they are put to. */
function queueOf({ running, waiting, timeoutMs }: SnapshotOptions): Queue {
  // Each running query holds one of libuv's four threads; one stays free for files and DNS. One more than there are
  // processors, because the results of one are read while another runs.
  const slots = running ?? Math.min(availableParallelism() + 1, 3)
  return makeQueue({ running: slots, waiting: waiting ?? 100, patience: timeoutMs / 20 })
}

type Open = (given?: Published) => Promise<OpenSet>

/** Opens the release set that was kept. Throws where none is, or where a file of it would have to be made. */
async function openKept({ dataDir, keptFor = '', rollupsOf }: SnapshotOptions, open: Open): Promise<OpenSet> {
  const kept = keptFor === '' ? undefined : await keptSet(cacheFolder(dataDir), keptFor)
  const isWhole = kept?.releases.every(release => existsSync(cacheFile(dataDir, release, rollupsOf)))
  if (!kept || !isWhole) throw new Error('no whole release set is kept')
  return open(kept)
}

/** Opens a set of the releases that are published now. Where a cache file is broken, all files are rebuilt once. */
function opener(options: SnapshotOptions, queue: Queue): Open {
  const { pool } = options.database
  const attempt = async ({ version, releases, known, gone, erased }: Published): Promise<OpenSet> => {
    const files = new Map<number, string>()
    for (const release of releases)
      files.set(
        release.release_id,
        await materialise(pool, release, options.dataDir, options.rollupsOf, share =>
          options.onShare?.(release, share)
        )
      )
    const spillFolder = path.join(cacheFolder(options.dataDir), `work-${process.pid}-spill`)
    const set = await openSet({
      ...{ version, releases, known, files, spillFolder, queue },
      ...(gone && { gone }),
      timeoutMs: options.timeoutMs,
      ...(options.country_groups && { country_groups: options.country_groups })
    })
    await sweepCache(options.dataDir, files.values(), erased)
    return set
  }
  return async given => {
    const published = given ?? (await readPublished(pool))
    const set = await attempt(published).catch(async error => {
      if (!(error instanceof BrokenCache)) throw error
      options.log?.(`Statistics files are damaged and are made again: ${error.message}`)
      for (const release of published.releases)
        await rm(cacheFile(options.dataDir, release, options.rollupsOf), { force: true })
      return attempt(published)
    })
    if (options.keptFor !== undefined && !given)
      await keepSet(cacheFolder(options.dataDir), options.keptFor, published).catch(error =>
        options.log?.(`The release set is not kept for a start without the database: ${error.message}`)
      )
    return set
  }
}
