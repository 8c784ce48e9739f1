import { createHash } from 'node:crypto'

/** The two integers of a PostgreSQL advisory lock. Locks belong to one database of a server. */
export type LockKey = readonly [space: number, lock: number]

const ours = 0x6173_796c
const perSource = 0x6173_7973
const perWatch = 0x6173_7977

/** Every advisory lock that is not a source's, in one place, so that no two meanings share a key. */
export const locks = {
  /** Held shared by each process that uses the embedded server; who gets it alone may stop the server. */
  alive: [ours, 1],
  /** Held while migrations run. */
  migrate: [ours, 2],
  /** Held while the small first-run data is loaded, for which a start waits. */
  first_run: [ours, 3],
  /** Held while whole tables are loaded, for which no start waits: the process of a killed service goes on with them. */
  first_tables: [ours, 4]
} as const satisfies Record<string, LockKey>

/** The lock that allows one import at a time of a source. */
export const sourceLock = (sourceId: string): LockKey => [perSource, numberOf(sourceId)]

/** The lock that allows one watch at a time to ask a source's publisher. Imports do not take it. */
export const watchLock = (sourceId: string): LockKey => [perWatch, numberOf(sourceId)]

const numberOf = (sourceId: string): number => createHash('sha256').update(sourceId).digest().readInt32BE(0)
