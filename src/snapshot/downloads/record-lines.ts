import type { DuckDBBlobVector, DuckDBConnection } from '@duckdb/node-api'
import type { RecordField } from '../../vocabulary/records/record.ts'
import { wireFields } from '../../vocabulary/records/record.ts'
import { type IdOwner, idPrefix } from '../../vocabulary/records/record-id.ts'
import { spreadsheetSql } from '../../vocabulary/results/spreadsheet-text.ts'
import type { SnapshotTable } from '../card.ts'
import { columnsOf, grainOf, typeOf } from '../columns.ts'
import { quotedName } from '../duckdb.ts'
import { quoted } from '../sql/literals.ts'

/** A release as its records name it. */
export interface LinesOf extends IdOwner {
  source: string
}

/** The formats of text that records are downloaded in. */
export const lineFormats = ['csv', 'ndjson'] as const
export type LineFormat = (typeof lineFormats)[number]

/** Bytes that are handed on at once, at least, but for the last ones of a chunk. */
const batch = 256 * 1024

/**
 * The lines of a Parquet file of a snapshot as UTF-8, in its order, in batches: the fields of the wire, with the same values
 * as in lists (docs/rules/api.md §7). Memory is flat. `connection` must have one thread, or the order is not kept.
 */
export async function* recordLines(
  connection: DuckDBConnection,
  table: SnapshotTable,
  { parquet, release, format }: { parquet: string; release: LinesOf; format: LineFormat }
): AsyncGenerator<Buffer> {
  const from = `read_parquet(${quoted(parquet)})`
  const present = new Set((await connection.run(`select * from ${from} limit 0`)).columnNames())
  const values = wireFields(grainOf(table)).map(field => ({
    field,
    sql: onWire(field, release, stored(table, field.name, present))
  }))
  const header = values.map(({ field }) => field.name).join(',')
  if (format === 'csv') yield Buffer.from(`${header}\r\n`)
  const line =
    format === 'csv'
      ? `concat(${values.map(csvCell).join(`, ',', `)}, e'\\r\\n')`
      : `to_json(struct_pack(${values.map(jsonMember).join(', ')}))::varchar || e'\\n'`
  // As bytes: a line that becomes a string of JavaScript first takes twice as long.
  const result = await connection.stream(`select encode(${line}) from ${from}`)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    yield* batches(chunk.getColumnVector(0) as DuckDBBlobVector, chunk.rowCount)
  }
}

/** The lines of a chunk, put together: its bytes are not read after the next one is fetched. */
function* batches(column: DuckDBBlobVector, rows: number): Generator<Buffer> {
  let lines: Uint8Array[] = []
  let size = 0
  for (let i = 0; i < rows; i++) {
    const line = column.getItemBytes(i) as Uint8Array
    lines.push(line)
    size += line.length
    if (size < batch && i < rows - 1) continue
    yield Buffer.concat(lines, size)
    lines = []
    size = 0
  }
}

interface Value {
  field: Pick<RecordField, 'name' | 'type'>
  sql: string
}

/** SQL of a column; a file that was written before the column existed has what its rows say without it. */
function stored(table: SnapshotTable, name: string, present: ReadonlySet<string>): string | undefined {
  const column = columnsOf(table).find(each => each.name === name)
  if (column === undefined) return undefined
  return present.has(name) ? quotedName(name) : `(${column.absent})::${typeOf(column)}`
}

/** SQL of a field's value on the wire. */
function onWire(
  { name, type, precision, constant }: RecordField,
  release: LinesOf,
  column: string | undefined
): string {
  if (column === undefined) return ofRelease(name, release, constant)
  if (type === 'id') return `${quoted(idPrefix(release))} || ${column}::varchar`
  if (precision !== undefined)
    return `case ${quotedName(precision)} when 'month' then left(${column}::varchar, 7)
      when 'year' then left(${column}::varchar, 4) else ${column}::varchar end`
  return isNumeric(type) || type === 'boolean' ? column : `${column}::varchar`
}

function ofRelease(name: string, { source, release, synthetic }: LinesOf, constant: unknown): string {
  const own: Record<string, string> = {
    source: quoted(source),
    release: quoted(release),
    synthetic: String(synthetic)
  }
  return own[name] ?? (constant === undefined ? 'null' : quoted(String(constant)))
}

const isNumeric = (type: RecordField['type']): boolean => type === 'integer' || type === 'number'

/** As formats/csv.ts writes it: text that a spreadsheet would run as a formula has an apostrophe in front. */
function csvCell({ field: { type }, sql }: Value): string {
  if (type !== 'text' && type !== 'texts') return `(${sql})`
  const listed = type === 'texts' ? `replace(${sql}, ',', ';')` : sql
  const safe = `(${spreadsheetSql(listed)})`
  return `(case when regexp_matches(${safe}, '[",\\r\\n]') then '"' || replace(${safe}, '"', '""') || '"' else ${safe} end)`
}

/** A list is stored as its items joined by commas. */
function jsonMember({ field: { name, type }, sql }: Value): string {
  const listed = `case when ${sql} = '' then []::varchar[] else string_split(${sql}, ',') end`
  return `${quotedName(name)} := ${type === 'texts' ? listed : sql}`
}
