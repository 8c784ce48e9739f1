import type { DuckDBConnection } from '@duckdb/node-api'
import { comparedFields, type RecordField, recordKeys } from '../../vocabulary/records/record.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import type { SnapshotTable } from '../card.ts'
import { grainOf } from '../columns.ts'
import { plain, quotedName } from '../duckdb.ts'
import { quoted } from '../sql/literals.ts'

/** The Parquet files of one table in two releases; a release without one has no such records. */
export interface ComparedFiles {
  table: SnapshotTable
  before?: string | undefined
  after?: string | undefined
}

/** One table of two releases, ready to be compared: `rows_of.before` and `rows_of.after` are SQL to select from. */
export interface Sides {
  grain: Grain
  /** The column of the key. */
  id: string
  /** The fields that are compared: those of which both files have a column. */
  fields: readonly RecordField<string>[]
  not_compared: string[]
  rows_of: Record<Side, string | undefined>
  /** The columns of either file. */
  columns: Record<Side, ReadonlySet<string>>
}
export type Side = 'before' | 'after'
export const bothSides = ['before', 'after'] as const satisfies readonly Side[]

/** Looks at the columns of both files. A field that one was written without is not compared: no publisher changed it. */
export async function sidesOf(connection: DuckDBConnection, files: ComparedFiles): Promise<Sides> {
  const grain = grainOf(files.table)
  const rows_of = { before: parquet(files.before), after: parquet(files.after) }
  const columns = {
    before: await columnsIn(connection, rows_of.before),
    after: await columnsIn(connection, rows_of.after)
  }
  const known: readonly RecordField<string>[] = comparedFields(grain)
  const present = bothSides.filter(side => rows_of[side] !== undefined).map(side => columns[side])
  const [fields, others] = [
    known.filter(({ name }) => present.every(names => names.has(name))),
    known.filter(
      ({ name }) => present.some(names => names.has(name)) && !present.every(names => names.has(name))
    )
  ]
  const not_compared = others.map(({ name }) => name)
  return { grain, id: recordKeys[grain].id, fields, not_compared, rows_of, columns }
}

const parquet = (file: string | undefined): string | undefined =>
  file === undefined ? undefined : `read_parquet(${quoted(file)})`

async function columnsIn(
  connection: DuckDBConnection,
  from: string | undefined
): Promise<ReadonlySet<string>> {
  if (from === undefined) return new Set()
  return new Set((await connection.run(`select * from ${from} limit 0`)).columnNames())
}

/**
 * Tables `before_h` and `after_h` with the key of each record and a hash of its compared fields: sixteen bytes a record, which
 * stand on disk, so that the memory of what follows does not depend on how wide records are.
 */
export async function hashSides(connection: DuckDBConnection, { id, fields, rows_of }: Sides): Promise<void> {
  const hashed = fields.map(({ name }) => quotedName(name)).join(', ')
  for (const side of bothSides) {
    await connection.run(`create or replace table ${side}_h (id bigint, h ubigint)`)
    if (rows_of[side] === undefined) continue
    await connection.run(
      `insert into ${side}_h select ${quotedName(id)}, hash(${hashed}) from ${rows_of[side]}`
    )
  }
}

/** The one number that a statement gives. */
export async function oneNumber(connection: DuckDBConnection, text: string): Promise<number> {
  return Number(plain((await (await connection.run(text)).getColumns())[0]?.[0]))
}

/** The rows that a statement gives, with numbers and texts as JavaScript has them. */
export async function resultRows<Row>(connection: DuckDBConnection, text: string): Promise<Row[]> {
  const rows = await (await connection.run(text)).getRowObjects()
  return rows.map(
    row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])) as Row
  )
}
