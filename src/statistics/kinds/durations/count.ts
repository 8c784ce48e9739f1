import type { ReleaseSet } from '../../../snapshot/release-set.ts'
import { statementOf } from '../../../snapshot/sql/sql.ts'
import { said } from '../../../vocabulary/labels/texts/texts.ts'
import type { CaseFrame } from '../../rows/case-frame.ts'
import { mostCells, tooLarge } from '../../rows/guard-cells.ts'
import { inCells, type State } from './branch.ts'
import { branchesOf, kindsSql } from './branches.ts'
import { groupNames, type Reading } from './observations.ts'
import type { DurationQuestion, DurationStage } from './question.ts'
import { type SeenCell, seenBy } from './seen.ts'
import { type Survival, survivalOf } from './survival.ts'
import { durationTables, type Tables } from './tables.ts'

export interface DurationCell extends Survival {
  /** Not decided yet, and ended without the event. */
  n_pending: number
  n_ended_otherwise: number
  words: Record<string, string>
}

/** The number of observations of a stage in one state. */
export interface StageState {
  stage: DurationStage
  state: string
  number: number
}

type Asking = Pick<ReleaseSet, 'query' | 'queryPacked'>

/** The days of an answer are sorted in acceptable time unless both limits are exceeded. */
export const largest = { cells: 500, observations: 1_000_000 } as const

/** The figures of each cell with observations, and the number of observations by stage and state. */
export async function countDurations(
  set: Asking,
  open: CaseFrame,
  asked: DurationQuestion
): Promise<{ cells: DurationCell[]; states: StageState[] }> {
  const reading = await readingOf(set, open, asked)
  if (reading.branches.length === 0) return { cells: [], states: [] }
  await guardDurations(set, reading)
  const groups = groupNames(open)
  const seen = await seenBy(set, reading)
  return {
    cells: seen.flatMap(({ words: [stage, type, ...own], spans, numbers }) =>
      spans.days.length === 0
        ? []
        : [
            {
              ...survivalOf(spans),
              ...lostIn(numbers),
              words: wordsOf(stage as string, type as string, groups, own)
            }
          ]
    ),
    states: seen.flatMap(({ words: [stage], numbers }) =>
      [...numbers].map(([state, number]) => ({ stage: stage as DurationStage, state, number }))
    )
  }
}

const lostIn = (numbers: ReadonlyMap<State, number>) => ({
  n_pending: numbers.get('open') ?? 0,
  n_ended_otherwise: numbers.get('ended_otherwise') ?? 0
})

/** The cells with observations, by their words, and the number of all these observations. No days are sorted. */
export async function durationCells(
  set: Asking,
  open: CaseFrame,
  asked: DurationQuestion
): Promise<{ cells: Record<string, string>[]; observations: number }> {
  const reading = await readingOf(set, open, asked)
  if (reading.branches.length === 0) return { cells: [], observations: 0 }
  const groups = groupNames(open)
  const cells = await cellsWithDays(set, reading)
  return {
    cells: cells.map(({ words: [stage, type, ...own] }) =>
      wordsOf(stage as string, type as string, groups, own)
    ),
    observations: observationsIn(cells)
  }
}

/** The cells with counted days. The days are read as their sign only (not `exact`). */
const cellsWithDays = async (set: Asking, reading: Reading): Promise<SeenCell[]> =>
  (await seenBy(set, reading, false)).filter(({ spans }) => spans.days.length > 0)

const observationsIn = (cells: readonly SeenCell[]): number =>
  cells.reduce(
    (sum, { numbers }) => sum + inCells.reduce((all, state) => all + (numbers.get(state) ?? 0), 0),
    0
  )

function wordsOf(
  decision_stage: string,
  application_type: string,
  groups: readonly string[],
  words: readonly string[]
): Record<string, string> {
  const own = groups.map((name, i): [string, string] => [name, words[i] as string])
  return { decision_stage, application_type, ...Object.fromEntries(own) }
}

/** The tables and branches that a question reads. */
async function readingOf(
  set: Asking,
  open: CaseFrame,
  { stages, application_types, event }: DurationQuestion
): Promise<Reading> {
  const tables = durationTables(open.frame.chosen.release)
  const kinds = stages.includes('return_decision') ? await kindsOf(set, tables) : []
  const with_undecided = open.frame.clock.date_basis === 'filed'
  const asked = { stages, event, kinds, with_undecided, ...(application_types ? { application_types } : {}) }
  return { open, tables, branches: branchesOf(tables, asked) }
}

async function kindsOf(set: Asking, tables: Tables): Promise<string[]> {
  const { text, values } = statementOf(kindsSql(tables))
  return ((await set.query(text, values)).columns[0] ?? []) as string[]
}

/**
 * Throws query-too-large where both the cells and the observations exceed their limit, so that the days could not be
 * sorted.
 */
async function guardDurations(set: Asking, reading: Reading): Promise<void> {
  if (mostCells(reading.open, groupNames(reading.open)) <= largest.cells) return
  const seen = await cellsWithDays(set, reading)
  const [cells, observations] = [seen.length, observationsIn(seen)]
  if (cells > largest.cells && observations > largest.observations)
    throw tooLarge(
      cells,
      largest.cells,
      said('durations_too_large', { observations, cells: largest.cells, most: largest.observations })
    )
}
