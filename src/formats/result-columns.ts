import { flatHeader, flatRows, shownColumnsOf } from '../vocabulary/results/result-rows.ts'
import type { NumberKind, ResultTable } from '../vocabulary/results/result-table.ts'
import type { TableColumn, ValueType } from '../vocabulary/results/table-column.ts'
import type { RecordTable } from './format.ts'

const numberTypes: Record<NumberKind, ValueType> = { count: 'integer', days: 'integer', share: 'number' }

/** A result as rows: dimensions, each measure with its flags, then the columns that are the same on each row. */
export function resultAsTable(result: ResultTable): RecordTable {
  const numbers = new Map(shownColumnsOf(result).map(({ name, kind }) => [name, numberTypes[kind]]))
  const typeOf = (name: string): ValueType =>
    numbers.get(name) ?? (name.endsWith('_flags') ? 'list' : name === 'synthetic' ? 'boolean' : 'text')
  return {
    columns: flatHeader(result).map((name): TableColumn => ({ name, type: typeOf(name) })),
    batches: flatRows(result)
  }
}
