import { getTableName } from 'drizzle-orm'
import pg from 'pg'
import { grainOf } from '../../snapshot/columns.ts'
import { column, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { stretchSql } from './in-order.ts'
import type { Stretch, Walk } from './list-table.ts'

/**
 * The ids of records of a stretch that are in the release set and no longer in the database, which has forgotten the records of a
 * case as soon as its removal is through (docs/rules/removals.md): a node needs its time for new files. They are looked for only
 * where the kept file of the table is not the one that the set was made from. Throws where none is kept any more: a list that has
 * begun is cut, and does not end as if it were whole.
 */
export async function removedFrom(walk: Walk, stretch: Stretch): Promise<readonly string[]> {
  const { database, set, list, release, question } = walk
  const { rows: kept } = await database.pool.query<{ sha256: string }>({
    name: 'list_of_kept_file',
    text: 'select sha256 from snapshot_files where release_id = $1 and name = $2 and chunk = 0',
    values: [release.release_id, `${grainOf(list.name)}.parquet`]
  })
  if (!kept[0]) throw new Error(`the records of ${release.source} ${release.release} are not kept any more`)
  if (kept[0].sha256 === release.tables[list.name]?.sha256) return []
  const { text, values } = statementOf(stretchSql(list, question, stretch, sql`${column(list.id)}::varchar`))
  const ids = (await set.query(text, values)).columns[0] ?? []
  const { escapeIdentifier: named } = pg
  const { rows } = await database.pool.query<{ id: string }>(
    `select asked.id::text from unnest($1::bigint[]) as asked (id) where not exists
       (select from ${named(getTableName(list.table))} t where t.release_id = $2 and t.${named(list.id)} = asked.id)`,
    [ids, release.release_id]
  )
  return rows.map(({ id }) => id)
}
