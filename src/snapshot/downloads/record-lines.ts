import type { DuckDBConnection } from '@duckdb/node-api'
import { wireFields } from '../../vocabulary/records/record.ts'
import type { SnapshotTable } from '../card.ts'
import { columnsOf, grainOf, typeOf } from '../columns.ts'
import { quotedName } from '../duckdb.ts'
import { byteBatches } from '../reading/byte-batches.ts'
import { quoted } from '../sql/literals.ts'
import { csvLine, type LinesOf, type WireValue, wireSql } from '../sql/record-cells.ts'

/** The formats of text that records are downloaded in. */
export const lineFormats = ['csv', 'ndjson'] as const
export type LineFormat = (typeof lineFormats)[number]

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
  const values = wireFields(grainOf(table)).map(
    (field): Value => ({
      ...{ name: field.name, type: field.type },
      sql: wireSql(field, release, stored(table, field.name, present))
    })
  )
  const header = values.map(({ name }) => name).join(',')
  if (format === 'csv') yield Buffer.from(`${header}\r\n`)
  const line =
    format === 'csv'
      ? csvLine(values)
      : `encode(to_json(struct_pack(${values.map(jsonMember).join(', ')}))::varchar || e'\\n')`
  // As bytes: a line that becomes a string of JavaScript first takes twice as long.
  const result = await connection.stream(`select ${line} from ${from}`)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) return
    yield* byteBatches(chunk)
  }
}

interface Value extends WireValue {
  name: string
}

/** SQL of a column; a file that was written before the column existed has what its rows say without it. */
function stored(table: SnapshotTable, name: string, present: ReadonlySet<string>): string | undefined {
  const column = columnsOf(table).find(each => each.name === name)
  if (column === undefined) return undefined
  return present.has(name) ? quotedName(name) : `(${column.absent})::${typeOf(column)}`
}

/** A list is stored as its items joined by commas. */
function jsonMember({ name, type, sql }: Value): string {
  const listed = `case when ${sql} = '' then []::varchar[] else string_split(${sql}, ',') end`
  return `${quotedName(name)} := ${type === 'texts' ? listed : sql}`
}
