import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { CaseFrame } from '../case-frame.ts'
import { rowsOf } from '../columns.ts'
import { mostCells, tooLarge } from '../guard-cells.ts'
import { raw, sql } from '../sql-text.ts'
import { branchesOf, kindsSql } from './branches.ts'
import { groupsOf, isSeen, type Reading, seenSql } from './observations.ts'
import type { DurationQuestion, DurationStage } from './question.ts'
import { betweenWords, seenIn } from './seen.ts'
import { type Survival, survivalOf } from './survival.ts'
import { type Tables, tablesOf } from './tables.ts'

export interface DurationCell extends Survival {
  words: Record<string, string>
}

/** What became of the observations of a stage. */
export interface StageState {
  stage: DurationStage
  state: string
  number: number
}

type Asking = Pick<ReleaseSet, 'query'>

/** Of many observations the days of few cells can be told in good time. */
export const largest = { cells: 500, observations: 1_000_000 } as const

/** The figures of each cell that has an observation, and all observations by what became of them. */
export async function countDurations(
  set: Asking,
  open: CaseFrame,
  asked: DurationQuestion
): Promise<{ cells: DurationCell[]; states: StageState[] }> {
  const reading = await readingOf(set, open, asked)
  if (reading.branches.length === 0) return { cells: [], states: [] }
  await guardDurations(set, reading)
  const groups = groupsOf(open)
  // A row that is in no period has no word for it.
  const words = ['stage', 'application_type', ...groups.map((_, i) => `coalesce(g${i}, '')`)]
  const { text, values } = sql`${seenSql(reading)}, grouped as (
select cell, case when ${isSeen} then days end as days, state, cast(sum(number) as int) as number from seen group by all)
select * from (select cell, days, state, number, cast(null as varchar) as words from grouped union all
select cell, null, null, null, ${raw(words.join(` || '${betweenWords}' || `))} from cells)
order by cell, words is null, days nulls first`
  const seen = seenIn(await set.query(text, values))
  return {
    cells: seen.flatMap(({ words: [stage, type, ...own], spans }) =>
      spans.days.length === 0
        ? []
        : [{ ...survivalOf(spans), words: wordsOf(stage as string, type as string, groups, own) }]
    ),
    states: seen.flatMap(({ words: [stage], numbers }) =>
      numbers.map(([state, number]) => ({ stage: stage as DurationStage, state, number }))
    )
  }
}

/** The cells that there are, by their words, and how many observations stand in them; no days are sorted. */
export async function durationCells(
  set: Asking,
  open: CaseFrame,
  asked: DurationQuestion
): Promise<{ cells: Record<string, string>[]; observations: number }> {
  const reading = await readingOf(set, open, asked)
  if (reading.branches.length === 0) return { cells: [], observations: 0 }
  const groups = groupsOf(open)
  const { text, values } = sql`${seenSql(reading, false)}, counted as (
select cell, cast(sum(number) as int) as number from seen where ${isSeen} group by cell)
select * from counted join cells using (cell)`
  const rows = rowsOf(await set.query(text, values))
  return {
    cells: rows.map(row =>
      wordsOf(
        row.stage as string,
        row.application_type as string,
        groups,
        groups.map((_, i) => row[`g${i}`] as string)
      )
    ),
    observations: rows.reduce((sum, row) => sum + (row.number as number), 0)
  }
}

function wordsOf(
  decision_stage: string,
  application_type: string,
  groups: readonly string[],
  words: readonly string[]
): Record<string, string> {
  const own = groups.map((name, i): [string, string] => [name, words[i] as string])
  return { decision_stage, application_type, ...Object.fromEntries(own) }
}

/** Which rows of which tables the question is about. */
async function readingOf(
  set: Asking,
  open: CaseFrame,
  { stages, application_types }: DurationQuestion
): Promise<Reading> {
  const tables = tablesOf(open.frame.chosen.release)
  const kinds = stages.includes('return_decision') ? await kindsOf(set, tables) : []
  const with_open = open.frame.clock.date_basis === 'filed'
  const asked = { stages, kinds, with_open, ...(application_types ? { application_types } : {}) }
  return { open, tables, branches: branchesOf(tables, asked) }
}

async function kindsOf(set: Asking, tables: Tables): Promise<string[]> {
  const { text, values } = kindsSql(tables)
  return ((await set.query(text, values)).columns[0] ?? []) as string[]
}

/** Throws query-too-large where so many observations fall into so many cells that their days could not be sorted. */
async function guardDurations(set: Asking, reading: Reading): Promise<void> {
  if (mostCells(reading.open, groupsOf(reading.open)) <= largest.cells) return
  const { text, values } = sql`${seenSql(reading, false)}
select cast(count(distinct cell) as int), cast(coalesce(sum(number), 0) as bigint)
from seen where ${isSeen}`
  const [[cells = 0] = [], [observations = 0] = []] = (await set.query(text, values)).columns as number[][]
  if (cells > largest.cells && observations > largest.observations)
    throw tooLarge(
      cells,
      largest.cells,
      `Of ${observations} observations the days of at most ${largest.cells} cells are told at once. Group by fewer dimensions, or filter by a nationality, a court, a stage or a period: of ${largest.observations} observations any number of cells is told.`
    )
}
