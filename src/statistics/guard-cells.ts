import type { ReleaseSet } from '../snapshot/release-set.ts'
import { Problem } from '../vocabulary/problem.ts'
import { cellLimit } from './guard.ts'
import { raw, type Sql, sql } from './sql-text.ts'

/**
 * Throws query-too-large where rows fall into more cells than an answer may have. `places` are the columns of
 * `selected` that a cell is told apart by; with fewer rows than the limit nothing is counted.
 */
export async function guardCells(
  set: Pick<ReleaseSet, 'query'>,
  selected: Sql,
  places: string,
  rows: number
): Promise<void> {
  if (places === '' || rows <= cellLimit) return
  const { text, values } =
    sql`select cast(count(*) as int) from (select distinct ${raw(places)} from (${selected}))`
  const cells = (await set.query(text, values)).columns[0]?.[0] as number
  if (cells > cellLimit)
    throw tooLarge(cells, cellLimit, 'Group by fewer dimensions, or filter by one of them.')
}

/** The refusal of an answer that would be too large, with what would fit. */
export const tooLarge = (cells: number, limit: number, help: string): Problem =>
  new Problem(
    'query-too-large',
    `The answer would have ${cells} cells, more than ${limit}. ${help}`,
    [{ parameter: 'group_by', code: 'query-too-large' }],
    { estimate: cells, limit }
  )
