import { DuckDBDateValue, DuckDBInstance, type DuckDBPreparedStatement } from '@duckdb/node-api'
import type { Bindable } from './release-set.ts'

/** Opens an in-memory DuckDB to write snapshot files: 300 MB of memory, spills into `spillFolder`, which it owns. */
export async function openWorkbench(spillFolder: string): Promise<DuckDBInstance> {
  return DuckDBInstance.create(':memory:', { memory_limit: '300MB', temp_directory: spillFolder })
}

/** An identifier, quoted for SQL. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Binds each value as the narrowest type: a whole number bound as DOUBLE would be compared as DOUBLE. */
export function bindAll(statement: DuckDBPreparedStatement, parameters: readonly Bindable[]): void {
  for (const [position, value] of parameters.entries()) {
    const index = position + 1
    if (value === null) statement.bindNull(index)
    else if (typeof value === 'string') statement.bindVarchar(index, value)
    else if (typeof value === 'boolean') statement.bindBoolean(index, value)
    else if (!Number.isSafeInteger(value)) statement.bindDouble(index, value)
    else if (Math.abs(value) < 2 ** 31) statement.bindInteger(index, value)
    else statement.bindBigInt(index, BigInt(value))
  }
}

/** Converts a DuckDB value to JavaScript: a BIGINT to a number where it is a safe integer, a DATE to `YYYY-MM-DD`. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint')
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value !== null && typeof value === 'object' && 'toDouble' in value)
    return (value as { toDouble(): number }).toDouble()
  return value
}
