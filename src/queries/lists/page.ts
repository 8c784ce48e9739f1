import { type AnyColumn, getTableColumns, type SQL, sql, type Table } from 'drizzle-orm'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { type RecordStore, runNamed } from '../statement.ts'
import { forPostgres } from './condition.ts'
import { idsFrom } from './in-order.ts'
import type { ListTable, PageQuestion, Place } from './list-table.ts'

export type Store = 'postgres' | 'snapshot'

/**
 * Which store finds a page: Postgres where an index gives the rows in order and no condition filters them; else the
 * snapshot, which has large lists sorted and reads a whole column in milliseconds.
 */
export function storeOf({ indexed_by_date }: ListTable, { by, conditions }: PageQuestion): Store {
  // `absent` does not count: its column is null in nearly every row, so hardly any row is skipped.
  const isFiltered = conditions.some(({ kind }) => kind !== 'absent')
  return !isFiltered && (by === 'id' || indexed_by_date) ? 'postgres' : 'snapshot'
}

/** Parameters that narrow no list: which release, which page of it, and how it is written. */
const widths = new Set(
  'source series release as_of sort limit cursor fields lang labels format include_duplicates'.split(' ')
)

/** The same by the parameters as they were given, before they are checked: whether a list asks the release set. */
export function asksSet({ id, indexed_by_date }: ListTable, given: Record<string, unknown>): boolean {
  const isById = given.sort === id || given.sort === `-${id}`
  return !(indexed_by_date || isById) || Object.keys(given).some(name => !widths.has(name))
}

/**
 * The rows after a place, at most `limit`, in order. Dates come descending with the undated last, or ascending
 * with the undated first: one is the reverse of the other. Both stores give the same rows.
 */
export async function pageOf<Row extends object>(
  database: RecordStore,
  set: Pick<ReleaseSet, 'query'>,
  list: ListTable,
  question: PageQuestion,
  store: Store = storeOf(list, question)
): Promise<Row[]> {
  if (store === 'snapshot')
    return rowsByKey(database, list, question.release.release_id, await idsFrom(set, list, question))
  if (question.by === 'id') return segment(database, list, question, 'all', question.after)
  const order = question.descending ? (['dated', 'undated'] as const) : (['undated', 'dated'] as const)
  const rows: Row[] = []
  for (const part of order) {
    const { after } = question
    const inPart = after && (after.date === null ? 'undated' : 'dated') === part
    if (after && !inPart && part === order[0]) continue
    const wanted = { ...question, limit: question.limit - rows.length }
    if (wanted.limit > 0)
      rows.push(...(await segment<Row>(database, list, wanted, part, inPart ? after : undefined)))
  }
  return rows
}

/** Rows with a date, rows without, or all, in the order of an index. Runs as a named statement, one for each form. */
async function segment<Row extends object>(
  database: RecordStore,
  list: ListTable,
  question: PageQuestion,
  part: 'dated' | 'undated' | 'all',
  after: Place | undefined
): Promise<Row[]> {
  const columns = columnsOf(list.table)
  const { date, id } = { date: columns[list.date] as AnyColumn, id: columns[list.id] as AnyColumn }
  const { descending } = question
  const way = sql.raw(descending ? '<' : '>')
  const conditions: SQL[] = [sql`${columns.release_id} = ${question.release.release_id}`]
  if (part !== 'all') conditions.push(part === 'dated' ? sql`${date} is not null` : sql`${date} is null`)
  if (after && part === 'dated')
    conditions.push(
      sql`(${date} ${way}= ${after.date} and (${date} ${way} ${after.date} or ${id} ${way} ${after.id}))`
    )
  else if (after) conditions.push(sql`${id} ${way} ${after.id}`)
  conditions.push(...question.conditions.map(condition => forPostgres(condition, columns)))
  const direction = sql.raw(descending ? 'desc nulls last' : 'asc nulls first')
  const order =
    part === 'all'
      ? [sql`${id} ${sql.raw(descending ? 'desc' : 'asc')}`]
      : [sql`${date} ${direction}`, sql`${id} ${direction}`]
  return runNamed<Row>(
    database,
    database.db
      .select()
      .from(list.table)
      .where(sql.join(conditions, sql` and `))
      .orderBy(...order)
      .limit(question.limit)
  )
}

const columnsOf = (table: Table): Record<string, AnyColumn> => getTableColumns(table)

/** Rows of these ids, in the order of the ids. */
async function rowsByKey<Row extends object>(
  database: RecordStore,
  list: ListTable,
  release_id: number,
  ids: readonly string[]
): Promise<Row[]> {
  if (ids.length === 0) return []
  const columns = columnsOf(list.table)
  const id = columns[list.id] as AnyColumn
  const found = await runNamed<Row>(
    database,
    database.db
      .select()
      .from(list.table)
      .where(sql`${columns.release_id} = ${release_id} and ${id} = any(${sql.param([...ids])}::bigint[])`)
  )
  const byId = new Map(found.map(row => [String((row as Record<string, unknown>)[list.id]), row]))
  return ids.flatMap(each => byId.get(each) ?? [])
}
