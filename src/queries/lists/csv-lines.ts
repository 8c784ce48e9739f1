import type { ReleaseEntry } from '../../snapshot/card.ts'
import { grainOf } from '../../snapshot/columns.ts'
import { quotedName } from '../../snapshot/duckdb.ts'
import { quoted } from '../../snapshot/sql/literals.ts'
import { csvLine, type WireValue, wireSql } from '../../snapshot/sql/record-cells.ts'
import { raw, statementOf } from '../../snapshot/sql/sql.ts'
import { presences } from '../../vocabulary/records/field.ts'
import { type RecordField, wireFields } from '../../vocabulary/records/record.ts'
import type { CsvLinesAsked } from '../../vocabulary/results/table-lines.ts'
import { stretchSql } from './in-order.ts'
import type { ListTable, Place, Walk } from './list-table.ts'
import { stretchesFrom } from './stretches.ts'

/**
 * The lines of CSV after a place of a list, as the snapshot writes them, stretch after stretch: in the order of the list, with the
 * bytes that its rows would have.
 */
export async function* listLines(walk: Walk, from: Place, asked: CsvLinesAsked): AsyncGenerator<Buffer> {
  const { set, list, release, question } = walk
  const line = raw(csvLine(valuesOf(list, release, asked), asked.delimiter))
  for await (const stretch of stretchesFrom(walk, from)) {
    const { text, values } = statementOf(stretchSql(list, question, stretch, line))
    yield* set.streamBytes(text, values)
  }
}

/** The values of the columns that are asked for. */
function valuesOf(list: ListTable, release: ReleaseEntry, { columns, same }: CsvLinesAsked): WireValue[] {
  const fields = new Map<string, RecordField>(
    wireFields(grainOf(list.name)).map(field => [field.name, field])
  )
  const words = release.stored?.words[list.name]
  return columns.map(name => {
    const field = fields.get(name)
    if (Object.hasOwn(same, name) || field === undefined) return constant(same[name])
    const isStored = presences[field.presence].column !== 'none'
    return {
      type: field.type,
      sql: wireSql(field, release, isStored ? quotedName(name) : undefined),
      words: isStored ? words?.get(name) : undefined
    }
  })
}

const constant = (value: unknown): WireValue =>
  value === undefined || value === null
    ? { type: 'text', sql: 'null::varchar' }
    : { type: typeof value === 'string' ? 'text' : 'number', sql: quoted(String(value)) }
