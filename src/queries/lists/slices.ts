import { setImmediate as turn } from 'node:timers/promises'

/** Rows that are made, and written, in one turn of the event loop. */
const slice = 250

/** The rows in slices. */
export function* inSlices<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += slice) yield rows.slice(at, at + slice)
}

/** Each row as `make` gives it. Other requests have a turn between two slices. */
export async function madeInSlices<Row, Made>(
  rows: readonly Row[],
  make: (row: Row) => Made
): Promise<Made[]> {
  const made: Made[] = []
  for (const each of inSlices(rows)) {
    if (made.length > 0) await turn()
    made.push(...each.map(make))
  }
  return made
}
