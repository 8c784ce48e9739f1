import { availableParallelism } from 'node:os'
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'
import { type Asker, makeAsker } from './admission/asker.ts'
import { laneOf, tableSizes } from './admission/cost.ts'
import type { Queue, QueuePlace } from './admission/queue.ts'
import type { ReleaseEntry, SnapshotTable } from './card.ts'
import { quotedName } from './duckdb.ts'
import { byteBatches } from './reading/byte-batches.ts'
import { readColumns, readPacked } from './reading/read-columns.ts'
import { type Reader, type Result, runQuery, streamQuery } from './reading/run-query.ts'
import { openStreaming } from './reading/streaming.ts'
import { type Bindable, BrokenCache, type ReleaseSet, type SetFiles, type SharedSet } from './release-set.ts'
import { quoted } from './sql/literals.ts'
import { storedIn } from './stored.ts'

/** A release set that can be closed. Each of its queries has a limit of its own. */
export interface OpenSet extends ReleaseSet {
  /** The same set, whose queries are those of one request. */
  askedBy(asker: Asker): ReleaseSet
  close(): void
}

export interface SetOptions extends SetFiles {
  queue: Pick<Queue, 'run'>
}

const memoryLimit = '256MB'
/** What is streamed is being sent already, and cutting it loses all of it: a turn of it has so many times as long. */
const longerInStreams = 6

/**
 * Opens all releases read-only in one new DuckDB instance, then disables access to other files and locks its
 * settings. Throws BrokenCache where a file does not hold what its card says.
 */
export async function openSet(options: SetOptions): Promise<OpenSet> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    // DuckDB itself counts processors that a process is not allowed to use (taskset), and its threads then wait for each other.
    threads: String(availableParallelism()),
    temp_directory: options.spillFolder
  })
  const idle: DuckDBConnection[] = [await instance.connect()]
  const { releases, sizes } = await attachAll(idle[0] as DuckDBConnection, options).catch(error => {
    closeAll(instance, idle)
    throw error
  })
  const streaming = openStreaming(options)
  const placeOf = (sql: string, asker: Asker, timeoutMs: number): QueuePlace => {
    const alone = performance.now() + timeoutMs
    return {
      ...{ asker, lane: laneOf(sql, sizes, asker) },
      // That of a request moves on where another one joins it.
      get until() {
        return asker.until === Number.POSITIVE_INFINITY ? alone : asker.until
      }
    }
  }
  const queryWith =
    <Read>(read: Reader<Read>, asker?: Asker) =>
    (sql: string, parameters: Bindable[] = []): Promise<Result<Read>> => {
      const place = placeOf(sql, asker ?? makeAsker(noClient), options.timeoutMs)
      return options.queue.run(place, async () => {
        const connection = idle.pop() ?? (await instance.connect())
        try {
          return await runQuery(connection, { sql, parameters, read }, place)
        } finally {
          idle.push(connection)
        }
      })
    }
  const streamWith = <Part>(read: (chunk: DuckDBDataChunk) => Iterable<Part>, asker?: Asker) =>
    async function* (sql: string, parameters: Bindable[] = []): AsyncGenerator<Part> {
      const asks = asker ?? makeAsker(noClient)
      const connection = await streaming.connect()
      try {
        yield* streamQuery(connection, { sql, parameters, read }, task => {
          const place = placeOf(sql, asks, longerInStreams * options.timeoutMs)
          return options.queue.run(place, () => task(place))
        })
      } finally {
        // Ends what is left of the result.
        connection.closeSync()
      }
    }
  const opened = {
    version: options.version,
    releases,
    ...(options.known && { known: options.known }),
    ...(options.gone && { gone: options.gone }),
    ...(options.country_groups && { country_groups: options.country_groups }),
    shared: sharedOf(options)
  }
  const close = () => {
    streaming.close()
    closeAll(instance, idle)
  }
  const askedBy = (asker?: Asker): ReleaseSet => ({
    ...opened,
    query: queryWith(readColumns, asker),
    queryPacked: queryWith(readPacked, asker),
    streamBytes: streamWith(byteBatches, asker)
  })
  return { ...askedBy(), askedBy, close }
}

function sharedOf({ queue, ...files }: SetOptions): SharedSet {
  return {
    files,
    turn: (asker, lane, task) => {
      const until = Math.min(asker.until, performance.now() + files.timeoutMs)
      return queue.run({ asker, lane, until }, task)
    }
  }
}

/** Whose the queries are that come from no client, such as those that warm a node up. */
const noClient = ''

async function attachAll(connection: DuckDBConnection, { releases, files }: SetOptions) {
  const attached: ReleaseEntry[] = []
  for (const release of releases) attached.push(await attach(connection, release, files))
  const sizes = await tableSizes(connection)
  await connection.run('set enable_external_access = false; set lock_configuration = true')
  return { releases: attached, sizes }
}

async function attach(
  connection: DuckDBConnection,
  release: ReleaseEntry,
  files: ReadonlyMap<number, string>
): Promise<ReleaseEntry> {
  const { release_id } = release
  const file = files.get(release_id)
  if (file === undefined) throw new Error(`release ${release_id} has no file to open`)
  try {
    await connection.run(`attach ${quoted(file)} as r${release_id} (read_only)`)
    for (const [table, card] of Object.entries(release.tables)) {
      const counted = await connection.run(`select count(*)::int from r${release_id}.${quotedName(table)}`)
      const rows = (await counted.getColumns())[0]?.[0]
      if (rows !== card.rows) throw new Error(`${table} has ${rows} rows, not ${card.rows}`)
    }
    return { ...release, stored: await storedIn(connection, release) }
  } catch (error) {
    throw new BrokenCache(`${file}: ${error instanceof Error ? error.message : error}`)
  }
}

function closeAll(instance: DuckDBInstance, connections: DuckDBConnection[]): void {
  for (const connection of connections) connection.closeSync()
  instance.closeSync()
}

/** The tables of a release. */
export const tablesOf = (release: Pick<ReleaseEntry, 'tables'>): SnapshotTable[] =>
  Object.keys(release.tables) as SnapshotTable[]
