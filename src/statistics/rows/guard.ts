import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { join, raw, type Sql, type Statement, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { alternatives, inOneText, type LocalText, said } from '../../vocabulary/labels/texts/texts.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { isRecords } from '../question/chosen.ts'
import { keyOf } from '../table/cells.ts'
import { groupSql, storedGroups, wordSql } from './columns.ts'
import { askedOfRecords } from './merged.ts'
import { inCell, selectionSql } from './selection.ts'

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
  const cells = await count(set, plan, stored)
  const fits = cells <= cellLimit
  return { cells, limit: cellLimit, fits, would_fit_with: fits ? [] : await helping(set, plan, stored) }
}

/** Throws query-too-large with the estimate where the answer does not fit. */
export async function guardSize(set: Asking, plan: Plan): Promise<void> {
  const found = await estimate(set, plan)
  if (found.fits) return
  const help = found.would_fit_with
  throw new Problem(
    'query-too-large',
    inOneText([said('answer_too_large', { cells: found.cells, limit: cellLimit }), whatFits(help)]),
    [{ parameter: 'group_by', code: 'query-too-large' }],
    { estimate: found.cells, limit: cellLimit, would_fit_with: help }
  )
}

/** What makes an answer fit: one value of any of these dimensions. */
export const whatFits = (names: readonly string[]): LocalText =>
  names.length > 0 ? said('one_value_fits', { names: alternatives(names) }) : said('fewer_dimensions')

/**
 * A statement on the distinct cells of an answer. `rest` reads them from a subquery with the columns g0, g1 … in the
 * order of `names`.
 */
function ofPlaces(
  { question, frame, unit }: Plan,
  names: readonly Dimension[],
  rest: (places: Sql) => Sql
): Statement {
  const ofUnit = isRecords(frame.chosen) ? raw('true') : sql`unit = ${unit}`
  const places = sql`(${distinct(frame, names)} from selected where ${inCell} and ${ofUnit})`
  return statementOf(selectionSql(askedOfRecords(question, frame.chosen), frame, 'count', rest(places)))
}

function distinct(frame: Plan['frame'], names: readonly Dimension[]): Sql {
  const columns = names.map((name, i) => sql`${groupSql(frame, name)} as ${raw(`g${i}`)}`)
  return columns.length > 0 ? sql`select distinct ${join(columns, ', ')}` : raw('select distinct 1')
}

/** Every cell that has rows, by its words. Only for an answer that fits the limit. */
export async function cellsThere(set: Asking, plan: Plan): Promise<string[][]> {
  const stored = storedGroups(plan.frame)
  const words = stored.map((name, i) => wordSql(plan.frame, raw(`g${i}`), name))
  const wordColumns = words.length > 0 ? join(words, ', ') : raw('1')
  const { text, values } = ofPlaces(plan, stored, places => sql`select ${wordColumns} from ${places}`)
  const { columns, rows: found } = await set.query(text, values)
  return Array.from({ length: found }, (_, i) =>
    keyOf(
      plan,
      stored.map((_, j) => columns[j]?.[i] as string)
    )
  )
}

async function count(set: Asking, plan: Plan, names: readonly Dimension[]): Promise<number> {
  const { text, values } = ofPlaces(plan, names, places => sql`select cast(count(*) as int) from ${places}`)
  return (await set.query(text, values)).columns[0]?.[0] as number
}

/**
 * Dimensions for which a filter on any one value makes the answer fit: the value with the most cells has no more than
 * the limit.
 */
async function helping(set: Asking, plan: Plan, names: readonly Dimension[]): Promise<string[]> {
  const found: string[] = []
  for (const [i, name] of names.entries()) {
    const { text, values } = ofPlaces(
      plan,
      names,
      places =>
        sql`select cast(max(n) as int) from (select count(*) as n from ${places} group by ${raw(`g${i}`)})`
    )
    const largest = (await set.query(text, values)).columns[0]?.[0] as number
    if (largest <= cellLimit)
      found.push(dimensions[name].kind === 'period' ? 'period_from and period_to' : name)
  }
  return [...new Set(found)]
}
