import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { dimensions as known } from '../../vocabulary/dimension.ts'
import type { CaseFrame } from '../case-frame.ts'
import { rowsOf } from '../columns.ts'
import { tooLarge } from '../guard-cells.ts'
import { join, raw, sql } from '../sql-text.ts'
import { groupsOf, kindsSql, seenSql } from './observations.ts'
import type { DurationQuestion, DurationStage } from './question.ts'
import { type Survival, survivalSql } from './survival.ts'

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
  const kinds = asked.stages.includes('return_decision') ? await kindsOf(set, open) : []
  if (!hasStages(asked)) return { cells: [], states: [] }
  await guardDurations(set, open, asked, kinds)
  const groups = groupsOf(open)
  const places = raw(['stage', 'application_type', ...groups.map((_, i) => `g${i}`)].join(', '))
  // Numbers are sorted and compared faster than words.
  const { text, values } = sql`${seenSql(open, asked, kinds)}, cells as materialized (
select cast(row_number() over () as int) as cell, * from (
  select distinct ${places} from seen where state in ('decided', 'open'))), counted as (
select cell, days, cast(sum(case when state = 'decided' then number else 0 end) as int) as decided,
  cast(sum(case when state = 'open' then number else 0 end) as int) as open
from seen join cells using (${places}) where state in ('decided', 'open') group by cell, days)${survivalSql()}
select *, cast(null as varchar) as state, cast(null as int) as number from survived join cells using (cell)
union all by name
select stage, state, cast(sum(number) as int) as number from seen group by all`
  const rows = rowsOf(await set.query(text, values))
  const cells = rows.flatMap(row =>
    row.state === null ? [{ ...(row as unknown as Survival), words: wordsOf(row, groups) }] : []
  )
  return { cells, states: rows.filter(row => row.state !== null) as unknown as StageState[] }
}

/** Whether any observation can be meant: no stage but the first instance has kinds of application. */
const hasStages = ({ stages, application_types }: DurationQuestion): boolean =>
  stages.includes('first_instance') || (application_types?.includes('not_split') ?? true)

function wordsOf(row: Record<string, unknown>, groups: readonly string[]): Record<string, string> {
  return {
    decision_stage: row.stage as string,
    application_type: row.application_type as string,
    ...Object.fromEntries(groups.map((name, i) => [name, row[`g${i}`] as string]))
  }
}

async function kindsOf(set: Asking, open: CaseFrame): Promise<string[]> {
  const { text, values } = kindsSql(open)
  return ((await set.query(text, values)).columns[0] ?? []) as string[]
}

/** Throws query-too-large where so many observations fall into so many cells that their days could not be sorted. */
async function guardDurations(
  set: Asking,
  open: CaseFrame,
  asked: DurationQuestion,
  kinds: readonly string[]
): Promise<void> {
  if (mostCells(open) <= largest.cells) return
  const groups = groupsOf(open).map((_, i) => raw(`g${i}`))
  const { text, values } = sql`${seenSql(open, asked, kinds, false)}
select cast(count(*) as int), cast(coalesce(sum(number), 0) as bigint) from (
select ${join([raw('stage, application_type'), ...groups], ', ')}, sum(number) as number
from seen where state in ('decided', 'open') group by all)`
  const [[cells = 0] = [], [observations = 0] = []] = (await set.query(text, values)).columns as number[][]
  if (cells > largest.cells && observations > largest.observations)
    throw tooLarge(
      cells,
      largest.cells,
      `Of ${observations} observations the days of at most ${largest.cells} cells are told at once. Group by fewer dimensions, or filter by a nationality, a court, a stage or a period: of ${largest.observations} observations any number of cells is told.`
    )
}

/** No more cells than this are possible, by the words that the columns have; infinitely many where that is not known. */
function mostCells(open: CaseFrame): number {
  const { coverage } = open.frame.chosen.release
  const years = Number(coverage.to.slice(0, 4)) - Number(coverage.from.slice(0, 4)) + 2
  const spans = { year: years, quarter: years * 4, month: years * 12 } as Record<string, number>
  return groupsOf(open).reduce((n, name) => {
    const words = known[name].kind === 'boolean' ? 2 : open.frame.words?.get(name)?.length
    return n * (spans[name] ?? (words === undefined ? Number.POSITIVE_INFINITY : words + 1))
  }, 1)
}
