import { decodeCursor, encodeCursor } from '../../vocabulary/cursor.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import type { KindLayout, KindQuestion, Opened } from '../kinds/kind.ts'
import { releaseName } from '../question/choose.ts'
import { orderOf, pageOfRows } from './page.ts'
import { valueIn } from './result.ts'

/**
 * One page of the rows in the requested order. The dimensions are sort keys too, so that each row has a place of its
 * own.
 */
export function pageInOrder(
  { question, frame }: Opened,
  { identity }: KindQuestion,
  { dimensions }: KindLayout,
  rows: readonly ResultRow[]
): { rows: ResultRow[]; next: string | null } {
  const order = orderOf(question.sort, dimensions)
  const { cursor, limit } = question
  const after = cursor === undefined ? undefined : decodeCursor(cursor, { query: identity }).after
  const page = pageOfRows(rows, order, (row, place) => valueIn(row, order[place]?.name ?? ''), {
    after,
    limit
  })
  const release = releaseName(frame.chosen.release)
  return { rows: page.rows, next: page.last ? encodeCursor(page.last, { query: identity, release }) : null }
}
