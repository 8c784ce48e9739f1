import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api'
import { oncePast } from '../admission/asker.ts'
import type { QueuePlace } from '../admission/queue.ts'
import { bindAll } from '../duckdb.ts'
import { type Bindable, BrokenCache, type Columns, LargeRead, QueryTimeout } from '../release-set.ts'

const damage = /checksum|corrupt|not a valid DuckDB|serializ|could not read|IO Error|Failed to read/i

/** A statement, and what it is bound to. */
export interface BoundSql {
  sql: string
  parameters: readonly Bindable[]
}

/** Reads the columns of a result from its chunks. */
export type Reader<Read> = (chunks: readonly DuckDBDataChunk[], columns: number) => Read
export type Result<Read> = Omit<Columns, 'columns'> & { columns: Read }

/** Runs a statement to its end, with its result in memory. Throws QueryTimeout, LargeRead, HungUp and BrokenCache. */
export async function runQuery<Read>(
  connection: DuckDBConnection,
  { sql, parameters, read }: BoundSql & { read: Reader<Read> },
  place: QueuePlace
): Promise<Result<Read>> {
  const statement = await connection.prepare(sql)
  try {
    return await interruptible(connection, place, async () => {
      bindAll(statement, parameters)
      const result = await statement.run()
      const { asker } = place
      asker.rows_left -= result.rowCount
      if (asker.rows_left < 0) throw new LargeRead(`${result.rowCount} rows`)
      // The result is in memory already: awaiting each chunk would take as long as reading it.
      const chunks = Array.from({ length: result.chunkCount }, (_, i) => result.getChunk(i))
      const names = result.columnNames()
      return { names, columns: read(chunks, names.length), rows: result.rowCount }
    })
  } finally {
    statement.destroySync()
  }
}

/** Chunks of 2048 rows that are read in one turn. */
const chunksATurn = 4

/** Runs a task when it is the statement's turn. */
type Turn = <T>(task: (place: QueuePlace) => Promise<T>) => Promise<T>

/**
 * Runs a statement and hands its result on as it comes: of a large result only the chunks of one turn are in memory, and what
 * DuckDB has to hold for it, which it can spill. A turn of the queue is taken for each few chunks, and none is held while nobody
 * reads on. The connection is the statement's own. Throws as runQuery.
 */
export async function* streamQuery<Part>(
  connection: DuckDBConnection,
  { sql, parameters, read }: BoundSql & { read(chunk: DuckDBDataChunk): Iterable<Part> },
  turn: Turn
): AsyncGenerator<Part> {
  const statement = await connection.prepare(sql)
  try {
    bindAll(statement, parameters)
    let result: DuckDBResult | undefined
    const some = async () => {
      result ??= await statement.stream()
      const parts: Part[] = []
      for (let i = 0; i < chunksATurn; i++) {
        const chunk = await result.fetchChunk()
        if (!chunk || chunk.rowCount === 0) return { parts, isLast: true }
        parts.push(...read(chunk))
      }
      return { parts, isLast: false }
    }
    for (;;) {
      const { parts, isLast } = await turn(place => interruptible(connection, place, some))
      yield* parts
      if (isLast) return
    }
  } finally {
    statement.destroySync()
  }
}

/** Interrupts what runs on a connection where its time is over or nobody waits for it any more. */
async function interruptible<T>(
  connection: DuckDBConnection,
  place: QueuePlace,
  task: () => Promise<T>
): Promise<T> {
  const { gone } = place.asker
  const began = performance.now()
  let late = false
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
    return await task()
  } catch (error) {
    gone.throwIfAborted()
    if (late)
      throw new QueryTimeout(`the query was stopped after ${Math.round(performance.now() - began)} ms`)
    const message = error instanceof Error ? error.message : String(error)
    throw damage.test(message) ? new BrokenCache(message) : error
  } finally {
    stopWaiting()
    gone.removeEventListener('abort', interrupt)
  }
}
