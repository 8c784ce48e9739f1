import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Attribution } from '../vocabulary/results/result-table.ts'
import type { TableColumn, ValueType } from '../vocabulary/results/table-column.ts'
import type { RecordTable, TableFormat, TableRow } from './format.ts'

/** Rows of one group: enough to be packed well, few enough to be held in memory. */
const rowsAGroup = 20_000

/** How values are stored. A list is text with `;` between its items, as CSV has it; what only JSON can say is JSON. */
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

/** Every column can be null: a number that is not published has its flags beside it and is never 0. */
const schemaOf = (columns: readonly TableColumn[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(
    ({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...storage[type].element })
  )
]

const stored = (value: unknown, type: ValueType): unknown =>
  value === null || value === undefined ? null : storage[type].store(value)

/** Whose figures they are, in the file's own metadata. */
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
 * Rows → Apache Parquet, group by group with flat memory. The same rows are the same bytes. It has no place for what
 * stands beside the rows but the file's metadata, which has the citation, the caveats and the canonical address.
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
  const writeGroup = (rows: readonly TableRow[]): Buffer => {
    const columnData = columns.map(({ name, type }) => ({
      name,
      data: rows.map(row => stored(row[name], type))
    }))
    file.write({ columnData, rowGroupSize: rowsAGroup })
    return taken(bytes)
  }
  const waiting: TableRow[] = []
  for await (const rows of batches) {
    waiting.push(...rows)
    while (waiting.length >= rowsAGroup) yield writeGroup(waiting.splice(0, rowsAGroup))
  }
  if (waiting.length > 0) yield writeGroup(waiting)
  file.finish()
  yield taken(bytes)
}

/** What was written since the last time; places in the file go on. */
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
  writes: 'table',
  write: writeParquet
}
