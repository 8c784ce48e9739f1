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
 * Files that hold the rows of tables as COPY got them, in its text format without any escapes. All rows of a file
 * come before those of the next one in the order of sortKeys.
 */
export type Copies = Partial<Record<SnapshotTable, string[]>>

/**
 * Writes the snapshot of a release from its tables `<table>_<release_id>` in Postgres, one Parquet file a table,
 * into `folder`, which must exist. Words, booleans and days stay what they are; lists become text. Where there is a
 * copy of what Postgres got, it is read instead of asking Postgres for all of it again, and removed.
 */
export async function writeSnapshot(
  client: ClientBase,
  release_id: number,
  tables: SnapshotTable[],
  folder: string,
  copies: Copies = {}
): Promise<WrittenTable[]> {
  const instance = await openWorkbench(path.join(folder, 'spill'))
  const connection = await instance.connect()
  try {
    const written: WrittenTable[] = []
    for (const table of tables) {
      const columns = columnsOf(table)
      const csv = path.join(folder, `${table}.csv`)
      const parts = copies[table]
      if (parts === undefined) await writeCsv(client, `${table}_${release_id}`, columns, csv)
      const from =
        parts === undefined
          ? await sorted(connection, table, [readCsv(csv, columns)], [csv], folder)
          : await sorted(
              connection,
              table,
              parts.map(file => readCopy(file, columns)),
              parts,
              folder
            )
      written.push(await describeWritten(connection, table, from))
    }
    return written
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/**
 * Sorts the rows of each file by itself, which takes little memory, and puts the pieces together. The files are
 * removed as they are read.
 */
async function sorted(
  connection: DuckDBConnection,
  table: SnapshotTable,
  reads: string[],
  files: string[],
  folder: string
): Promise<string> {
  const whole = path.join(folder, `${grainOf(table)}.parquet`)
  const pieces = reads.map((_, i) =>
    reads.length === 1 ? whole : path.join(folder, `${table}-${i}.parquet`)
  )
  const order = sortKeys[table].map(named).join(', ')
  const format = '(format parquet, compression zstd)'
  for (const [i, read] of reads.entries()) {
    await connection.run(`copy (${read} order by ${order}) to ${quoted(pieces[i] as string)} ${format}`)
    await rm(files[i] as string)
  }
  if (pieces.length === 1) return whole
  await connection.run(
    `copy (select * from read_parquet([${pieces.map(quoted).join(', ')}])) to ${quoted(whole)} ${format}`
  )
  for (const piece of pieces) await rm(piece)
  return whole
}

async function describeWritten(
  connection: DuckDBConnection,
  table: SnapshotTable,
  file: string
): Promise<WrittenTable> {
  const [described, { bytes, sha256 }] = [await describeTable(connection, table, file), await hashOf(file)]
  return { table, name: path.basename(file), file, card: { ...described, bytes, sha256 } }
}

async function writeCsv(
  client: ClientBase,
  name: string,
  columns: SnapshotColumn[],
  file: string
): Promise<void> {
  const select = columns.map(fromPostgres).join(', ')
  await pipeline(
    client.query(copyTo(`copy (select ${select} from ${name}) to stdout (format csv)`)),
    createWriteStream(file)
  )
}

const fromPostgres = ({ name, kind }: SnapshotColumn): string =>
  kind === 'LIST' ? `array_to_string("${name}", ',')` : `"${name}"`

/** Postgres quotes an empty text and leaves an absent value bare: only the bare one is null. */
function readCsv(csv: string, columns: SnapshotColumn[]): string {
  const types = columns.map(column => `${quoted(column.name)}: ${quoted(typeOf(column))}`).join(', ')
  return `select * from read_csv(${quoted(csv)}, header = false, auto_detect = false, delim = ',', quote = '"',
    escape = '"', nullstr = '', allow_quoted_nulls = false, columns = {${types}})`
}

/** A list comes as `{"a","b"}`, and no item of it holds a quote: that would have needed an escape. */
function readCopy(copy: string, columns: SnapshotColumn[]): string {
  const types = columns.map(column => `${quoted(column.name)}: ${quoted(typeOf(column))}`).join(', ')
  const lists = columns
    .filter(({ kind }) => kind === 'LIST')
    .map(({ name }) => `replace(${named(name)}[2:-2], '"', '') as ${named(name)}`)
  return `select * ${lists.length > 0 ? `replace (${lists.join(', ')})` : ''}
    from read_csv(${quoted(copy)}, header = false, auto_detect = false, delim = e'\\t', quote = '', escape = '',
      nullstr = '\\N', columns = {${types}})`
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
