import type { ReleaseSet } from '../snapshot/release-set.ts'
import { type Dimension, dimensions } from '../vocabulary/dimension.ts'
import { Problem } from '../vocabulary/problem.ts'
import { keyOf } from './cells.ts'
import { isRecords } from './chosen.ts'
import { groupSql, storedGroups, wordSql } from './columns.ts'
import { askedOfRecords } from './merged.ts'
import type { Plan } from './plan.ts'
import { inCell, selectionSql } from './selection.ts'
import { join, raw, type Sql, sql } from './sql-text.ts'

/** An answer has at most as many cells as this; a larger one is refused before anything is added. */
export const cellLimit = 100_000

export interface Estimate {
  /** How many cells the answer would have. */
  cells: number
  limit: number
  fits: boolean
  /** Parameters by which one value of a dimension would bring the answer under the limit. */
  would_fit_with: string[]
}

type Asking = Pick<ReleaseSet, 'query'>

/** Counts the cells without filling them, and looks for filters that help where they are too many. */
export async function estimate(set: Asking, plan: Plan): Promise<Estimate> {
  const stored = storedGroups(plan.frame)
  const cells = await count(set, plan, distinct(plan, stored))
  const fits = cells <= cellLimit
  return { cells, limit: cellLimit, fits, would_fit_with: fits ? [] : await helping(set, plan, stored) }
}

/** Throws query-too-large with the estimate; an answer that fits after all goes on. */
export async function guardSize(set: Asking, plan: Plan): Promise<void> {
  const found = await estimate(set, plan)
  if (found.fits) return
  const help = found.would_fit_with
  throw new Problem(
    'query-too-large',
    `The answer would have ${found.cells} cells, more than ${cellLimit}. ${help.length > 0 ? `One value of ${help.join(' or of ')} makes it fit.` : 'Group by fewer dimensions.'}`,
    [{ parameter: 'group_by', code: 'query-too-large' }],
    { estimate: found.cells, limit: cellLimit, would_fit_with: help }
  )
}

/** The rows that the cells are made of. */
function cellRows({ question, frame, unit }: Plan): { rows: Sql; where: Sql } {
  const ofUnit = isRecords(frame.chosen) ? raw('true') : sql`unit = ${unit}`
  return {
    rows: selectionSql(askedOfRecords(question, frame.chosen), frame, 'count'),
    where: sql`${inCell} and ${ofUnit}`
  }
}

function distinct({ frame }: Plan, names: readonly Dimension[]): Sql {
  const columns = names.map((name, i) => sql`${groupSql(frame, name)} as ${raw(`g${i}`)}`)
  return columns.length > 0 ? sql`select distinct ${join(columns, ', ')}` : raw('select distinct 1')
}

/** Every cell that has rows, by its words. Of no more cells than fit. */
export async function cellsThere(set: Asking, plan: Plan): Promise<string[][]> {
  const stored = storedGroups(plan.frame)
  const { rows, where } = cellRows(plan)
  const words = stored.map((name, i) => wordSql(plan.frame, raw(`g${i}`), name))
  const { text, values } = sql`${rows}
select ${words.length > 0 ? join(words, ', ') : raw('1')} from (${distinct(plan, stored)} from selected where ${where})`
  const { columns, rows: found } = await set.query(text, values)
  return Array.from({ length: found }, (_, i) =>
    keyOf(
      plan,
      stored.map((_, j) => columns[j]?.[i] as string)
    )
  )
}

async function count(set: Asking, plan: Plan, kinds: Sql): Promise<number> {
  const { rows, where } = cellRows(plan)
  const { text, values } = sql`${rows}
select cast(count(*) as int) from (${kinds} from selected where ${where})`
  return (await set.query(text, values)).columns[0]?.[0] as number
}

/** The largest share of cells that one value of a dimension has tells whether a filter on any value would do. */
async function helping(set: Asking, plan: Plan, names: readonly Dimension[]): Promise<string[]> {
  const found: string[] = []
  const { rows, where } = cellRows(plan)
  for (const name of names) {
    const { text, values } = sql`${rows}
select cast(max(n) as int) from (select count(*) as n from (${distinct(plan, names)} from selected where ${where})
group by ${raw(`g${names.indexOf(name)}`)})`
    const largest = (await set.query(text, values)).columns[0]?.[0] as number
    if (largest <= cellLimit)
      found.push(dimensions[name].kind === 'period' ? 'period_from and period_to' : name)
  }
  return [...new Set(found)]
}
