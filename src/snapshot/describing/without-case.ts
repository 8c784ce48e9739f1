import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { recordKeys } from '../../vocabulary/records/record.ts'
import type { SnapshotTable } from '../card.ts'
import { grainOf } from '../columns.ts'
import { openWorkbench, quotedName } from '../duckdb.ts'
import { quoted } from '../sql/literals.ts'
import { describeWritten, type FileTold, formatWith, type WrittenTable } from '../write.ts'

/** What the records of a snapshot cover: their nationalities, and their first and last day. */
export interface CoveredByRecords {
  nationalities: string[]
  from: string | null
  to: string | null
}

/** A snapshot on disk from which a case was taken. */
export interface SnapshotWithoutCase {
  /** The tables that held a record of it, written anew; one that has no other record is in `emptied`. */
  written: WrittenTable[]
  emptied: SnapshotTable[]
  /** The ids of the records that were taken away, by table. */
  taken: ReadonlyMap<SnapshotTable, string[]>
  before: CoveredByRecords
  after: CoveredByRecords
}

const dayOf = { cases: 'filed_on', decisions: 'decided_on', returns: 'returned_on' } as const

/** The records of a case, by table, with their ids; tables of published figures have none. */
export async function recordsOfCase(
  files: ReadonlyMap<SnapshotTable, string>,
  case_id: string,
  folder: string
): Promise<Map<SnapshotTable, string[]>> {
  return withWorkbench(folder, async connection => {
    const found = new Map<SnapshotTable, string[]>()
    for (const [table, file] of files) {
      if (table === 'published_counts') continue
      const id = quotedName(recordKeys[grainOf(table)].id)
      const result = await connection.run(
        `select ${id}::varchar from read_parquet(${quoted(file)}) where case_id = ${quoted(case_id)}::bigint order by 1`
      )
      const [ids = []] = (await result.getColumnsJson()) as [string[]?]
      if (ids.length > 0) found.set(table, ids)
    }
    return found
  })
}

/**
 * Writes the files of a snapshot without one case, each in its place and its order, with what it says of itself. Files that do
 * not hold the case stay as they are, in every byte.
 */
export async function withoutCase(
  files: ReadonlyMap<SnapshotTable, string>,
  { case_id, taken }: { case_id: string; taken: ReadonlyMap<SnapshotTable, string[]> },
  folder: string
): Promise<SnapshotWithoutCase> {
  return withWorkbench(folder, async connection => {
    await connection.run('set threads = 1')
    const before = await coveredBy(connection, files)
    const written: WrittenTable[] = []
    const emptied: SnapshotTable[] = []
    const left = new Map(files)
    for (const table of taken.keys()) {
      const file = files.get(table) as string
      const fresh = path.join(folder, `fresh-${table}.parquet`)
      await connection.run(
        `copy (select * from read_parquet(${quoted(file)}) where case_id is distinct from ${quoted(case_id)}::bigint)
         to ${quoted(fresh)} ${formatWith(await toldIn(connection, file))}`
      )
      await rename(fresh, file)
      const made = await describeWritten(connection, table, file)
      if (made.card.rows > 0) written.push(made)
      else {
        emptied.push(table)
        left.delete(table)
        await rm(file)
      }
    }
    return { written, emptied, taken, before, after: await coveredBy(connection, left) }
  })
}

async function withWorkbench<T>(
  folder: string,
  work: (connection: DuckDBConnection) => Promise<T>
): Promise<T> {
  const instance = await openWorkbench(path.join(folder, 'spill'))
  const connection = await instance.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** What a Parquet file says of itself. */
async function toldIn(connection: DuckDBConnection, file: string): Promise<FileTold> {
  const result = await connection.run(
    `select decode(key) as key, decode(value) as value from parquet_kv_metadata(${quoted(file)})`
  )
  const [keys = [], values = []] = (await result.getColumnsJson()) as [string[]?, string[]?]
  return Object.fromEntries(keys.map((key, i) => [key, values[i] ?? '']))
}

async function coveredBy(
  connection: DuckDBConnection,
  files: ReadonlyMap<SnapshotTable, string>
): Promise<CoveredByRecords> {
  const selects = [...files].flatMap(([table, file]) =>
    table === 'published_counts' || table === 'events'
      ? []
      : [`select nationality, ${dayOf[table]} as day from read_parquet(${quoted(file)})`]
  )
  if (selects.length === 0) return { nationalities: [], from: null, to: null }
  const result = await connection.run(
    `select list_sort(list(distinct nationality)), min(day)::varchar, max(day)::varchar from (${selects.join(' union all ')})`
  )
  const [nationalities, from, to] = (await result.getColumnsJson()) as unknown as [
    (string[] | null)[],
    (string | null)[],
    (string | null)[]
  ]
  return { nationalities: nationalities[0] ?? [], from: from[0] ?? null, to: to[0] ?? null }
}
