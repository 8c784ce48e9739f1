import { setImmediate as turn } from 'node:timers/promises'

/** Items after which other requests have a turn: some tens of milliseconds of work. */
const batch = 4_000

/** `length` items as `make` gives them. Long lists are made in batches, with a turn of the event loop between them. */
export async function madeInTurns<T>(length: number, make: (at: number) => T): Promise<T[]> {
  const made: T[] = []
  for (let at = 0; at < length; at++) {
    if (at > 0 && at % batch === 0) await turn()
    made.push(make(at))
  }
  return made
}

/** Gives other requests a turn before the next step of an answer of so many rows. */
export async function turnAfter(rows: { length: number }): Promise<void> {
  if (rows.length > batch) await turn()
}
