import type { DuckDBConnection } from '@duckdb/node-api'
import { type ReleaseCard, type SnapshotTable, type Stored, snapshotTables } from './card.ts'
import { quoted } from './sql/literals.ts'

const tables: readonly string[] = Object.values(snapshotTables)

/** Reads the ENUM words and the rollups of an attached release. */
export async function storedIn(
  connection: DuckDBConnection,
  { release_id }: Pick<ReleaseCard, 'release_id'>
): Promise<Stored> {
  const here = `database_name = ${quoted(`r${release_id}`)}`
  const types = await connection.run(
    `select type_name, labels from duckdb_types() where ${here} and labels is not null`
  )
  const columns = await connection.run(
    `select table_name, list(column_name) from duckdb_columns() where ${here} group by 1`
  )
  const [names = [], lists = []] = (await columns.getColumnsJson()) as [string[]?, string[][]?]
  return {
    words: wordsOf((await types.getColumnsJson()) as [string[], string[][]]),
    rollups: new Map(
      names.flatMap((name, i) => (tables.includes(name) ? [] : [[name, new Set(lists[i])] as const]))
    )
  }
}

/** Whether a release's file has this rollup, with all of these columns. */
export function hasRollup(stored: Stored | undefined, rollup: string, columns: Iterable<string>): boolean {
  const there = stored?.rollups.get(rollup)
  if (there === undefined) return false
  for (const name of columns) if (!there.has(name)) return false
  return true
}

/** An ENUM is named `<table>_<column>`: see materialise. */
function wordsOf([types, labels]: [string[], string[][]]): Stored['words'] {
  const found: Partial<Record<SnapshotTable, Map<string, string[]>>> = {}
  for (const [i, type] of types.entries()) {
    const table = (tables as SnapshotTable[]).find(each => type.startsWith(`${each}_`))
    if (table === undefined) continue
    const words = found[table] ?? new Map<string, string[]>()
    found[table] = words.set(type.slice(table.length + 1), labels[i] ?? [])
  }
  return found
}
