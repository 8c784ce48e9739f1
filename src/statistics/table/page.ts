import { caseWaitingTimes } from '../../vocabulary/closed-lists.ts'
import { type CursorValue, damagedCursor } from '../../vocabulary/cursor.ts'
import { decisionStages } from '../../vocabulary/decision-stage.ts'
import { pathwayNodes } from '../kinds/pathways/graph.ts'

/** A column that rows are sorted by. */
export interface SortKey {
  name: string
  descending: boolean
}

/** The value of a row for a sort key, by the place of the key; null where the row has none. */
type ValueAt<Row> = (row: Row, place: number) => CursorValue

/** Words that are not sorted by their letters: stages are sorted as a procedure passes them, bands by their length. */
const orders: Readonly<Record<string, readonly string[]>> = {
  decision_stage: decisionStages,
  waiting_time: caseWaitingTimes,
  from: pathwayNodes,
  to: pathwayNodes
}
const places = new Map(
  Object.entries(orders).map(([name, words]) => [name, new Map(words.map((word, place) => [word, place]))])
)

/** Order of two words of a column; one that the order does not know comes last. */
export function compareWords(name: string, a: string, b: string): number {
  const known = places.get(name)
  if (known) return (known.get(a) ?? known.size) - (known.get(b) ?? known.size)
  return a < b ? -1 : a > b ? 1 : 0
}

/** The order of an answer: the requested sort keys, then all others of `rest`, so that each row has one place. */
export function orderOf(sort: readonly string[] = [], rest: readonly string[]): SortKey[] {
  const requested = sort.map(text => ({ name: text.replace(/^-/, ''), descending: text.startsWith('-') }))
  const others = rest.filter(name => requested.every(key => key.name !== name))
  return [...requested, ...others.map(name => ({ name, descending: false }))]
}

/**
 * One page of the rows in an order. Rows without a number come last, whichever way the order runs. `last`: the sort
 * keys of the last row, where another page follows. Throws invalid-cursor where `after` has not the types of the keys.
 */
export function pageOfRows<Row>(
  rows: readonly Row[],
  order: readonly SortKey[],
  valueAt: ValueAt<Row>,
  { after, limit }: { after?: readonly CursorValue[]; limit?: number }
): { rows: Row[]; last?: CursorValue[] } {
  // Counted cells arrive in the order of their groups, so sorting by these is fast.
  const sorted = [...rows].sort((a, b) => {
    for (let i = 0; i < order.length; i++) {
      const difference = compare(order[i] as SortKey, valueAt(a, i), valueAt(b, i))
      if (difference !== 0) return difference
    }
    return 0
  })
  const start = after ? startAfter(sorted, order, valueAt, after) : 0
  const end = Math.min(sorted.length, start + (limit ?? sorted.length))
  const last = sorted[end - 1]
  return {
    rows: sorted.slice(start, end),
    ...(last !== undefined && end > start && end < sorted.length
      ? { last: order.map((_, i) => valueAt(last, i)) }
      : {})
  }
}

function startAfter<Row>(
  sorted: readonly Row[],
  order: readonly SortKey[],
  valueAt: ValueAt<Row>,
  after: readonly CursorValue[]
): number {
  if (after.length !== order.length || order.some((_, i) => !isOfKey(after[i], i, sorted, valueAt)))
    throw damagedCursor()
  const found = sorted.findIndex(row => {
    for (const [i, key] of order.entries()) {
      const difference = compare(key, valueAt(row, i), after[i] as CursorValue)
      if (difference !== 0) return difference > 0
    }
    return false
  })
  return found < 0 ? sorted.length : found
}

/** Whether a value has the type that the rows have at a sort key. Each key can be null. */
function isOfKey<Row>(
  value: CursorValue | undefined,
  place: number,
  rows: readonly Row[],
  valueAt: ValueAt<Row>
): boolean {
  if (value === null) return true
  const row = rows.find(each => valueAt(each, place) !== null)
  return row === undefined || typeof valueAt(row, place) === typeof value
}

function compare({ name, descending }: SortKey, x: CursorValue, y: CursorValue): number {
  if (x === y) return 0
  if (x === null) return 1
  if (y === null) return -1
  const difference = typeof x === 'number' ? x - (y as number) : compareWords(name, String(x), String(y))
  return descending ? -difference : difference
}
