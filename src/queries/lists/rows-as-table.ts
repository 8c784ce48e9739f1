import type { CsvLinesAsked, ReadyLines } from '../../vocabulary/results/table-lines.ts'
import type { Place } from './list-table.ts'
import { inSlices } from './slices.ts'

type Row = Record<string, unknown>

/** A page of a list that is read on from. */
export interface PageRead {
  rows: Row[]
  /** Where the next page begins; undefined on the last one. */
  last?: Place | undefined
}

interface Further {
  /** The fields that are asked for. */
  shown(rows: Row[]): Row[]
  /** The page after a place; left out where one page is all that is asked for. */
  read?(after: Place): Promise<PageRead>
  /** All lines of CSV after a place. */
  rest?(after: Place, asked: CsvLinesAsked): AsyncIterable<Buffer>
}

/** The rows of a list for a format of rows: the first page, and all others where they are asked for. */
export function rowsAsTable(
  first: PageRead,
  { shown, read, rest }: Further
): { batches: AsyncIterable<Row[]>; lines?: ReadyLines<Row> } {
  const { rows, last } = first
  return {
    batches: batches(first, shown, read),
    ...(last && rest && { lines: { first: slices(rows, shown), rest: asked => rest(last, asked) } })
  }
}

function* slices(rows: Row[], shown: Further['shown']): Generator<Row[]> {
  for (const slice of inSlices(rows)) yield shown(slice)
}

async function* batches(
  first: PageRead,
  shown: Further['shown'],
  read: Further['read']
): AsyncGenerator<Row[]> {
  yield* slices(first.rows, shown)
  for (let page = first; read && page.last; ) {
    page = await read(page.last)
    yield* slices(page.rows, shown)
  }
}
