import { type Column, getTableColumns } from 'drizzle-orm'
import type { ReleaseCard } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { Rollup } from '../../snapshot/rollup.ts'
import { wordedTable } from '../../snapshot/sql/enum-words.ts'
import { dayLiteral } from '../../snapshot/sql/literals.ts'
import { column, columnsIn, join, raw, type Sql, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { hasRollup } from '../../snapshot/stored.ts'
import { forSnapshot, type ListCondition } from './condition.ts'
import type { ListTable, PageQuestion, Place, Stretch } from './list-table.ts'

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
export const idsSql = (list: ListTable, question: PageQuestion): Sql =>
  keysSql(list, question, sql`${column(list.id)}::varchar`)

/** What is asked of the rows of a page in order, of which only what rows are found by is read. */
function keysSql(list: ListTable, question: PageQuestion, asked: Sql): Sql {
  const { release, by, limit } = question
  const id = column(list.id)
  const where = whereOf(list, question)
  const isInOrder = by === 'date' && hasRollup(release.stored, nameOf(list), columnsIn(where, id))
  const day = isInOrder ? raw('day') : dayOf(list)
  const place = by === 'id' ? placeById(id, question) : placeByDay(id, day, question)
  const from = raw(`r${release.release_id}.${isInOrder ? nameOf(list) : list.name}`)
  return sql`select ${asked} from ${from}
     where ${where} and ${place.after} order by ${place.order} limit ${raw(String(limit))}`
}

const whereOf = (list: ListTable, { release, conditions }: PageQuestion): Sql =>
  forSnapshot(soonestFirst(list, conditions), wordedTable(release, list.name))

/** The places of every so manieth of the next rows, at most `question.limit` of which are looked at. */
export async function placesEvery(
  set: Pick<ReleaseSet, 'query'>,
  list: ListTable,
  question: PageQuestion,
  every: number
): Promise<Place[]> {
  const [id, { by, descending }] = [column(list.id), question]
  const { way } = directionOf(descending)
  const day = sql`${by === 'id' ? raw('null') : dayOf(list)}`
  const keys = keysSql(list, question, sql`${id} as id, ${day} as day`)
  const { text, values } = statementOf(
    sql`select id::varchar, day::varchar from (select id, day, row_number() over (order by day ${way}, id ${way}) as place
     from (${keys})) where place % ${raw(String(every))} = 0 order by place`
  )
  const [ids = [], days = []] = (await set.query(text, values)).columns as [string[]?, (string | null)[]?]
  return ids.map((id, i) =>
    by === 'id' ? { id } : { id, date: days[i] === undated ? null : (days[i] ?? null) }
  )
}

/** What is asked of each row of a stretch, in order. */
export function stretchSql(
  list: ListTable,
  question: PageQuestion,
  { after, until, removed = [] }: Stretch,
  asked: Sql
): Sql {
  const { by, descending, release } = question
  const [id, day] = [column(list.id), dayOf(list)]
  const placeOf = (place: Place, isDescending = descending) => {
    const from = { ...question, after: place, descending: isDescending }
    return by === 'id' ? placeById(id, from) : placeByDay(id, day, from)
  }
  const { after: isAfter, order } = placeOf(after)
  // Up to a place is what is not after it.
  const isUntil = until ? sql`not (${placeOf(until).after})` : raw('true')
  const isKept =
    removed.length === 0
      ? raw('true')
      : sql`${id} not in (${join(
          removed.map(each => sql`${each}::bigint`),
          ', '
        )})`
  const isNear = by === 'id' ? raw('true') : daysBetween(column(list.date), after, until)
  return sql`select ${asked} from (select * from ${raw(`r${release.release_id}.${list.name}`)}
     where ${isNear} and ${isAfter} and ${isUntil} and ${isKept} and ${whereOf(list, question)} order by ${order})`
}

/** What the days between two places have in common, on the column alone: by that, rows are skipped without being read. */
function daysBetween(date: Sql, { date: after }: Place, until: Place | undefined): Sql {
  if (until === undefined || after === undefined || until.date === undefined) return raw('true')
  if (after === null && until.date === null) return sql`${date} is null`
  if (after === null || until.date === null) return raw('true')
  const [from, to] = after < until.date ? [after, until.date] : [until.date, after]
  return sql`${date} between ${dayLiteral(from)} and ${dayLiteral(to)}`
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
