import { allOf, anyOf, isOneOf } from '../../snapshot/sql/conditions.ts'
import { dayLiteral } from '../../snapshot/sql/literals.ts'
import { chosenTable, column, join, raw, readFrom, type Sql, sql } from '../../snapshot/sql/sql.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import type { SubsetName } from '../kinds/subject.ts'
import { namedDimensions } from '../question/check-question.ts'
import { type Chosen, isRecords } from '../question/chosen.ts'
import { unitOfRows } from '../question/own-units.ts'
import { placeSql } from '../question/period-fit.ts'
import { filtersIn, type Question } from '../question/question.ts'
import { ofRecords, wholeTable } from '../rollups/records.ts'
import { addendSql, markSql } from '../table/sums.ts'
import { type Frame, groupSql, hasColumn, storedGroups, wordSql } from './columns.ts'
import { dateOf, isExact } from './record-dates.ts'
import { openScope } from './scope.ts'
import { asTotalled } from './subtotals.ts'
import { textOf, uncoveredSql } from './uncovered.ts'
import { isInScope, isWord } from './words.ts'

/**
 * Which rows a measure is made from. A count leaves outcomes open unless the question names them; a rate is made
 * of outcomes, so totals over them are out; published_total is made of the totals that stand beside their parts.
 */
export type Family = 'count' | 'rate' | 'published_total'

/** Rules of the source by which rows are left out that the question does not name (about.ts `usually`). */
const usualRules = (
  question: Question,
  { series, ...chosen }: Pick<Chosen, 'series' | 'subject' | 'table'>
) =>
  (series.usually ?? []).filter(
    ({ dimension }) =>
      hasColumn(chosen, dimension) && !namedDimensions(question).includes(dimension as Dimension)
  )

/** Dimensions that a measure does not leave open: no total over one of them may answer. */
function touchedBy(question: Question, { groups, chosen }: Frame, family: Family): Set<string> {
  const usual = usualRules(question, chosen).map(({ dimension }) => dimension)
  const named = [...filtersIn(question).map(([name]) => name as string), ...groups, ...usual].map(asTotalled)
  return new Set(family === 'rate' ? [...named, 'outcome'] : named)
}

/** Families that are made from the same rows stand together, in the order in which they are asked. */
export function sameRows(question: Question, frame: Frame, families: readonly Family[]): Family[][] {
  const found = new Map<string, Family[]>()
  for (const family of families) {
    const rows = JSON.stringify(eligibleSets(question, frame, family))
    found.set(rows, [...(found.get(rows) ?? []), family])
  }
  return [...found.values()]
}

/** The sets of dimensions over which a row may be a total and still answer; [] is a part. */
function eligibleSets(question: Question, frame: Frame, family: Family): string[][] {
  const { card, series } = frame.chosen
  const touched = touchedBy(question, frame, family)
  const beside = (set: readonly string[]): boolean => set.some(name => series.totals_beside.includes(name))
  return [[], ...card.total_sets].filter(
    set => beside(set) === (family === 'published_total') && !set.some(name => touched.has(name))
  )
}

/** A subset of the records of a question: its condition, and the name under which rollups have it, if any does. */
export interface Subset {
  where: Sql
  name?: SubsetName
}

/**
 * `with … selected as (…)` and what is asked of it (`rest`): the rows that a measure is made from, each with p_from,
 * p_to and its state, by its place in statesOf: 0 where it is in a cell. Of records it has the columns that the SQL
 * names, and a `number`, since those that are alike in all that is asked may stand in one row (`chosenTable.count` is
 * how many some rows stand for); of figures all columns, what each adds (`addend`) and its status (`mark`: see sums).
 * `subset`: those of them that are asked about.
 */
export function selectionSql(
  question: Question,
  frame: Frame,
  family: Family,
  rest: Sql,
  subset?: Subset
): Sql {
  const { chosen } = frame
  const conditions = allOf(conditionsOf(question, frame, family, subset?.where))
  if (!isRecords(chosen)) {
    const selected = selectedFigures(question, frame, family, conditions)
    return readFrom(wholeTable(chosen), sql`${selected}\n${rest}`)
  }
  const date = dateOf(frame).column
  const asked = sql`${selectedRecords(question, frame, conditions)}\n${rest}`
  return isExact(frame)
    ? ofRecords(chosen, date, asked, subset?.name)
    : readFrom(wholeTable(chosen, date), asked)
}

const selectedRecords = (question: Question, frame: Frame, conditions: Sql): Sql =>
  sql`with base as (
  select ${chosenTable.columns}${recordPeriod(frame)}, ${chosenTable.weight} as number
  from ${chosenTable.name} where ${conditions}
), selected as (
  select *, ${stateSql(question, frame)} as state from base where ${insideSql(frame)}
)`

function selectedFigures(question: Question, frame: Frame, family: Family, conditions: Sql): Sql {
  const unit = unitOfRows(question, frame.chosen)
  const all = unit === undefined ? raw('*') : raw(`* replace ('${unit}' as unit)`)
  const uncovered = uncoveredSql(eligibleSets(question, frame, family), frame, 'inside')
  return sql`with base as (
  select ${all}, ${figureSql} from ${chosenTable.name} where ${conditions}
), inside as (
  select * from base where ${insideSql(frame)}
), ${uncovered.more}selected as (
  select *, ${addendSql} as addend, ${stateSql(question, frame)} as state from ${raw(uncovered.rows)}
)`
}

/** Rows that surely do not answer are never looked at. */
function conditionsOf(question: Question, frame: Frame, family: Family, where: Sql | undefined): Sql[] {
  const { card, subject } = frame.chosen
  const records = isRecords(frame.chosen)
  const conditions = [
    ...(records ? [] : [subject.figures?.rows ?? raw('false')]),
    ...filtersIn(question).map(([name, values]) => isWord(frame, name, values)),
    ...(where ? [where] : [])
  ]
  if (!records && (card.total_sets.length > 0 || family === 'published_total'))
    conditions.push(isOneOf(raw('total_over'), eligibleSets(question, frame, family).map(textOf)))
  return conditions
}

const figureSql = sql`cast(period_from as date) as p_from, cast(period_to as date) as p_to, ${markSql} as mark`

/** The period of a record is as long as its date is exact: a day, a month or a year. */
function recordPeriod(frame: Frame): Sql {
  const { precision } = dateOf(frame)
  const day = sql`cast(${chosenTable.date} as date)`
  if (precision === undefined) return sql`${day} as p_from, ${day} as p_to`
  const exact = column(precision)
  return sql`case ${exact} when 'year' then cast(date_trunc('year', ${day}) as date)
      when 'month' then cast(date_trunc('month', ${day}) as date) else ${day} end as p_from,
    case ${exact} when 'year' then make_date(year(${day}), 12, 31)
      when 'month' then last_day(${day}) else ${day} end as p_to`
}

/** Rows that surely lie outside the period asked for are no part of the question. */
function insideSql({ clock: { from, to } }: Frame): Sql {
  const conditions = [
    ...(from === undefined ? [] : [sql`p_to >= ${dayLiteral(from)}`]),
    ...(to === undefined ? [] : [sql`p_from <= ${dayLiteral(to)}`])
  ]
  return conditions.length === 0 ? raw('true') : anyOf([raw('p_from is null'), allOf(conditions)])
}

/**
 * Where a row stands: in a cell, or why it is in none. The states nearest to a cell come first, in the opposite order of
 * that in which the reasons are asked (stateSql), so that the least state of several rows is that of the nearest one.
 */
export const statesOf = (question: Question, { chosen }: Pick<Frame, 'chosen'>): string[] => [
  ...['cell', 'unknown_filtered', 'no_date'],
  ...new Set(
    usualRules(question, chosen)
      .map(({ reason }) => reason)
      .reverse()
  ),
  'duplicate'
]

/** The condition of a row that is in a cell. */
export const inCell: Sql = raw('state = 0')

function stateSql(question: Question, frame: Frame): Sql {
  const { chosen } = frame
  const placed = placedSql(frame)
  const cases: [Sql | undefined, string][] = [
    [repeatedSql(question, chosen), 'duplicate'],
    ...usualSql(question, frame),
    [placed && sql`not coalesce(${placed}, false)`, 'no_date'],
    [unknownSql(question, frame), 'unknown_filtered']
  ]
  const states = statesOf(question, frame)
  const asked = cases.flatMap(([condition, state]) =>
    condition ? [sql`when ${condition} then ${raw(String(states.indexOf(state)))}`] : []
  )
  return asked.length === 0 ? raw('0') : sql`case ${join(asked, ' ')} else 0 end`
}

/** Whether a row is out of the cells just where it has no date: then a period of the answer tells by itself. */
export const isToldByDate = (question: Question, frame: Frame): boolean =>
  isExact(frame) &&
  frame.clock.groups.length > 0 &&
  repeatedSql(question, frame.chosen) === undefined &&
  usualSql(question, frame).length === 0 &&
  unknownSql(question, frame) === undefined

function unknownSql(question: Question, frame: Frame): Sql | undefined {
  const columns = storedGroups(frame).filter(name => dimensions[name].kind !== 'period')
  if (question.include_unknown !== false || columns.length === 0) return undefined
  return anyOf(columns.map(name => isOneOf(wordSql(frame, groupSql(frame, name), name), ['UNK', 'unknown'])))
}

const repeatedSql = ({ include_duplicates }: Question, chosen: Chosen): Sql | undefined =>
  isRecords(chosen) && chosen.subject.duplicates && !include_duplicates
    ? chosen.subject.duplicates
    : undefined

function usualSql(question: Question, frame: Frame): [Sql, string][] {
  return usualRules(question, frame.chosen).flatMap(({ rows, dimension, values, reason }) => {
    const open = openScope(rows, question, frame)
    if (open === false) return []
    const others = sql`not ${isInScope(frame, [[dimension, values]])}`
    return [[allOf([...(open.length > 0 ? [isInScope(frame, open)] : []), others]), reason]]
  })
}

/** Which rows have a place in the periods asked for; a month or a year may lie in several, and has none. */
function placedSql(frame: Frame): Sql | undefined {
  const { from, to, year_basis, groups } = frame.clock
  if (from === undefined && to === undefined && groups.length === 0) return undefined
  if (isExact(frame)) return raw('p_from is not null')
  return allOf([
    ...(from === undefined ? [] : [sql`p_from >= ${dayLiteral(from)}`]),
    ...(to === undefined ? [] : [sql`p_to <= ${dayLiteral(to)}`]),
    ...groups.map(
      span => sql`${placeSql(raw('p_from'), span, year_basis)} = ${placeSql(raw('p_to'), span, year_basis)}`
    )
  ])
}
