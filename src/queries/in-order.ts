import { type Column, getTableColumns } from 'drizzle-orm'
import type { ReleaseCard } from '../snapshot/card.ts'
import type { Bindable, ReleaseSet } from '../snapshot/release-set.ts'
import type { Summary } from '../snapshot/summary.ts'
import { type Condition, forSnapshot } from './condition.ts'
import { enumWords } from './enum-words.ts'
import type { ListTable, PageQuestion } from './list-table.ts'

const nameOf = ({ name }: ListTable): string => `${name}_in_order`

/** The day of rows without one: before all others, as a list has it. */
const undated = '0001-01-01'
const dayOf = ({ date }: ListTable): string => `coalesce(${date}, date '${undated}')`

/**
 * The columns of a list that pages are found by, in the order of the list: the rows after a place stand together, and
 * a page is found after a few blocks of them, wherever it is.
 */
export const summariesOfLists = (
  { release_id, tables }: ReleaseCard,
  lists: readonly ListTable[]
): Summary[] =>
  lists.flatMap(list => {
    const { name, id, date, in_order } = list
    if (!in_order || tables[name] === undefined) return []
    const columns = [id, date, ...in_order].join(', ')
    const text = `select ${dayOf(list)} as day, ${columns} from r${release_id}.${name} order by day desc, ${id} desc`
    return [{ name: nameOf(list), text, values: [] }]
  })

/** The ids of a page, in order. */
export async function idsFrom(
  set: Pick<ReleaseSet, 'query'>,
  list: ListTable,
  question: PageQuestion
): Promise<string[]> {
  const { release_id, stored } = question.release
  const conditions = soonestFirst(list, question.conditions)
  const { text, parameters } = forSnapshot(conditions, enumWords(question.release, list.name))
  const isInOrder =
    question.by === 'date' && stored?.summaries.has(nameOf(list)) && hasColumns(list, question.conditions)
  const day = isInOrder ? 'day' : dayOf(list)
  const place = question.by === 'id' ? placeById(list, question) : placeByDay(list, day, question)
  const found = await set.query(
    `select ${list.id}::varchar from r${release_id}.${isInOrder ? nameOf(list) : list.name}
     where ${text} and ${place.text} order by ${place.order} limit ${question.limit}`,
    [...parameters, ...place.parameters]
  )
  return (found.columns[0] ?? []).map(String)
}

/**
 * Columns that every row has are read two or three times faster than others, which then are read only where those let a
 * row pass: that no row has all that is asked is found out in two thirds of the time.
 */
function soonestFirst({ table }: ListTable, conditions: readonly Condition[]): Condition[] {
  const columns: Record<string, Column> = getTableColumns(table)
  const isWhole = (condition: Condition) =>
    condition.kind === 'in' && columns[condition.column]?.notNull === true
  return [...conditions].sort((one, other) => Number(isWhole(other)) - Number(isWhole(one)))
}

/** Whether all columns that conditions name are there. */
function hasColumns({ id, date, in_order = [] }: ListTable, conditions: readonly Condition[]): boolean {
  const columns = new Set([id, date, ...in_order])
  return conditions.every(
    condition =>
      condition.kind !== 'inside' &&
      columns.has(condition.column) &&
      (condition.kind !== 'to' || condition.precision === undefined || columns.has(condition.precision))
  )
}

interface PlaceText {
  text: string
  order: string
  parameters: Bindable[]
}

/** By a day that each row has: where rows are in its order, whole blocks are passed over. */
function placeByDay({ id }: ListTable, day: string, { after, descending }: PageQuestion): PlaceText {
  const [less, way] = descending ? ['<', 'desc'] : ['>', 'asc']
  const order = `${day} ${way}, ${id} ${way}`
  if (!after) return { text: 'true', order, parameters: [] }
  const last = after.date ?? undated
  return {
    text: `${day} ${less}= ?::date and (${day} ${less} ?::date or ${id} ${less} ?::bigint)`,
    order,
    parameters: [last, last, after.id]
  }
}

function placeById({ id }: ListTable, { after, descending }: PageQuestion): PlaceText {
  const [less, way] = descending ? ['<', 'desc'] : ['>', 'asc']
  return {
    text: after ? `${id} ${less} ?::bigint` : 'true',
    order: `${id} ${way}`,
    parameters: after ? [after.id] : []
  }
}
