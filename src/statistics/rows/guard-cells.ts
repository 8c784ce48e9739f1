import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { raw, type Sql, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { caseWaitingTimes } from '../../vocabulary/closed-lists.ts'
import { inOneText, said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { CaseFrame } from './case-frame.ts'
import { cellLimit } from './guard.ts'

/**
 * Throws query-too-large where rows fall into more cells than an answer may have. `places` are the columns of
 * `selected` that identify a cell. With no more rows than the limit nothing is counted.
 */
export async function guardCells(
  set: Pick<ReleaseSet, 'query'>,
  selected: Sql,
  places: string,
  rows: number
): Promise<void> {
  if (places === '' || rows <= cellLimit) return
  const { text, values } = statementOf(
    sql`select cast(count(*) as int) from (select distinct ${raw(places)} from (${selected}))`
  )
  const cells = (await set.query(text, values)).columns[0]?.[0] as number
  if (cells > cellLimit) throw tooLarge(cells, cellLimit, said('fewer_dimensions_or_filter'))
}

/** The refusal of an answer that would be too large, with what would fit. */
export const tooLarge = (cells: number, limit: number, help: Translated): Problem =>
  new Problem(
    'query-too-large',
    inOneText([said('answer_too_large', { cells, limit }), help]),
    [{ parameter: 'group_by', code: 'query-too-large' }],
    { estimate: cells, limit }
  )

/**
 * The highest possible number of cells, from the numbers of words in the columns; infinity where these are not known.
 */
export function mostCells({ frame }: Pick<CaseFrame, 'frame'>, groups: readonly string[]): number {
  const { coverage } = frame.chosen.release
  const years = Number(coverage.to.slice(0, 4)) - Number(coverage.from.slice(0, 4)) + 2
  const few: Record<string, number> = {
    ...{ year: years, quarter: years * 4, month: years * 12 },
    waiting_time: caseWaitingTimes.length
  }
  return groups.reduce((n, name) => {
    const isBoolean = dimensions[name as Dimension]?.kind === 'boolean'
    const words = isBoolean ? 3 : frame.words?.get(name)?.length
    return n * (few[name] ?? (words === undefined ? Number.POSITIVE_INFINITY : words + 1))
  }, 1)
}
