import type { DuckDBConnection } from '@duckdb/node-api'
import { type ReleaseCard, type SnapshotTable, type Stored, snapshotTables } from './card.ts'
import { quoted } from './duckdb.ts'

const tables: readonly string[] = Object.values(snapshotTables)

/** Asks an attached release what it holds. */
export async function storedIn(
  connection: DuckDBConnection,
  { release_id }: Pick<ReleaseCard, 'release_id'>
): Promise<Stored> {
  const here = `database_name = ${quoted(`r${release_id}`)}`
  const types = await connection.run(
    `select type_name, labels from duckdb_types() where ${here} and labels is not null`
  )
  const named = await connection.run(`select table_name from duckdb_tables() where ${here}`)
  const names = ((await named.getColumnsJson())[0] ?? []) as string[]
  return {
    words: wordsOf((await types.getColumnsJson()) as [string[], string[][]]),
    summaries: new Set(names.filter(name => !tables.includes(name)))
  }
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
