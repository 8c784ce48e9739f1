import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { SnapshotTable, TableCard } from './card.ts'
import { columnsOf, grainOf, type SnapshotColumn, sortKeys, typeOf } from './columns.ts'
import { describeTable } from './describing/describe.ts'
import { openWorkbench, quotedName } from './duckdb.ts'
import { quoted } from './sql/literals.ts'

/** A table of a release as a Parquet file on disk, and its card. */
export interface WrittenTable {
  table: SnapshotTable
  /** The name under which Postgres stores it: `<grain>.parquet`. */
  name: string
  file: string
  card: TableCard
}

/**
 * Files with the rows that were sent to COPY, in its text format and without escapes. Rows that are queried together
 * are in one file; the files are in the order of sortKeys.
 */
export type Copies = Partial<Record<SnapshotTable, Copied>>

interface Copied {
  files: string[]
  /** The columns of the files, in their order. Other columns get SnapshotColumn.absent. */
  columns: string[]
}

/**
 * Writes the snapshot of a release from its tables `<table>_<release_id>` in Postgres, one Parquet file a table,
 * into `folder`, which must exist. Lists become text. A table in `copies` is read from its files instead of from
 * Postgres, and the files are removed. `told`: what each file says of itself in its key-value metadata.
 */
export async function writeSnapshot(
  client: ClientBase,
  release_id: number,
  tables: SnapshotTable[],
  folder: string,
  copies: Copies = {},
  told: FileTold = {}
): Promise<WrittenTable[]> {
  const instance = await openWorkbench(path.join(folder, 'spill'))
  const connection = await instance.connect()
  try {
    const written: WrittenTable[] = []
    for (const table of tables) {
      const whole = path.join(folder, `${grainOf(table)}.parquet`)
      const copied = copies[table]
      const to = `${quoted(whole)} ${formatWith(told)}`
      if (copied === undefined)
        await fromPostgres(client, connection, `${table}_${release_id}`, table, { whole, to })
      else await fromCopies(connection, table, copied, to)
      written.push(await describeWritten(connection, table, whole))
    }
    return written
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Key-value metadata of a Parquet file. */
export type FileTold = Readonly<Record<string, string>>

/** The options of COPY for the Parquet files of snapshots. */
export function formatWith(told: FileTold): string {
  const members = Object.entries(told).map(([key, value]) => `${quotedName(key)}: ${quoted(value)}`)
  const metadata = members.length === 0 ? '' : `, kv_metadata {${members.join(', ')}}`
  return `(format parquet, compression zstd${metadata})`
}

/** All rows of a small table, sorted. */
async function fromPostgres(
  client: ClientBase,
  connection: DuckDBConnection,
  name: string,
  table: SnapshotTable,
  { whole, to }: { whole: string; to: string }
): Promise<void> {
  const columns = columnsOf(table)
  const csv = `${whole}.csv`
  const select = columns.map(inPostgres).join(', ')
  await copyOut(client, `copy (select ${select} from ${name}) to stdout (format csv)`, csv)
  await connection.run(`copy (${readCsv(csv, columns)} order by ${orderOf(table)}) to ${to}`)
  await rm(csv)
}

const orderOf = (table: SnapshotTable): string => sortKeys[table].map(quotedName).join(', ')

/** Writes the output of COPY into a file. Throws where the file cannot be written; the connection stays usable. */
async function copyOut(client: ClientBase, sql: string, file: string): Promise<void> {
  const copy = client.query(copyTo(sql))
  const taken = new PassThrough()
  const ended = finished(copy).catch(error => {
    taken.destroy(error)
  })
  copy.pipe(taken)
  try {
    await pipeline(taken, createWriteStream(file))
  } catch (error) {
    // The remaining rows are read and dropped: otherwise the server would wait, and hold its locks, forever.
    copy.unpipe(taken)
    copy.resume()
    await ended
    throw error
  }
}

/**
 * Writes a table of records in the order of its files: sorting all rows of a large one would take more time and memory
 * than all other steps, and queries would skip hardly more row groups. Published figures come in the order of their
 * publisher and are sorted.
 */
async function fromCopies(
  connection: DuckDBConnection,
  table: SnapshotTable,
  copied: Copied,
  to: string
): Promise<void> {
  const rows = readCopies(copied, columnsOf(table))
  if (table === 'published_counts') await connection.run(`copy (${rows} order by ${orderOf(table)}) to ${to}`)
  else {
    // Two threads hold twice the row groups, and lose more time by spilling than they save.
    await connection.run('set threads = 1')
    await connection.run(`copy (${rows}) to ${to}`)
    await connection.run('reset threads')
  }
  for (const file of copied.files) await rm(file)
}

/** The card of a Parquet file that was written, with its size and hash. */
export async function describeWritten(
  connection: DuckDBConnection,
  table: SnapshotTable,
  file: string
): Promise<WrittenTable> {
  const [described, { bytes, sha256 }] = [await describeTable(connection, table, file), await hashOf(file)]
  return { table, name: path.basename(file), file, card: { ...described, bytes, sha256 } }
}

const inPostgres = ({ name, kind }: SnapshotColumn): string =>
  kind === 'LIST' ? `array_to_string("${name}", ',')` : `"${name}"`

/** Postgres quotes an empty text and does not quote a null: only an unquoted empty field is null. */
function readCsv(csv: string, columns: SnapshotColumn[]): string {
  const types = columns.map(column => `${quoted(column.name)}: ${quoted(typeOf(column))}`).join(', ')
  return `select * from read_csv(${quoted(csv)}, header = false, auto_detect = false, delim = ',', quote = '"',
    escape = '"', nullstr = '', allow_quoted_nulls = false, columns = {${types}})`
}

/** A list is written as `{"a","b"}`. No item holds a quote, because the files have no escapes. */
function readCopies({ files, columns: present }: Copied, columns: SnapshotColumn[]): string {
  const typeIn = (name: string) => columns.filter(column => column.name === name).map(typeOf)
  const types = present.map(name => `${quoted(name)}: ${quoted(typeIn(name).join())}`).join(', ')
  const select = columns.map(column => {
    const name = quotedName(column.name)
    if (!present.includes(column.name)) return `${column.absent}::${typeOf(column)} as ${name}`
    return column.kind === 'LIST' ? `replace(${name}[2:-2], '"', '') as ${name}` : name
  })
  return `select ${select.join(', ')}
    from read_csv([${files.map(quoted).join(', ')}], header = false, auto_detect = false, delim = e'\\t', quote = '', escape = '',
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
