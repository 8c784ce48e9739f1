import { largestPageSize } from '../../../../vocabulary/page-size.ts'
import type { Statistics, StatisticsRow } from '../../../asking/answers.ts'
import { type Ask, orRefused } from '../../../asking/ask.ts'
import { Refused } from '../../../asking/refused.ts'
import { type Asked, pageQueryOf } from '../asked.ts'
import { listIn, numberIn, rowKey } from '../cells.ts'

/** One figure of an answer, and the row of each edition that has it. A row is undefined where an edition has none. */
export interface FigureOfTwo {
  measure: string
  rows: { before: StatisticsRow | undefined; after: StatisticsRow | undefined }
}

/** An answer of two editions, figure by figure. A figure has changed where its number or its status differs. */
export interface TwoEditions {
  before: Statistics
  after: Statistics
  /** What each row is about: parts that are never added, and groups. */
  heads: readonly string[]
  changed: readonly FigureOfTwo[]
  unchanged: readonly FigureOfTwo[]
}

/** Why two editions cannot be put side by side. */
export type NotCompared =
  | { why: 'refused'; detail: string }
  | { why: 'same_edition' | 'other_series' | 'too_many' }

/** The editions that are compared, by their release: the one looked at before, and the other. */
interface Editions {
  before: string
  after: string
}

/** Asks one question of two editions: all rows of both. `main`: any answer to the question. */
export async function askTwoEditions(
  ask: Ask,
  path: Asked['path'],
  main: Statistics,
  editions: Editions
): Promise<TwoEditions | NotCompared> {
  const { of: _, limit: __, cursor: ___, ...query } = pageQueryOf(main.links.canonical)
  const askIn = (release: string) => orRefused(ask.json(path, { ...query, release, limit: largestPageSize }))
  const [before, after] = await Promise.all([askIn(editions.before), askIn(editions.after)])
  for (const answer of [before, after])
    if (answer instanceof Refused) return { why: 'refused', detail: answer.problem.detail }
  return compared(before as Statistics, after as Statistics)
}

function compared(before: Statistics, after: Statistics): TwoEditions | NotCompared {
  if (before.links.next !== null || after.links.next !== null) return { why: 'too_many' }
  if (releaseOf(before) === releaseOf(after)) return { why: 'same_edition' }
  if (seriesOf(before) !== seriesOf(after)) return { why: 'other_series' }
  const { query } = after.meta
  const heads = [...listIn(query, 'split_by'), ...listIn(query, 'group_by')]
  const rowsOf = ({ data }: Statistics) => new Map(data.map(row => [rowKey(row, heads), row]))
  const [rowsBefore, rowsAfter] = [rowsOf(before), rowsOf(after)]
  // In the order of the newer answer; what only the older one has follows.
  const keys = [...new Set([...rowsAfter.keys(), ...rowsBefore.keys()])]
  const figures = keys.flatMap(key =>
    listIn(query, 'measures').map(measure => ({
      measure,
      rows: { before: rowsBefore.get(key), after: rowsAfter.get(key) }
    }))
  )
  const changed = figures.filter(hasChanged)
  return { before, after, heads, changed, unchanged: figures.filter(figure => !changed.includes(figure)) }
}

const releaseOf = ({ meta }: Statistics): string | undefined => meta.sources[0]?.release
const seriesOf = ({ meta }: Statistics): string | undefined => meta.sources[0]?.series

function hasChanged({ measure, rows: { before, after } }: FigureOfTwo): boolean {
  if (before === undefined || after === undefined) return true
  const flagsOf = (row: StatisticsRow) => [...(row.flags[measure] ?? [])].sort().join()
  return numberIn(before, measure) !== numberIn(after, measure) || flagsOf(before) !== flagsOf(after)
}
