import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type ComparedSnapshots, listedColumns } from '../../../snapshot/differences/compare.ts'
import type { DifferenceCount } from '../../../vocabulary/release/difference.ts'
import type { FieldLedger } from '../../../vocabulary/release/field-ledger.ts'
import { transaction } from '../../client.ts'

/** Two releases of one series, by their ids. */
export interface ComparedPair {
  before_id: number
  after_id: number
}

const countColumns = ['record', 'difference', 'by', 'value', 'value_before', 'value_after', 'count'] as const

/** Keeps what two releases differ in, whole or not at all, in the place of what was kept of them before. */
export const keepDifference = (
  client: ClientBase,
  difference_id: number,
  pair: ComparedPair,
  compared: ComparedSnapshots
): Promise<void> => transaction(client, () => replaceDifference(client, difference_id, pair, compared))

/** The same in the transaction of the caller. */
export async function replaceDifference(
  client: ClientBase,
  difference_id: number,
  pair: ComparedPair,
  compared: ComparedSnapshots
): Promise<void> {
  await forgetDifferences(client, 'before_id = $1 and after_id = $2', [pair.before_id, pair.after_id])
  await client.query(
    `insert into release_differences (difference_id, before_id, after_id, state, is_listed, records)
     values ($1, $2, $3, 'ready', $4, $5)`,
    [
      ...[difference_id, pair.before_id, pair.after_id, compared.listed !== undefined],
      JSON.stringify(compared.records)
    ]
  )
  await keepCounts(client, difference_id, compared.counts)
  for (const file of compared.listed ?? []) await keepListed(client, file)
}

/** Notes that two releases could not be compared, with the reason for the operator. */
export async function noteFailure(client: ClientBase, pair: ComparedPair, failure: string): Promise<void> {
  await client.query(
    `insert into release_differences (before_id, after_id, state, failure, is_listed, records)
     values ($1, $2, 'failed', $3, false, '[]')
     on conflict (before_id, after_id) do update set state = 'failed', failure = excluded.failure`,
    [pair.before_id, pair.after_id, failure.slice(0, 1000)]
  )
}

async function keepCounts(
  client: ClientBase,
  difference_id: number,
  counts: readonly DifferenceCount[]
): Promise<void> {
  const columns = countColumns.map(name => `"${name}"`).join(', ')
  for (let at = 0; at < counts.length; at += 5000)
    await client.query(
      `insert into difference_counts (difference_id, position, ${columns})
       select $1, $2 + ordinality, ${columns}
       from rows from (json_to_recordset($3) as (record text, difference difference_kind, by difference_split, value text,
         value_before text, value_after text, count integer)) with ordinality
         as told (${columns}, ordinality)`,
      [difference_id, at, JSON.stringify(counts.slice(at, at + 5000))]
    )
}

/** The id of a difference that is going to be made: its files name it. */
export async function newDifferenceId(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence('release_differences', 'difference_id'))::int as id`
  )
  return rows[0]?.id as number
}

const keepListed = (client: ClientBase, file: string): Promise<void> =>
  pipeline(
    createReadStream(file),
    client.query(copyFrom(`copy difference_rows (${listedColumns.join(', ')}) from stdin (format csv)`))
  )

/** Keeps what the records of a release tell in each field. */
export async function keepLedger(
  client: ClientBase,
  release_id: number,
  ledger: readonly FieldLedger[]
): Promise<void> {
  await client.query('delete from release_fields where release_id = $1', [release_id])
  await client.query(
    `insert into release_fields
     select r.* from json_populate_recordset(null::release_fields, $1) r`,
    [JSON.stringify(ledger.map((field, i) => ({ release_id, position: i + 1, ...field })))]
  )
}

/** Deletes differences with their counts and rows, by a condition on release_differences. */
export async function forgetDifferences(client: ClientBase, where: string, values: unknown[]): Promise<void> {
  for (const table of ['difference_rows', 'difference_counts'])
    await client.query(
      `delete from ${table} where difference_id in (select difference_id from release_differences where ${where})`,
      values
    )
  await client.query(`delete from release_differences where ${where}`, values)
}

/** Deletes the list of what differs between a release and an earlier one; its counts stay. */
export async function forgetListed(client: ClientBase, after_id: number): Promise<void> {
  await client.query(
    'delete from difference_rows where difference_id in (select difference_id from release_differences where after_id = $1)',
    [after_id]
  )
  await client.query('update release_differences set is_listed = false where after_id = $1', [after_id])
}
