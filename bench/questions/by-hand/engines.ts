import { availableParallelism } from 'node:os'
import { DuckDBInstance } from '@duckdb/node-api'
import type pg from 'pg'
import { copyRows } from './rows.ts'

/** A database with the rows of a release, which is asked by hand. */
export interface Engine {
  name: string
  rows(sql: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** The service's own tables in Postgres, with the indexes that they have. */
export async function rowsInPostgres(pool: pg.Pool): Promise<Engine> {
  const client = await pool.connect()
  return {
    name: 'Postgres',
    rows: async sql => (await client.query(sql)).rows,
    close: async () => client.release()
  }
}

/** A copy of these tables in a DuckDB file of its own, with as many threads as the service has, and as much memory as it wants. */
export async function rowsInDuckDB(pool: pg.Pool, file: string): Promise<Engine> {
  const client = await pool.connect()
  try {
    await copyRows(client, file)
  } finally {
    client.release()
  }
  const threads = availableParallelism()
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY', threads: String(threads) })
  const connection = await instance.connect()
  return {
    name: `DuckDB with ${threads} threads`,
    rows: async sql => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    close: async () => {
      connection.closeSync()
      instance.closeSync()
    }
  }
}
