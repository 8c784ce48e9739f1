import type { Columns } from '../../snapshot/release-set.ts'
import { states } from './observations.ts'
import type { Spans } from './survival.ts'

/** What was seen of a cell. */
export interface SeenCell {
  /** Its stage, kind of application and the words of its groups. */
  words: string[]
  /** Of those that were decided or are open, after how many days. */
  spans: Spans
  /** How many observations became what. */
  numbers: [state: (typeof states)[number], number: number][]
}

/** Stands in no word. */
export const betweenWords = '\u001f'

const [decided] = [states.indexOf('decided')]

/**
 * Reads rows of (cell, days, state, number, words) in the order of cells and days: the first row of a cell has its
 * words, the others have how many observations there are of a state and so many days, or without days.
 */
export function seenIn({ columns, rows }: Columns): SeenCell[] {
  const [cells, days, state, number, words] = columns as [
    number[],
    (number | null)[],
    number[],
    number[],
    (string | null)[]
  ]
  const found: SeenCell[] = []
  let [current, counts]: [SeenCell | undefined, number[]] = [undefined, []]
  const close = () => {
    if (current)
      current.numbers = counts.flatMap((n, i) => (n > 0 ? [[states[i] as (typeof states)[number], n]] : []))
  }
  let last: number | undefined
  for (let row = 0; row < rows; row++) {
    if (cells[row] !== last) {
      close()
      last = cells[row]
      current = {
        words: String(words[row]).split(betweenWords),
        spans: { days: [], decided: [], open: [] },
        numbers: []
      }
      counts = states.map(() => 0)
      found.push(current)
      continue
    }
    const [at, n] = [state[row] as number, number[row] as number]
    counts[at] = (counts[at] ?? 0) + n
    const day = days[row]
    if (current && day !== null && day !== undefined) putSpan(current.spans, day, at === decided, n)
  }
  close()
  return found
}

/** Decided and open of one number of days stand in one place. */
function putSpan({ days, decided, open }: Spans, day: number, isDecided: boolean, n: number): void {
  if (days.at(-1) !== day) {
    days.push(day)
    decided.push(0)
    open.push(0)
  }
  const counts = isDecided ? decided : open
  counts[days.length - 1] = (counts[days.length - 1] ?? 0) + n
}
