import {
  DuckDBBooleanVector,
  type DuckDBDataChunk,
  DuckDBEnum8Vector,
  DuckDBEnum16Vector,
  DuckDBIntegerVector,
  DuckDBVarCharVector,
  type DuckDBVector
} from '@duckdb/node-api'
import { plain } from './duckdb.ts'

/** Vectors whose values are JavaScript's own as they come. */
const plainVectors = [
  DuckDBIntegerVector,
  DuckDBEnum8Vector,
  DuckDBEnum16Vector,
  DuckDBVarCharVector,
  DuckDBBooleanVector
]

/**
 * The values of a result by column: numbers, texts, booleans, days as texts, null. Whole numbers without
 * null are read some ten times faster than texts and than columns with nulls.
 */
export function readColumns(chunks: readonly DuckDBDataChunk[], count: number): unknown[][] {
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0)
  const columns = Array.from({ length: count }, () => new Array<unknown>(rows))
  let at = 0
  for (const chunk of chunks) {
    for (const [i, column] of columns.entries()) fill(column, at, chunk.getColumnVector(i))
    at += chunk.rowCount
  }
  return columns
}

function fill(column: unknown[], at: number, vector: DuckDBVector): void {
  const { itemCount } = vector
  if (plainVectors.some(kind => vector instanceof kind))
    for (let i = 0; i < itemCount; i++) column[at + i] = vector.getItem(i)
  else for (let i = 0; i < itemCount; i++) column[at + i] = plain(vector.getItem(i))
}
