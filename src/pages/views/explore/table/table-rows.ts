import type { StatisticsRow } from '../../../asking/answers.ts'
import { byEffect, isOfOutcomes } from '../../../parts/outcome-order.ts'
import { listIn, rowKey, rowsAlike, wordIn } from '../cells.ts'
import { type PartWord, partWords } from '../part-name.ts'
import type { AnsweredQuestion } from '../questions.ts'

/** A table as it is set: what stands at the head of each line, and what stands across. */
export interface SetTable {
  /** What is the same in all its lines and in no other table: parts of an answer that are never added, such as stages. */
  part: readonly PartWord[]
  /** Dimensions at the head of a line. */
  heads: readonly string[]
  /** The dimension whose words are columns; undefined where the measures are. */
  across: string | undefined
  /** Words of `across`, or measures. */
  columns: readonly string[]
  lines: readonly Line[]
  /** The measure of the cells; of several each is a column. */
  measures: readonly string[]
}

interface Line {
  first: StatisticsRow
  /** The row of a column; undefined where the answer has none. */
  cell(column: string): StatisticsRow | undefined
}

/** Sets an answer that is whole in one table for each of its parts; of an answer that goes on, the rows as they came. */
export function setTables({ main, rows, next, grid = [] }: AnsweredQuestion): SetTable[] {
  const { query } = main.meta
  const [groupBy, splitBy, measures] = [
    listIn(query, 'group_by'),
    listIn(query, 'split_by'),
    listIn(query, 'measures')
  ]
  if (next !== null) return [inLines(rows, [...groupBy, ...splitBy], measures)]
  return rowsAlike(rows, splitBy).map(part => {
    const [first] = part
    const own = grid.filter(row => rowKey(row, splitBy) === rowKey(first, splitBy))
    return {
      ...inColumns([part, own], groupBy, measures),
      part: partWords(first, rows, splitBy)
    }
  })
}

function inLines(
  rows: readonly StatisticsRow[],
  heads: readonly string[],
  measures: readonly string[]
): SetTable {
  const [only] = heads
  const isOrdered = only !== undefined && heads.length === 1 && isOfOutcomes(only)
  const order = isOrdered
    ? byEffect(
        only,
        rows.map(row => wordIn(row, only))
      )
    : []
  const placeOf = (row: StatisticsRow) => (only === undefined ? 0 : order.indexOf(wordIn(row, only)))
  const sorted = isOrdered ? rows.toSorted((a, b) => placeOf(a) - placeOf(b)) : rows
  const lines = sorted.map(row => ({ first: row, cell: () => row }))
  return { part: [], heads, across: undefined, columns: measures, measures, lines }
}

/** Outcomes across, in the order of their effect, where the answer counts one thing and something else heads the lines. */
function inColumns(
  [rows, grid]: readonly [readonly StatisticsRow[], readonly StatisticsRow[]],
  dimensions: readonly string[],
  measures: readonly string[]
): SetTable {
  const [across, ...others] = dimensions.filter(isOfOutcomes)
  if (across === undefined || others.length > 0 || dimensions.length === 1 || measures.length !== 1)
    return inLines(rows, dimensions, measures)
  const heads = dimensions.filter(name => name !== across)
  const found = new Map([...grid, ...rows].map(row => [rowKey(row, dimensions), row]))
  return {
    ...{ part: [], heads, across, measures },
    columns: byEffect(across, [...new Set(rows.map(row => wordIn(row, across)))]),
    lines: rowsAlike(rows, heads).map(([first]) => ({
      first,
      cell: column => found.get(rowKey({ ...first, [across]: column }, dimensions))
    }))
  }
}
