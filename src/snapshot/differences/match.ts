import type { DuckDBConnection } from '@duckdb/node-api'
import { oneNumber } from './sides.ts'

/** Records of both sides that are matched at once: a hash join of so many takes some tens of megabytes. */
const atOnce = 4_000_000

/** In how many parts the rows of `before_h` and `after_h` are matched, each by itself. */
export async function matchingParts(connection: DuckDBConnection, most = atOnce): Promise<number> {
  const rows = await oneNumber(
    connection,
    'select (select count(*) from before_h) + (select count(*) from after_h)'
  )
  return Math.max(1, Math.ceil(rows / most))
}

/**
 * Fills the table `differing` (difference, id, former_id) from `before_h` and `after_h`: the records that are not the same on both
 * sides under the same key. Of a vanished record `id` is the key before.
 */
export async function matchByKey(connection: DuckDBConnection, parts: number): Promise<void> {
  await connection.run('create or replace table found (difference varchar, id bigint)')
  for (let part = 0; part < parts; part++)
    await connection.run(
      `insert into found
       select case when b.id is null then 'added' when a.id is null then 'vanished' else 'changed' end, coalesce(a.id, b.id)
       from (${partOf('before_h', 'hash(id)', part, parts)}) b
       full join (${partOf('after_h', 'hash(id)', part, parts)}) a on a.id = b.id
       where a.h is distinct from b.h or a.id is null or b.id is null`
    )
  await findRekeyed(connection, parts)
  await connection.run(
    `create or replace table differing as
     select difference, id, null::bigint as former_id from found
     where not (difference = 'vanished' and id in (select former_id from pairs))
       and not (difference = 'added' and id in (select id from pairs))
     union all select 'rekeyed', id, former_id from pairs`
  )
}

const partOf = (table: string, number: string, part: number, parts: number): string =>
  `select * from ${table}${parts === 1 ? '' : ` where ${number} % ${parts} = ${part}`}`

/**
 * Fills `pairs` with vanished and added records that are alike in every compared field and are so in neither release with any
 * other record: a pair is found one to one, or not at all (docs/rules/differences.md §2).
 */
async function findRekeyed(connection: DuckDBConnection, parts: number): Promise<void> {
  await connection.run('create or replace table pairs (former_id bigint, id bigint)')
  const hashes = (side: string, difference: string) =>
    `select id, h from ${side} where id in (select id from found where difference = '${difference}')`
  await connection.run(`create or replace table gone as ${hashes('before_h', 'vanished')}`)
  await connection.run(`create or replace table come as ${hashes('after_h', 'added')}`)
  for (let part = 0; part < parts; part++) {
    const once = (table: string, more = '') =>
      `select h, any_value(id) as id from (${partOf(table, 'h', part, parts)}) ${more} group by h having count(*) = 1`
    await connection.run(
      `create or replace table alike as
       select gone.h, gone.id as former_id, come.id from (${once('gone')}) gone join (${once('come')}) come using (h)`
    )
    const among = 'where h in (select h from alike)'
    await connection.run(
      `insert into pairs select former_id, alike.id from alike
       join (${once('before_h', among)}) b using (h) join (${once('after_h', among)}) a using (h)`
    )
  }
}

/**
 * Fills `differing` for records whose keys hold inside one release only: of each content, so many vanished or were added as one
 * release has more of it than the other. No record is known to be another's later state, so none changed.
 */
export async function matchByContent(connection: DuckDBConnection, parts: number): Promise<void> {
  await connection.run('create or replace table differing (difference varchar, id bigint, former_id bigint)')
  for (let part = 0; part < parts; part++) {
    const numbered = (table: string) =>
      `select id, h, row_number() over (partition by h order by id) as n from (${partOf(table, 'h', part, parts)})`
    await connection.run(
      `insert into differing
       select case when b.id is null then 'added' else 'vanished' end, coalesce(a.id, b.id), null
       from (${numbered('before_h')}) b full join (${numbered('after_h')}) a on a.h = b.h and a.n = b.n
       where a.id is null or b.id is null`
    )
  }
}
