import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { CaseFrame } from '../case-frame.ts'
import { rowsOf } from '../columns.ts'
import { mostCells, tooLarge } from '../guard-cells.ts'
import { sql } from '../sql-text.ts'
import { type Branch, branchesOf, kindsSql } from './branches.ts'
import { groupsOf, seenSql } from './observations.ts'
import type { DurationQuestion, DurationStage } from './question.ts'
import { type Survival, survivalSql } from './survival.ts'
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
  const tables = await tablesOf(set, open)
  const kinds = asked.stages.includes('return_decision') ? await kindsOf(set, tables) : []
  const branches = branchesOf(tables, asked, kinds)
  if (branches.length === 0) return { cells: [], states: [] }
  await guardDurations(set, tables, branches)
  const groups = groupsOf(open)
  const { text, values } = sql`${seenSql(tables, branches)}, counted as (
select cell, days, cast(coalesce(sum(number) filter (where state = 'decided'), 0) as int) as decided,
  cast(coalesce(sum(number) filter (where state = 'open'), 0) as int) as open
from seen where state in ('decided', 'open') group by cell, days)${survivalSql()}
select *, cast(null as varchar) as state, cast(null as int) as number from survived join cells using (cell)
union all by name
select stage, state, cast(sum(number) as int) as number from seen join cells using (cell) group by all`
  const rows = rowsOf(await set.query(text, values))
  const cells = rows.flatMap(row =>
    row.state === null ? [{ ...(row as unknown as Survival), words: wordsOf(row, groups) }] : []
  )
  return { cells, states: rows.filter(row => row.state !== null) as unknown as StageState[] }
}

/** The cells that there are, by their words, and how many observations stand in them; no days are sorted. */
export async function durationCells(
  set: Asking,
  open: CaseFrame,
  asked: DurationQuestion
): Promise<{ cells: Record<string, string>[]; observations: number }> {
  const tables = await tablesOf(set, open)
  const kinds = asked.stages.includes('return_decision') ? await kindsOf(set, tables) : []
  const branches = branchesOf(tables, asked, kinds)
  if (branches.length === 0) return { cells: [], observations: 0 }
  const groups = groupsOf(open)
  const { text, values } = sql`${seenSql(tables, branches, false)}, counted as (
select cell, cast(sum(number) as int) as number from seen where state in ('decided', 'open') group by cell)
select * from counted join cells using (cell)`
  const rows = rowsOf(await set.query(text, values))
  return {
    cells: rows.map(row => wordsOf(row, groups)),
    observations: rows.reduce((sum, row) => sum + (row.number as number), 0)
  }
}

function wordsOf(row: Record<string, unknown>, groups: readonly string[]): Record<string, string> {
  return {
    decision_stage: row.stage as string,
    application_type: row.application_type as string,
    ...Object.fromEntries(groups.map((name, i) => [name, row[`g${i}`] as string]))
  }
}

async function kindsOf(set: Asking, tables: Tables): Promise<string[]> {
  const { text, values } = kindsSql(tables)
  return ((await set.query(text, values)).columns[0] ?? []) as string[]
}

/** Throws query-too-large where so many observations fall into so many cells that their days could not be sorted. */
async function guardDurations(set: Asking, tables: Tables, branches: readonly Branch[]): Promise<void> {
  if (mostCells(tables.cases, groupsOf(tables.cases)) <= largest.cells) return
  const { text, values } = sql`${seenSql(tables, branches, false)}
select cast(count(distinct cell) as int), cast(coalesce(sum(number), 0) as bigint)
from seen where state in ('decided', 'open')`
  const [[cells = 0] = [], [observations = 0] = []] = (await set.query(text, values)).columns as number[][]
  if (cells > largest.cells && observations > largest.observations)
    throw tooLarge(
      cells,
      largest.cells,
      `Of ${observations} observations the days of at most ${largest.cells} cells are told at once. Group by fewer dimensions, or filter by a nationality, a court, a stage or a period: of ${largest.observations} observations any number of cells is told.`
    )
}
