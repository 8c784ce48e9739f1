import type { ReleaseSet } from '../../../snapshot/release-set.ts'
import { inCells, type State, states } from './branch.ts'
import { type Reading, type Run, readBranch } from './observations.ts'
import type { Spans } from './survival.ts'

/** The observations of a cell. */
export interface SeenCell {
  /** Its stage, kind of application and the words of its groups. */
  words: string[]
  /** The observations in the cell, by their number of days. */
  spans: Spans
  /** The number of observations by state. */
  numbers: Map<State, number>
}

/** A separator that occurs in no word. */
const betweenWords = '\u001f'
const [decided, unknown] = (['decided', 'unknown_filtered'] as const).map(state => states.indexOf(state)) as [
  number,
  number
]
const isInCell = states.map(state => (inCells as readonly State[]).includes(state))

/** All observations of a question by cell. Without `exact`, days are reduced to their sign. */
export async function seenBy(
  set: Pick<ReleaseSet, 'queryPacked'>,
  reading: Reading,
  exact = true
): Promise<SeenCell[]> {
  const cells = new Map<string, { words: string[]; runs: Run[] }>()
  let most = 0
  // One query at a time, so that each has the full time and memory that a query may take.
  for (const branch of reading.branches)
    for (const { words, run } of await readBranch(set, reading, branch, exact)) {
      most = Math.max(most, mostDays(run))
      const id = words.join(betweenWords)
      const known = cells.get(id)
      if (known) known.runs.push(run)
      else cells.set(id, { words, runs: [run] })
    }
  const tally = tallyUpTo(most)
  return [...cells.values()].map(({ words, runs }) => ({ words, ...tally(runs) }))
}

function mostDays({ days, from, to }: Run): number {
  let most = 0
  for (let row = from; row < to; row++) {
    const day = days[row] as number
    if (day > most) most = day
  }
  return most
}

/**
 * Counters for the observations of a cell, one number for each day. All cells use the same arrays, which are zero
 * between two cells.
 */
interface Tally {
  ended: Int32Array
  waiting: Int32Array
  /** By state. */
  counts: Float64Array
  /** Days with a count in the order in which they were found, how many these are, and the largest. */
  seen: Int32Array
  found: number
  last: number
}

/**
 * Counts the observations of a cell by state, and by days in ascending order, each number of days once. `most`: the
 * largest number of days.
 */
function tallyUpTo(most: number): (runs: readonly Run[]) => Omit<SeenCell, 'words'> {
  const [ended, waiting, seen] = [
    new Int32Array(most + 1),
    new Int32Array(most + 1),
    new Int32Array(most + 1)
  ]
  return runs => {
    const tally: Tally = { ended, waiting, seen, found: 0, last: 0, counts: new Float64Array(states.length) }
    for (const run of runs) addRun(tally, run)
    return {
      spans: spansOf(tally),
      numbers: new Map(
        states.flatMap((state, i) => (tally.counts[i] ? [[state, tally.counts[i] as number]] : []))
      )
    }
  }
}

/** Plain loops over numbers in memory: there are hundreds of thousands of rows. */
function addRun(tally: Tally, { days, became, numbers, from, to, isUnknown }: Run): void {
  const { ended, waiting, counts, seen } = tally
  let { found, last } = tally
  for (let row = from; row < to; row++) {
    const state = became[row] as number
    const number = numbers[row] as number
    if (!isInCell[state]) counts[state] = (counts[state] as number) + number
    else if (isUnknown) counts[unknown] = (counts[unknown] as number) + number
    else {
      counts[state] = (counts[state] as number) + number
      const day = days[row] as number
      const was_ended = ended[day] as number
      const was_waiting = waiting[day] as number
      if (was_ended === 0 && was_waiting === 0) seen[found++] = day
      if (day > last) last = day
      if (state === decided) ended[day] = was_ended + number
      else waiting[day] = was_waiting + number
    }
  }
  tally.found = found
  tally.last = last
}

/**
 * The days that have a count, in ascending order. Few days are sorted; for many, all possible days are scanned. Sets
 * the counters back to zero.
 */
function spansOf({ ended, waiting, seen, found, last }: Tally): Spans {
  const days = seen.slice(0, found)
  if (found * 8 < last) days.sort()
  else
    for (let day = 0, at = 0; day <= last; day++) if (ended[day] !== 0 || waiting[day] !== 0) days[at++] = day
  const spans = { days, decided: new Int32Array(found), lost: new Int32Array(found) }
  for (let i = 0; i < found; i++) {
    const day = days[i] as number
    spans.decided[i] = ended[day] as number
    spans.lost[i] = waiting[day] as number
    ended[day] = 0
    waiting[day] = 0
  }
  return spans
}
