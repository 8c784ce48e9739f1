import { setImmediate as turn } from 'node:timers/promises'
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Attribution } from '../vocabulary/results/result-table.ts'
import type { TableColumn, ValueType } from '../vocabulary/results/table-column.ts'
import type { RecordTable, TableFormat, TableRow } from './format.ts'

/** Rows in a row group: enough for good compression, few enough to hold in memory. */
const rowsAGroup = 20_000

/** How values of each type are stored. A list is text with `;` between its items, as in CSV; an object is JSON. */
const storage: Record<ValueType, { element: Omit<SchemaElement, 'name'>; store(value: unknown): unknown }> = {
  text: { element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, store: String },
  integer: { element: { type: 'INT64' }, store: value => BigInt(value as number) },
  number: { element: { type: 'DOUBLE' }, store: Number },
  boolean: { element: { type: 'BOOLEAN' }, store: Boolean },
  list: {
    element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    store: value => (value as readonly string[]).join(';')
  },
  object: { element: { type: 'BYTE_ARRAY', converted_type: 'JSON' }, store: value => value }
}

/** Every column can be null: a number that is not published is null, never 0, with its status in the flags column. */
const schemaOf = (columns: readonly TableColumn[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(
    ({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...storage[type].element })
  )
]

const stored = (value: unknown, type: ValueType): unknown =>
  value === null || value === undefined ? null : storage[type].store(value)

/** The attribution, as key-value metadata of the file. */
const metadataOf = ({ citation, canonical, generated_by, synthetic, caveats, query }: Attribution) =>
  Object.entries({
    citation,
    canonical,
    generated_by,
    synthetic: String(synthetic),
    caveats: JSON.stringify(caveats),
    query: JSON.stringify(query)
  }).map(([key, value]) => ({ key, value }))

/**
 * Rows → Apache Parquet, one row group at a time, in constant memory. The same rows give the same bytes. Citation,
 * caveats and canonical URL are in the metadata of the file.
 */
export async function* writeParquet(
  { columns, batches }: RecordTable,
  attribution: Attribution
): AsyncGenerator<Buffer> {
  const bytes = new ByteWriter()
  const file = new ParquetWriter({
    writer: bytes,
    schema: schemaOf(columns),
    kvMetadata: metadataOf(attribution),
    createdBy: `Asylum Outcomes ${attribution.generated_by}`
  })
  const writeGroup = async (rows: readonly TableRow[]): Promise<Buffer> => {
    const before = file.row_groups.length
    for (const { name, type } of columns) {
      const data = rows.map(row => stored(row[name], type))
      file.write({ columnData: [{ name, data }], rowGroupSize: rowsAGroup })
      // A whole group is a third of a second of work; others have a turn.
      await turn()
    }
    joinColumns(file, before)
    return taken(bytes)
  }
  const waiting: TableRow[] = []
  for await (const rows of batches) {
    waiting.push(...rows)
    while (waiting.length >= rowsAGroup) yield await writeGroup(waiting.splice(0, rowsAGroup))
  }
  if (waiting.length > 0) yield await writeGroup(waiting)
  file.finish()
  yield taken(bytes)
}

/** Makes one row group of those after the first `before`, each of which has one column of the same rows. */
function joinColumns(file: ParquetWriter, before: number): void {
  const parts = file.row_groups.splice(before)
  const [first] = parts
  if (first === undefined) return
  const sumOf = (name: 'total_byte_size' | 'total_compressed_size'): bigint =>
    parts.reduce((sum, part) => sum + (part[name] ?? 0n), 0n)
  file.row_groups.push({
    columns: parts.flatMap(({ columns }) => columns),
    total_byte_size: sumOf('total_byte_size'),
    num_rows: first.num_rows,
    total_compressed_size: sumOf('total_compressed_size')
  })
  // The writer has counted the rows once for each column.
  file.num_rows -= first.num_rows * BigInt(parts.length - 1)
}

/** The bytes written since the last call. Offsets in the file keep counting. */
function taken(bytes: ByteWriter): Buffer {
  const piece = Buffer.from(bytes.getBytes())
  bytes.index = 0
  return piece
}

export const parquet: TableFormat = {
  id: 'parquet',
  type: 'application/vnd.apache.parquet',
  accepts: ['application/vnd.apache.parquet', 'application/x-parquet'],
  ending: 'parquet',
  is_shown: false,
  is_paged: false,
  is_binary: true,
  options: [],
  is_costly: true,
  writes: 'table',
  write: writeParquet
}
