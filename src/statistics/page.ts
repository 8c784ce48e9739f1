import { type CursorValue, decodeCursor, encodeCursor } from '../vocabulary/cursor.ts'
import type { Dimension } from '../vocabulary/dimension.ts'
import type { Measure } from '../vocabulary/measure.ts'
import { nearest, Problem } from '../vocabulary/problem.ts'
import type { Cell } from './cells.ts'
import { releaseName } from './choose.ts'
import { compareValues } from './columns.ts'
import type { Plan } from './plan.ts'
import { identityOf } from './question.ts'

export interface Page {
  cells: Cell[]
  /** The cursor of the next page; null on the last. */
  next: string | null
}

interface SortKey {
  descending: boolean
  /** The place in the cell's key, or the measure. */
  by: number | Measure
}

/** One page of the cells in the order asked for; the groups in their order make each place unique. */
export function pageOf(cells: readonly Cell[], plan: Plan): Page {
  const { question, frame } = plan
  const order = sortKeys(plan)
  // Cells come in the order of their groups: sorted by these, they are soon found to be in order.
  const sorted = [...cells].sort((a, b) => {
    for (const key of order) {
      const difference = compare(sortValue(a, key), sortValue(b, key), key, frame.groups)
      if (difference !== 0) return difference
    }
    return 0
  })
  const start = question.cursor === undefined ? 0 : placeAfter(question.cursor, sorted, order, plan)
  const end = Math.min(sorted.length, start + (question.limit ?? sorted.length))
  const last = sorted[end - 1]
  return {
    cells: sorted.slice(start, end),
    next:
      last && end > start && end < sorted.length
        ? encodeCursor(keysOf(last, order), {
            query: identityOf(question),
            release: releaseName(frame.chosen.release)
          })
        : null
  }
}

function sortKeys({ question, frame, measures }: Plan): SortKey[] {
  const asked = (question.sort ?? []).map(text => {
    const name = text.replace(/^-/, '')
    const place = frame.groups.indexOf(name as Dimension)
    if (place < 0 && !measures.includes(name as Measure))
      throw notInAnswer(name, [...frame.groups, ...measures])
    return { descending: text.startsWith('-'), by: place < 0 ? (name as Measure) : place }
  })
  const named = new Set(asked.map(({ by }) => by))
  const rest = frame.groups.flatMap((_, place) =>
    named.has(place) ? [] : [{ descending: false, by: place }]
  )
  return [...asked, ...rest]
}

function notInAnswer(name: string, names: string[]): Problem {
  return new Problem(
    'unsupported-combination',
    `This answer has no ${name} to sort by. It has ${names.join(', ')}.`,
    [{ parameter: 'sort', code: 'unsupported-combination', did_you_mean: nearest(name, names) }]
  )
}

const sortValue = (cell: Cell, { by }: SortKey): CursorValue =>
  typeof by === 'number' ? (cell.key[by] as string) : (cell.figures[by]?.value ?? null)
const keysOf = (cell: Cell, order: readonly SortKey[]): CursorValue[] =>
  order.map(key => sortValue(cell, key))

/** Numbers that are not told come last, whichever way the order runs. */
function compare(
  x: CursorValue,
  y: CursorValue,
  { by, descending }: SortKey,
  groups: readonly Dimension[]
): number {
  if (x === y) return 0
  if (x === null) return 1
  if (y === null) return -1
  const difference =
    typeof by === 'number'
      ? compareValues(groups[by] as Dimension, x as string, y as string)
      : (x as number) - (y as number)
  return descending ? -difference : difference
}

function placeAfter(
  cursor: string,
  sorted: readonly Cell[],
  order: readonly SortKey[],
  { question, frame }: Plan
): number {
  const { after } = decodeCursor(cursor, { query: identityOf(question) })
  const isAfter = (cell: Cell): boolean => {
    for (const [i, key] of order.entries()) {
      const difference = compare(sortValue(cell, key), after[i] as CursorValue, key, frame.groups)
      if (difference !== 0) return difference > 0
    }
    return false
  }
  const found = sorted.findIndex(isAfter)
  return found < 0 ? sorted.length : found
}
