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

type Keys = CursorValue[]

/** One page of the cells in the order asked for; the groups in their order make each place unique. */
export function pageOf(cells: readonly Cell[], plan: Plan): Page {
  const { question, frame } = plan
  const order = sortKeys(plan)
  const keysOf = (cell: Cell): Keys =>
    order.map(({ by }) =>
      typeof by === 'number' ? (cell.key[by] as string) : (cell.figures[by]?.value ?? null)
    )
  const compare = (a: Keys, b: Keys): number => compareKeys(a, b, order, frame.groups)
  const sorted = cells.map(cell => ({ cell, keys: keysOf(cell) })).sort((a, b) => compare(a.keys, b.keys))
  const start = question.cursor === undefined ? 0 : placeAfter(question.cursor, sorted, compare, plan)
  const end = Math.min(sorted.length, start + (question.limit ?? sorted.length))
  const last = sorted[end - 1]
  return {
    cells: sorted.slice(start, end).map(({ cell }) => cell),
    next:
      last && end > start && end < sorted.length
        ? encodeCursor(last.keys, { query: identityOf(question), release: releaseName(frame.chosen.release) })
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

/** Numbers that are not told come last, whichever way the order runs. */
function compareKeys(a: Keys, b: Keys, order: readonly SortKey[], groups: readonly Dimension[]): number {
  for (const [i, { by, descending }] of order.entries()) {
    const x = a[i] as string | number | null
    const y = b[i] as string | number | null
    if (x === y) continue
    if (x === null) return 1
    if (y === null) return -1
    const difference =
      typeof by === 'number'
        ? compareValues(groups[by] as Dimension, x as string, y as string)
        : (x as number) - (y as number)
    if (difference !== 0) return descending ? -difference : difference
  }
  return 0
}

function placeAfter(
  cursor: string,
  sorted: readonly { keys: Keys }[],
  compare: (a: Keys, b: Keys) => number,
  { question }: Plan
): number {
  const { after } = decodeCursor(cursor, { query: identityOf(question) })
  const found = sorted.findIndex(({ keys }) => compare(keys, after) > 0)
  return found < 0 ? sorted.length : found
}
