import { writeCsv } from '../formats/csv.ts'
import type { SnapshotTable } from '../snapshot/card.ts'
import { parquetFields, textFields } from './described-fields.ts'

const header = [
  ...['table', 'column', 'type', 'parquet_type', 'can_be_empty', 'in', 'meaning', 'unit', 'code', 'label']
]

/** The codebook of a release as CSV: a row a column, and a row for each code of a closed list. */
export async function codebook(tables: readonly SnapshotTable[]): Promise<Buffer> {
  const rows = tables.flatMap(table => {
    const [texts, stored] = [textFields(table), parquetFields(table)]
    const only = stored.filter(({ name }) => !texts.some(each => each.name === name))
    return [...texts, ...only].flatMap(field => {
      const { name, type, parquet_type, is_nullable, meaning, unit, codes } = field
      const where = only.includes(field) ? 'parquet' : parquet_type === null ? 'text' : 'parquet;text'
      const column = [table, name, type, parquet_type, is_nullable, where, meaning, unit]
      if (codes.length === 0) return [[...column, null, null]]
      return codes.map(({ code, label }) => [...column, code, label])
    })
  })
  const pieces: string[] = []
  for await (const piece of writeCsv(header, [rows])) pieces.push(piece)
  return Buffer.from(pieces.join(''))
}
