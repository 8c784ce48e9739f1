import type { ClientBase } from 'pg'
import type { Database } from '../../database/connect.ts'
import type { SnapshotTable } from '../../snapshot/card.ts'
import { openClient } from '../client.ts'
import { detachedName, doubles } from './detached.ts'
import { recordIds } from './rows.ts'

const uniqueViolation = '23505'

/** Memory for sorting, for each connection. More does not make it faster. */
const memory = '64MB'

/** One statement that builds a key or an index, or analyzes a table. */
interface Step {
  table: SnapshotTable
  sql: string
}

/**
 * Gives filled tables the keys and indexes of their parents, so that attaching them builds none. Uses two connections
 * at once, because each statement keeps one core busy. Throws ImportRefused for rows with the same key.
 */
export async function addKeys(
  database: Database,
  tables: SnapshotTable[],
  release_id: number
): Promise<void> {
  const clients = [await openClient(database), await openClient(database)] as const
  try {
    const [client] = clients
    const steps: Step[] = []
    for (const table of tables) steps.push(...(await stepsOf(client, table, release_id)))
    for (const table of tables) steps.push({ table, sql: `analyze ${detachedName(table, release_id)}` })
    const work = async (own: ClientBase) => {
      await own.query(`set maintenance_work_mem = '${memory}'; set max_parallel_maintenance_workers = 0`)
      for (let step = steps.shift(); step; step = steps.shift()) await build(own, step, release_id)
    }
    const giveUp = (error: unknown) => {
      steps.length = 0
      throw error
    }
    const done = await Promise.allSettled(clients.map(each => work(each).catch(giveUp)))
    for (const each of done) if (each.status === 'rejected') throw each.reason
    for (const table of tables) {
      const name = detachedName(table, release_id)
      // The unique index exists already: making it the key builds nothing.
      await client.query(`alter table ${name} add primary key using index ${name}_pkey`)
    }
  } finally {
    for (const client of clients) await client.end()
  }
}

async function stepsOf(client: ClientBase, table: SnapshotTable, release_id: number): Promise<Step[]> {
  const name = detachedName(table, release_id)
  const { rows } = await client.query<{ parent: string; definition: string }>(
    `select relname as parent, pg_get_indexdef(indexrelid) as definition
     from pg_index join pg_class on pg_class.oid = indexrelid
     where indrelid = $1::regclass and not indisprimary`,
    [table]
  )
  return [
    `create unique index ${name}_pkey on ${name} (release_id, ${recordIds[table]})`,
    ...rows.map(({ parent, definition }) => {
      const columns = definition.slice(definition.indexOf(' USING '))
      return `create index ${parent}_${release_id} on ${name}${columns}`
    })
  ].map(sql => ({ table, sql }))
}

async function build(client: ClientBase, { table, sql }: Step, release_id: number): Promise<void> {
  try {
    await client.query(sql)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === uniqueViolation)) throw error
    throw await doubles(client, table, release_id)
  }
}
