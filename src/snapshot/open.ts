import { availableParallelism } from 'node:os'
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'
import { type Asker, makeAsker, oncePast } from './admission/asker.ts'
import { laneOf, tableSizes } from './admission/cost.ts'
import type { Queue, QueuePlace } from './admission/queue.ts'
import type { ReleaseEntry, SnapshotTable } from './card.ts'
import { bindAll, quotedName } from './duckdb.ts'
import { readColumns, readPacked } from './read-columns.ts'
import {
  type Bindable,
  type Columns,
  LargeRead,
  QueryTimeout,
  type ReleaseSet,
  type SetFiles,
  type SharedSet
} from './release-set.ts'
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

/** A cache file that cannot be read, or does not hold what its card says. */
export class BrokenCache extends Error {
  override name = 'BrokenCache'
}

const memoryLimit = '256MB'
const damage = /checksum|corrupt|not a valid DuckDB|serializ|could not read|IO Error|Failed to read/i

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
  const queryWith =
    <Read>(read: Reader<Read>, asker?: Asker) =>
    (sql: string, parameters: Bindable[] = []): Promise<Result<Read>> => {
      const asks = asker ?? makeAsker(noClient)
      const alone = performance.now() + options.timeoutMs
      const place = {
        ...{ asker: asks, lane: laneOf(sql, sizes, asks) },
        // That of a request moves on where another one joins it.
        get until() {
          return asks.until === Number.POSITIVE_INFINITY ? alone : asks.until
        }
      }
      return options.queue.run(place, async () => {
        const connection = idle.pop() ?? (await instance.connect())
        try {
          return await run(connection, { sql, parameters, read, asker: asks }, place)
        } finally {
          idle.push(connection)
        }
      })
    }
  const opened = {
    version: options.version,
    releases,
    ...(options.known && { known: options.known }),
    ...(options.gone && { gone: options.gone }),
    ...(options.country_groups && { country_groups: options.country_groups }),
    shared: sharedOf(options)
  }
  const askedBy = (asker?: Asker): ReleaseSet => ({
    ...opened,
    query: queryWith(readColumns, asker),
    queryPacked: queryWith(readPacked, asker)
  })
  return { ...askedBy(), askedBy, close: () => closeAll(instance, idle) }
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

/** Reads the columns of a result from its chunks. */
type Reader<Read> = (chunks: readonly DuckDBDataChunk[], columns: number) => Read
type Result<Read> = Omit<Columns, 'columns'> & { columns: Read }

async function run<Read>(
  connection: DuckDBConnection,
  { sql, parameters, read, asker }: { sql: string; parameters: Bindable[]; read: Reader<Read>; asker: Asker },
  place: QueuePlace
): Promise<Result<Read>> {
  const { gone } = place.asker
  const began = performance.now()
  let late = false
  const statement = await connection.prepare(sql)
  const interrupt = () => connection.interrupt()
  const stopWaiting = oncePast(
    () => place.until,
    () => {
      late = true
      interrupt()
    }
  )
  gone.addEventListener('abort', interrupt)
  try {
    gone.throwIfAborted()
    bindAll(statement, parameters)
    const result = await statement.run()
    asker.rows_left -= result.rowCount
    if (asker.rows_left < 0) throw new LargeRead(`${result.rowCount} rows`)
    // The result is in memory already: awaiting each chunk would take as long as reading it.
    const chunks = Array.from({ length: result.chunkCount }, (_, i) => result.getChunk(i))
    const names = result.columnNames()
    return { names, columns: read(chunks, names.length), rows: result.rowCount }
  } catch (error) {
    gone.throwIfAborted()
    if (late)
      throw new QueryTimeout(`the query was stopped after ${Math.round(performance.now() - began)} ms`)
    const message = error instanceof Error ? error.message : String(error)
    throw damage.test(message) ? new BrokenCache(message) : error
  } finally {
    stopWaiting()
    gone.removeEventListener('abort', interrupt)
    statement.destroySync()
  }
}

function closeAll(instance: DuckDBInstance, connections: DuckDBConnection[]): void {
  for (const connection of connections) connection.closeSync()
  instance.closeSync()
}

/** The tables of a release. */
export const tablesOf = (release: Pick<ReleaseEntry, 'tables'>): SnapshotTable[] =>
  Object.keys(release.tables) as SnapshotTable[]
