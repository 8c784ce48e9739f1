import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { SnapshotTable, TableCard } from './card.ts'
import { columnsOf, grainOf, type SnapshotColumn, sortKeys, typeOf } from './columns.ts'
import { describeTable } from './describe.ts'
import { named, openWorkbench, quoted } from './duckdb.ts'

/** A table of a release as a Parquet file on disk, and what can be asked of it. */
export interface WrittenTable {
  table: SnapshotTable
  /** The name under which it is kept: `<grain>.parquet`. */
  name: string
  file: string
  card: TableCard
}

/**
 * Writes the snapshot of a release from its tables `<table>_<release_id>` in Postgres, one Parquet file a table,
 * into `folder`, which must exist. Words, booleans and days stay what they are; lists become text.
 */
export async function writeSnapshot(
  client: ClientBase,
  release_id: number,
  tables: SnapshotTable[],
  folder: string
): Promise<WrittenTable[]> {
  const instance = await openWorkbench(path.join(folder, 'spill'))
  const connection = await instance.connect()
  try {
    const written: WrittenTable[] = []
    for (const table of tables) written.push(await writeTable(client, connection, release_id, table, folder))
    return written
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

async function writeTable(
  client: ClientBase,
  connection: DuckDBConnection,
  release_id: number,
  table: SnapshotTable,
  folder: string
): Promise<WrittenTable> {
  const columns = columnsOf(table)
  const csv = path.join(folder, `${table}.csv`)
  const name = `${grainOf(table)}.parquet`
  const file = path.join(folder, name)
  const select = columns.map(fromPostgres).join(', ')
  await pipeline(
    client.query(copyTo(`copy (select ${select} from ${table}_${release_id}) to stdout (format csv)`)),
    createWriteStream(csv)
  )
  await connection.run(
    `copy (select * from ${readCsv(csv, columns)} order by ${sortKeys[table].map(named).join(', ')})
     to ${quoted(file)} (format parquet, compression zstd)`
  )
  await rm(csv)
  const [described, { bytes, sha256 }] = [await describeTable(connection, table, file), await hashOf(file)]
  return { table, name, file, card: { ...described, bytes, sha256 } }
}

const fromPostgres = ({ name, kind }: SnapshotColumn): string =>
  kind === 'LIST' ? `array_to_string("${name}", ',')` : `"${name}"`

/** Postgres quotes an empty text and leaves an absent value bare: only the bare one is null. */
function readCsv(csv: string, columns: SnapshotColumn[]): string {
  const types = columns.map(column => `${quoted(column.name)}: ${quoted(typeOf(column))}`).join(', ')
  return `read_csv(${quoted(csv)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"',
    nullstr = '', allow_quoted_nulls = false, columns = {${types}})`
}

async function hashOf(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}
