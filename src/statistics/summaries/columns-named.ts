import type { SnapshotTable } from '../../snapshot/card.ts'
import { columnsOf } from '../../snapshot/columns.ts'
import type { Sql } from '../sql-text.ts'

/** The columns of a table whose names stand in a piece of SQL, outside its texts: it asks for no others. */
export function columnsNamed(table: SnapshotTable, { text }: Sql): string[] {
  const words = new Set(text.replaceAll(/'[^']*'/g, '').match(/\w+/g))
  return columnsOf(table).flatMap(({ name }) => (words.has(name) ? [name] : []))
}
