import type { DuckDBConnection } from '@duckdb/node-api'
import type { Asker, QueueLane } from './asker.ts'

/** Rows that a cheap statement reads at most: some ten milliseconds of a processor. */
const costlyRows = 500_000
/** Milliseconds of queries after which a request that goes on asking is costly, however little it reads at a time. */
const costlyMs = 100

/** The rows of each table and rollup of an instance, by its name in SQL, such as `r12.decisions`. */
export type TableSizes = ReadonlyMap<string, number>

/** Reads the sizes from the catalogue of the attached files, without reading a row. */
export async function tableSizes(connection: DuckDBConnection): Promise<TableSizes> {
  const found = await connection.run(
    `select database_name || '.' || table_name, cast(estimated_size as double) from duckdb_tables() where database_name ~ '^r[0-9]+$'`
  )
  const [names = [], sizes = []] = (await found.getColumns()) as [string[]?, number[]?]
  return new Map(names.map((name, i) => [name, sizes[i] ?? 0]))
}

/** The rows of all tables that a statement names, once for each time that it names them. */
export const rowsRead = (sql: string, sizes: TableSizes): number =>
  (sql.match(/\br\d+\.\w+/g) ?? []).reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0)

/** The lane in which a statement waits: by what it reads, and what its request has cost already. */
export const laneOf = (sql: string, sizes: TableSizes, { spent }: Pick<Asker, 'spent'>): QueueLane =>
  spent > costlyMs || rowsRead(sql, sizes) > costlyRows ? 'costly' : 'short'
