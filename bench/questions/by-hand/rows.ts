import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** The tables of the records of cases. */
const tables = ['cases', 'decisions'] as const

/**
 * Copies the rows of these tables from Postgres into a DuckDB file, as they come, each column under its name and in the type
 * that DuckDB has for it. The file must not be there; its folder is made.
 */
export async function copyRows(client: pg.ClientBase, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  try {
    for (const table of tables) await copyTable(client, connection, table, `${file}.csv`)
    await connection.run('checkpoint')
  } finally {
    connection.closeSync()
    instance.closeSync()
    await rm(`${file}.csv`, { force: true })
  }
}

async function copyTable(
  client: pg.ClientBase,
  connection: DuckDBConnection,
  table: string,
  csv: string
): Promise<void> {
  const { rows: columns } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table]
  )
  const isList = (type: string) => type.endsWith('[]')
  const sent = columns.map(({ name, type }) =>
    isList(type) ? `translate(${name}::text, '{}', '[]') as ${name}` : name
  )
  const copy = client.query(copyTo(`copy (select ${sent.join(', ')} from ${table}) to stdout (format csv)`))
  await pipeline(copy, createWriteStream(csv))
  const read = columns.map(({ name, type }) => `'${name}': '${plainTypes.includes(type) ? type : 'varchar'}'`)
  const kept = columns.map(({ name, type }) =>
    isList(type) ? `cast(${name} as varchar[]) as ${name}` : name
  )
  await connection.run(`create table ${table} as select ${kept.join(', ')} from read_csv('${csv}',
    header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
    columns = {${read.join(', ')}})`)
}

/** Types of the same name and meaning in both. All others are text. */
const plainTypes = ['integer', 'bigint', 'boolean', 'date']
