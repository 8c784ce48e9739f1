import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { type State, states } from './branches.ts'
import { type Reading, type Run, readBranch } from './observations.ts'
import type { Spans } from './survival.ts'

/** What was seen of a cell. */
export interface SeenCell {
  /** Its stage, kind of application and the words of its groups. */
  words: string[]
  /** Of those that were decided or are open, after how many days. */
  spans: Spans
  /** How many observations became what. */
  numbers: Map<State, number>
}

/** Stands in no word. */
const betweenWords = '\u001f'
const [decided, open, unknown] = (['decided', 'open', 'unknown_filtered'] as const).map(state =>
  states.indexOf(state)
) as [number, number, number]

/** All observations of a question by cell. Not `exact`, days are their sign alone. */
export async function seenBy(
  set: Pick<ReleaseSet, 'query'>,
  reading: Reading,
  exact = true
): Promise<SeenCell[]> {
  const cells = new Map<string, { words: string[]; runs: Run[] }>()
  for (const branch of reading.branches)
    for (const { words, run } of await readBranch(set, reading, branch, exact)) {
      const id = words.join(betweenWords)
      const known = cells.get(id)
      if (known) known.runs.push(run)
      else cells.set(id, { words, runs: [run] })
    }
  return [...cells.values()].map(({ words, runs }) => ({
    words,
    spans: spansOf(runs),
    numbers: numbersOf(runs)
  }))
}

function numbersOf(runs: readonly Run[]): SeenCell['numbers'] {
  const counts = states.map(() => 0)
  for (const { became, numbers, from, to, isUnknown } of runs)
    for (let row = from; row < to; row++) {
      const code = isUnknown && isCounted(became[row]) ? unknown : (became[row] as number)
      counts[code] = (counts[code] as number) + (numbers[row] as number)
    }
  return new Map(states.flatMap((state, i) => (counts[i] ? [[state, counts[i] as number]] : [])))
}

/** The days of several runs in one order, each number of days once: the run with the fewest days left goes on. */
function spansOf(runs: readonly Run[]): Spans {
  const rest = runs.map(run => ({ ...run, from: nextSeen(run, run.from) }))
  const most = rest.reduce((sum, { from, to }) => sum + to - from, 0)
  const [days, ended, waiting] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)]
  let last = -1
  for (let run = fewestDays(rest); run; run = fewestDays(rest)) {
    const row = run.from
    const day = run.days[row] as number
    if (last < 0 || days[last] !== day) days[++last] = day
    const counts = run.became[row] === decided ? ended : waiting
    counts[last] = (counts[last] as number) + (run.numbers[row] as number)
    run.from = nextSeen(run, row + 1)
  }
  const length = last + 1
  return {
    days: days.subarray(0, length),
    decided: ended.subarray(0, length),
    open: waiting.subarray(0, length)
  }
}

/** The next row whose days are counted. */
function nextSeen({ became, to, isUnknown }: Run, from: number): number {
  let row = isUnknown ? to : from
  while (row < to && !isCounted(became[row])) row++
  return row
}

const isCounted = (code: number | undefined): boolean => code === decided || code === open

function fewestDays(runs: readonly Run[]): Run | undefined {
  let found: Run | undefined
  for (const run of runs)
    if (run.from < run.to && (!found || (run.days[run.from] as number) < (found.days[found.from] as number)))
      found = run
  return found
}
