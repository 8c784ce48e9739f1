import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { join, raw, type Sql, type Statement, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { alternatives, inOneText, said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { isRecords } from '../question/chosen.ts'
import type { Question } from '../question/question.ts'
import { keyOf } from '../table/cells.ts'
import { type Frame, groupSql, storedGroups, wordSql } from './columns.ts'
import { askedOfRecords } from './merged.ts'
import { inCell, selectionSql } from './selection.ts'
import { certainHelp, fewestCells, mostCellsOf } from './size-bounds.ts'

/** An answer has at most as many cells as this; a larger one is refused before anything is added. */
export const cellLimit = 100_000
/** Above it a refusal names only filters that help for certain, and costs no further reading of rows. */
const farTooMany = 2 * cellLimit

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
  const { cells, largest } = await countAnswerCells(set, plan, stored)
  const fits = cells <= cellLimit
  const helping = stored.filter((_, i) => (largest[i] ?? 0) <= cellLimit)
  return { cells, limit: cellLimit, fits, would_fit_with: fits ? [] : asParameters(helping) }
}

/** Throws query-too-large with the estimate where the answer does not fit. */
export async function guardSize(set: Asking, plan: Plan): Promise<void> {
  const found = await estimate(set, plan)
  if (!found.fits) throw tooManyCells(tooLargeBy(found.cells), found)
}

/** Whether an answer can have too many cells, by what is known before a row of it is read. */
export const mayBeTooLarge = ({ frame }: Pick<Plan, 'frame'>): boolean => mostCellsOf(frame) > cellLimit

/** Throws query-too-large where it is known, before a row is read, that the answer does not fit. */
export async function guardUnread(set: Asking, question: Question, frame: Frame): Promise<void> {
  if (!mayBeTooLarge({ frame })) return
  const cells = await fewestCells(set, question, frame)
  if (cells <= cellLimit) return
  const would_fit_with = asParameters(await certainHelp(set, frame, cellLimit))
  throw tooManyCells(said('answer_too_large_at_least', { cells, limit: cellLimit }), {
    cells,
    limit: cellLimit,
    would_fit_with
  })
}

/** The refusal of an answer of so many cells. Rows are read for its help only where the answer is not far too large. */
export async function refusalOf(set: Asking, plan: Plan, cells: number): Promise<Problem> {
  if (cells > farTooMany) {
    const would_fit_with = asParameters(await certainHelp(set, plan.frame, cellLimit))
    return tooManyCells(tooLargeBy(cells), { cells, limit: cellLimit, would_fit_with })
  }
  const found = await estimate(set, plan)
  return tooManyCells(tooLargeBy(found.cells), found)
}

const tooLargeBy = (cells: number): Translated => said('answer_too_large', { cells, limit: cellLimit })

/** How a refusal tells the number of cells, and by which filters the answer would fit. */
function tooManyCells(
  told: Translated,
  { cells, limit, would_fit_with: help }: Omit<Estimate, 'fits'>
): Problem {
  return new Problem(
    'query-too-large',
    inOneText([told, whatFits(help)]),
    [{ parameter: 'group_by', code: 'query-too-large' }],
    { estimate: cells, limit, would_fit_with: help }
  )
}

/** What makes an answer fit: one value of any of these dimensions. */
export const whatFits = (names: readonly string[]): Translated =>
  names.length > 0 ? said('one_value_fits', { names: alternatives(names) }) : said('fewer_dimensions')

const asParameters = (names: readonly Dimension[]): string[] => [
  ...new Set(names.map(name => (dimensions[name].kind === 'period' ? 'period_from and period_to' : name)))
]

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

/** The number of cells, and for each dimension the most cells that share one value of it, in one reading of the rows. */
export async function countAnswerCells(
  set: Asking,
  plan: Plan,
  names: readonly Dimension[]
): Promise<{ cells: number; largest: number[] }> {
  const { text, values } = ofPlaces(plan, names, places => {
    const largest = names.map(
      (_, i) =>
        sql`, (select cast(max(n) as int) from (select count(*) as n from places group by ${raw(`g${i}`)}))`
    )
    return sql`, places as materialized ${places} select (select cast(count(*) as int) from places)${join(largest, '')}`
  })
  const [cells, ...largest] = (await set.query(text, values)).columns.map(
    values => values[0] as number | null
  )
  return { cells: cells ?? 0, largest: largest.map(each => each ?? 0) }
}
