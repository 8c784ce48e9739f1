import { type Column, getTableColumns } from 'drizzle-orm'
import type { ReleaseCard } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { Rollup } from '../../snapshot/rollup.ts'
import { wordedTable } from '../../snapshot/sql/enum-words.ts'
import { dayLiteral } from '../../snapshot/sql/literals.ts'
import { column, columnsIn, raw, type Sql, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { hasRollup } from '../../snapshot/stored.ts'
import { forSnapshot, type ListCondition } from './condition.ts'
import type { ListTable, PageQuestion } from './list-table.ts'

const nameOf = ({ name }: ListTable): string => `${name}_in_order`

/** The day of undated rows in the rollup. It is before all others, which is the order of lists. */
const undated = '0001-01-01'
const dayOf = ({ date }: ListTable): Sql => sql`coalesce(${column(date)}, ${dayLiteral(undated)})`

/**
 * A rollup for each list with `in_order`: the columns that pages are found by, sorted in the order of the list. The
 * rows after a place are adjacent, so any page is found after reading a few blocks.
 */
export const rollupsOfLists = ({ release_id, tables }: ReleaseCard, lists: readonly ListTable[]): Rollup[] =>
  lists.flatMap(list => {
    const { name, id, date, in_order } = list
    if (!in_order || tables[name] === undefined) return []
    const columns = raw([id, date, ...in_order].join(', '))
    const from = raw(`r${release_id}.${name}`)
    const rows = sql`select ${dayOf(list)} as day, ${columns} from ${from} order by day desc, ${raw(id)} desc`
    return [{ name: nameOf(list), ...statementOf(rows) }]
  })

/** The ids of a page, in order. */
export async function idsFrom(
  set: Pick<ReleaseSet, 'query'>,
  list: ListTable,
  question: PageQuestion
): Promise<string[]> {
  const { text, values } = statementOf(idsSql(list, question))
  return ((await set.query(text, values)).columns[0] ?? []).map(String)
}

/** The SQL of a page: from the sorted rollup where it has all columns that the SQL uses, else from the table. */
export function idsSql(list: ListTable, question: PageQuestion): Sql {
  const { release, by, limit } = question
  const id = column(list.id)
  const where = forSnapshot(soonestFirst(list, question.conditions), wordedTable(release, list.name))
  const isInOrder = by === 'date' && hasRollup(release.stored, nameOf(list), columnsIn(where, id))
  const day = isInOrder ? raw('day') : dayOf(list)
  const place = by === 'id' ? placeById(id, question) : placeByDay(id, day, question)
  const from = raw(`r${release.release_id}.${isInOrder ? nameOf(list) : list.name}`)
  return sql`select ${id}::varchar from ${from}
     where ${where} and ${place.after} order by ${place.order} limit ${raw(String(limit))}`
}

/**
 * Puts conditions on columns without nulls first. Such columns are read two or three times faster, and other columns
 * are then read only for rows that pass. A query without a matching row takes two thirds of the time.
 */
function soonestFirst({ table }: ListTable, conditions: readonly ListCondition[]): ListCondition[] {
  const columns: Record<string, Column> = getTableColumns(table)
  const isWhole = (condition: ListCondition) =>
    condition.kind === 'in' && columns[condition.column]?.notNull === true
  return [...conditions].sort((one, other) => Number(isWhole(other)) - Number(isWhole(one)))
}

interface PlaceSql {
  after: Sql
  order: Sql
}

/** The place by day and id. `day` is never null, so whole blocks are skipped where rows are sorted by it. */
function placeByDay(id: Sql, day: Sql, { after, descending }: PageQuestion): PlaceSql {
  const { less, way } = directionOf(descending)
  const order = sql`${day} ${way}, ${id} ${way}`
  if (!after) return { after: raw('true'), order }
  const last = after.date ?? undated
  return {
    after: sql`${day} ${less}= ${last}::date and (${day} ${less} ${last}::date or ${id} ${less} ${after.id}::bigint)`,
    order
  }
}

function placeById(id: Sql, { after, descending }: PageQuestion): PlaceSql {
  const { less, way } = directionOf(descending)
  return { after: after ? sql`${id} ${less} ${after.id}::bigint` : raw('true'), order: sql`${id} ${way}` }
}

const directionOf = (descending: boolean): { less: Sql; way: Sql } => ({
  less: raw(descending ? '<' : '>'),
  way: raw(descending ? 'desc' : 'asc')
})
