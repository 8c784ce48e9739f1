import { addDays } from '../vocabulary/day.ts'
import { type Dimension, dimensions } from '../vocabulary/dimension.ts'
import { namedDimensions } from './check-question.ts'
import { type Chosen, isRecords } from './chosen.ts'
import { type Frame, groupSql, hasColumn, storedGroups, wordSql } from './columns.ts'
import { unitOfRows } from './own-units.ts'
import { placeSql } from './period-fit.ts'
import { filtersIn, type Question } from './question.ts'
import { openScope } from './scope.ts'
import { allOf, anyOf, dayLiteral, isOneOf, join, raw, type Sql, sql } from './sql-text.ts'
import type { Rows } from './subject.ts'
import { asTotalled } from './subtotals.ts'
import { askOfRecords, type Relation, wholeTable } from './summaries/records.ts'
import { addendSql, markSql } from './sums.ts'
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

/** Some of the records of a question, by a condition or as a summary has them. */
export interface Some {
  where: Sql
  rows?: Rows
}

/**
 * `with … selected as (…)` and what is asked of it (`rest`, which is told how records are counted): the rows that a
 * measure is made from, each with p_from, p_to and its state, by its place in statesOf: 0 where it is in a cell. Of
 * records it has the columns that are named, and a `number`, since those that are alike in all that is asked may stand
 * in one row; of figures all columns, what each adds (`addend`) and its status (`mark`: see sums). `some` are those of
 * them that are asked about.
 */
export function selectionSql(
  question: Question,
  frame: Frame,
  family: Family,
  rest: (many: Sql) => Sql,
  some?: Some
): Sql {
  const { chosen } = frame
  const sets = eligibleSets(question, frame, family)
  const records = isRecords(chosen)
  const conditions = allOf(conditionsOf(question, frame, family, some?.where))
  const { more, rows } = uncoveredSql(records ? [] : sets, frame, 'inside')
  const state = stateSql(question, frame)
  if (!records) {
    const unit = unitOfRows(question, chosen)
    const row = unit === undefined ? raw('*') : raw(`* replace ('${unit}' as unit)`)
    return sql`with base as (select ${row}, ${figureSql} from ${wholeTable(chosen).from} where ${conditions}),
inside as (select * from base where ${insideSql(frame)}),
${more}selected as (select *, ${addendSql} as addend, ${state} as state from ${raw(rows)})
${rest(wholeTable(chosen).many)}`
  }
  const selected = ({ from, columns, date, many, weight }: Relation): Sql =>
    sql`with base as (select ${columns}${recordSql(frame, date)}, ${weight} as number from ${from} where ${conditions}),
selected as (select *, ${state} as state from base where ${insideSql(frame)})
${rest(many)}`
  return isExact(frame)
    ? askOfRecords(chosen, dateOf(frame).column, selected, some?.rows)
    : selected(wholeTable(chosen))
}

/** Rows that surely do not answer are never looked at. */
function conditionsOf(question: Question, frame: Frame, family: Family, where: Sql | undefined): Sql[] {
  const { card, subject } = frame.chosen
  const records = isRecords(frame.chosen)
  const conditions = [
    ...(records ? [] : [raw(subject.figures?.rows ?? 'false')]),
    ...filtersIn(question).map(([name, values]) => isWord(frame, name, values)),
    ...(where ? [where] : [])
  ]
  if (!records && (card.total_sets.length > 0 || family === 'published_total'))
    conditions.push(isOneOf(raw('total_over'), eligibleSets(question, frame, family).map(textOf)))
  return conditions
}

const figureSql = sql`cast(period_from as date) as p_from, cast(period_to as date) as p_to, ${markSql} as mark`

/** The date of a record, and how exact it is where the table has any that is no day. */
export function dateOf({ clock, chosen, words }: Frame): { column: string; precision?: string } {
  const date = chosen.subject.dates[clock.date_basis]
  if (date === undefined) throw new Error(`${chosen.subject.unit} have no date ${clock.date_basis}`)
  const isExact =
    date.precision === undefined ||
    (words !== undefined && (words.get(date.precision) ?? []).every(word => word === 'day'))
  return isExact ? { column: date.column } : date
}

/** The period of a record is as long as its date is exact: a day, a month or a year. */
function recordSql(frame: Frame, columnOf: Relation['date']): Sql {
  const { column, precision } = dateOf(frame)
  const day = `cast(${columnOf(column)} as date)`
  if (precision === undefined) return raw(`${day} as p_from, ${day} as p_to`)
  return raw(`case ${precision} when 'year' then cast(date_trunc('year', ${day}) as date)
      when 'month' then cast(date_trunc('month', ${day}) as date) else ${day} end as p_from,
    case ${precision} when 'year' then make_date(year(${day}), 12, 31)
      when 'month' then last_day(${day}) else ${day} end as p_to`)
}

/**
 * The last day of a row, to be held against the first day of a time, and the first day against the last. A time that
 * begins or ends inside a month is held against the day of a record itself, which no summary has.
 */
export const lastDaySql = (from: string, frame: Frame): Sql =>
  from.endsWith('-01') ? raw('p_to') : (recordDay(frame) ?? raw('p_to'))
export const firstDaySql = (to: string, frame: Frame): Sql =>
  addDays(to, 1).endsWith('-01') ? raw('p_from') : (recordDay(frame) ?? raw('p_from'))

const recordDay = (frame: Frame): Sql | undefined => (isExact(frame) ? raw(dateOf(frame).column) : undefined)

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
    ? raw(chosen.subject.duplicates)
    : undefined

function usualSql(question: Question, frame: Frame): [Sql, string][] {
  return usualRules(question, frame.chosen).flatMap(({ rows, dimension, values, reason }) => {
    const open = openScope(rows, question, frame)
    if (open === false) return []
    const others = sql`not ${isInScope(frame, [[dimension, values]])}`
    return [[allOf([...(open.length > 0 ? [isInScope(frame, open)] : []), others]), reason]]
  })
}

/** Records whose dates are days: inside the bounds (insideSql), each lies in one period. */
const isExact = (frame: Frame): boolean => isRecords(frame.chosen) && dateOf(frame).precision === undefined

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
