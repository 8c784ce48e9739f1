import { allOf, anyOf, isOneOf } from '../../snapshot/sql/conditions.ts'
import { dayLiteral } from '../../snapshot/sql/literals.ts'
import { chosenTable, column, join, raw, readFrom, type Sql, sql } from '../../snapshot/sql/sql.ts'
import { dimensions, emptyValue } from '../../vocabulary/measures/dimension.ts'
import type { SubsetName } from '../kinds/subject.ts'
import { namedDimensions } from '../question/check-question.ts'
import { type Chosen, isRecords } from '../question/chosen.ts'
import { unitOfRows } from '../question/own-units.ts'
import { placeSql } from '../question/period-fit.ts'
import { aggregatesLeftOut } from '../question/places.ts'
import { apartIn, filtersIn, type Question } from '../question/question.ts'
import { ofRecords, wholeTable } from '../rollups/records.ts'
import { addendSql, markPassingSql, markSql } from '../table/sums.ts'
import { type Frame, groupSql, storedGroups, wordSql } from './columns.ts'
import { rowsInside } from './inside.ts'
import { areMembersSql, memberDay } from './member.ts'
import { dateOf, isExact } from './record-dates.ts'
import { openScope, usualConditions } from './scope.ts'
import { asTotalled } from './subtotals.ts'
import { textOf, uncoveredSql } from './uncovered.ts'
import { isInScope, isWord } from './words.ts'

/**
 * Which rows a measure is made from. A count may use totals over outcomes, unless the question names outcomes. A rate
 * is made from outcomes, so it uses no totals over them. published_total is made from the totals that stand beside
 * their parts.
 */
export type Family = 'count' | 'rate' | 'published_total'

/** Dimensions that the question or the measure needs: a total over one of them cannot be used. */
function touchedBy(question: Question, { groups, chosen }: Frame, family: Family): Set<string> {
  const usual = usualConditions(question, chosen).map(({ dimension }) => dimension)
  // What is not split has the empty value, as a filter that asks for it says.
  const filtered = filtersIn(question).flatMap(([name, values]) =>
    values.every(value => value === emptyValue(name)) && emptyValue(name) === 'not_split'
      ? []
      : [name as string]
  )
  const named = [...filtered, ...apartIn(question), ...groups, ...usual].map(asTotalled)
  return new Set(family === 'rate' ? [...named, 'outcome'] : named)
}

/** Groups the families that are made from the same rows, in their order. */
export function sameRows(question: Question, frame: Frame, families: readonly Family[]): Family[][] {
  const found = new Map<string, Family[]>()
  for (const family of families) {
    const rows = JSON.stringify(eligibleSets(question, frame, family))
    found.set(rows, [...(found.get(rows) ?? []), family])
  }
  return [...found.values()]
}

/** The sets of dimensions (total_over) whose totals can be used. [] stands for a row that is no total. */
export function eligibleSets(question: Question, frame: Frame, family: Family): string[][] {
  const { card, series } = frame.chosen
  const touched = touchedBy(question, frame, family)
  const beside = (set: readonly string[]): boolean => set.some(name => series.totals_beside.includes(name))
  return [[], ...card.total_sets].filter(
    set => beside(set) === (family === 'published_total') && !set.some(name => touched.has(name))
  )
}

/** The condition of a figure that a measure can use: it is no total over a dimension that the question names. */
export const isEligible = (question: Question, frame: Frame, family: Family): Sql =>
  isOneOf(raw('total_over'), eligibleSets(question, frame, family).map(textOf))

/** A subset of the records of a question: its condition, and the name under which rollups have it, if any does. */
export interface Subset {
  where: Sql
  name?: SubsetName
}

/**
 * `with … selected as (…)` and the SQL that reads from it (`rest`). `selected` has the rows that a measure is made
 * from, each with p_from, p_to and its state, as the index in statesOf: 0 where it is in a cell. Of records it has the
 * columns that the SQL names, and a `number`, since a row of a rollup stands for several records (`chosenTable.count`
 * counts the records of a group). Of figures it has all columns, the number that each adds (`addend`) and its status
 * (`mark`: see sums). `subset`: restricts the records.
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
  const statement = sql`${selectedRecords(question, frame, conditions)}\n${rest}`
  return isExact(frame)
    ? ofRecords(chosen, date, statement, subset?.name)
    : readFrom(wholeTable(chosen, date), statement)
}

const selectedRecords = (question: Question, frame: Frame, conditions: Sql): Sql =>
  sql`with base as (
  select ${chosenTable.columns}${recordPeriod(frame)}, ${chosenTable.weight} as number
  from ${chosenTable.name} where ${conditions}
), selected as (
  select *, ${stateSql(question, frame)} as state from base where ${rowsInside(frame)}
)`

function selectedFigures(question: Question, frame: Frame, family: Family, conditions: Sql): Sql {
  const unit = unitOfRows(question, frame.chosen)
  const all = unit === undefined ? raw('*') : raw(`* replace ('${unit}' as unit)`)
  const named: readonly string[] = [...frame.groups, ...namedDimensions(question)]
  const uncovered = uncoveredSql(eligibleSets(question, frame, family), frame, {
    from: 'inside',
    isAsked: dimension => named.includes(dimension)
  })
  return sql`with base as (
  select ${all}, ${figureSql(frame.chosen.series)} from ${chosenTable.name} where ${conditions}
), inside as (
  select * from base where ${rowsInside(frame)}
), ${uncovered.more}selected as (
  select *, ${addendSql} as addend, ${stateSql(question, frame)} as state from ${raw(uncovered.rows)}
)`
}

/** Conditions that exclude rows before their state is computed. */
function conditionsOf(question: Question, frame: Frame, family: Family, where: Sql | undefined): Sql[] {
  const { card, subject } = frame.chosen
  const { apart } = question
  const records = isRecords(frame.chosen)
  const conditions = [
    ...(records ? [] : [subject.figures?.rows ?? raw('false')]),
    ...filtersIn(question).map(([name, values]) => isWord(frame, name, values)),
    // Rows without a word of the dimension are not among those that are counted apart.
    ...(apart ? [sql`(${isWord(frame, apart.dimension, apart.words)}) is not true`] : []),
    ...withoutAggregates(question, frame),
    ...(where ? [where] : [])
  ]
  if (!records && (card.total_sets.length > 0 || family === 'published_total'))
    conditions.push(isEligible(question, frame, family))
  return conditions
}

/** A publisher's figure for a group of countries is no part of an answer about countries. */
function withoutAggregates(question: Question, frame: Frame): Sql[] {
  const codes = aggregatesLeftOut(question, frame.chosen)
  return codes.length === 0 ? [] : [sql`not ${isWord(frame, 'country_of_asylum', codes)}`]
}

const figureSql = ({ not_applicable_adds_nothing }: Chosen['series']): Sql =>
  sql`cast(period_from as date) as p_from, cast(period_to as date) as p_to, ${not_applicable_adds_nothing ? markPassingSql : markSql} as mark`

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

/**
 * The states of a row: in a cell, or why it is in none. Those nearest to a cell come first, in the opposite order of
 * the checks in stateSql, so that the lowest state of several rows is that of the row nearest to a cell.
 */
export const statesOf = (question: Question, { chosen }: Pick<Frame, 'chosen'>): string[] => [
  ...['cell', 'unknown_filtered', 'no_date'],
  ...new Set(
    usualConditions(question, chosen)
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
    [undatedSql(frame, placed), 'no_date'],
    [unknownSql(question, frame), 'unknown_filtered']
  ]
  const states = statesOf(question, frame)
  const branches = cases.flatMap(([condition, state]) =>
    condition ? [sql`when ${condition} then ${raw(String(states.indexOf(state)))}`] : []
  )
  return branches.length === 0 ? raw('0') : sql`case ${join(branches, ' ')} else 0 end`
}

/** Whether a row can be in no cell only because it has no date. Its state then follows from its period. */
export const isToldByDate = (question: Question, frame: Frame): boolean =>
  isExact(frame) &&
  frame.clock.groups.length > 0 &&
  repeatedSql(question, frame.chosen) === undefined &&
  usualSql(question, frame).length === 0 &&
  unknownSql(question, frame) === undefined

function unknownSql(question: Question, frame: Frame): Sql | undefined {
  const columns = [...storedGroups(frame), ...apartIn(question)].filter(
    name => dimensions[name].kind !== 'period'
  )
  if (question.include_unknown !== false || columns.length === 0) return undefined
  return anyOf(columns.map(name => isOneOf(wordSql(frame, groupSql(frame, name), name), ['UNK', 'unknown'])))
}

/** Without a day nobody knows whether a country was in a group that it joined or left. */
function undatedSql(frame: Frame, placed: Sql | undefined): Sql | undefined {
  const isDated = placed === undefined && areMembersSql(frame, memberDay(frame)) !== undefined
  return isDated ? raw('p_from is null') : undefined
}

const repeatedSql = ({ include_duplicates }: Question, chosen: Chosen): Sql | undefined =>
  isRecords(chosen) && chosen.subject.duplicates && !include_duplicates
    ? chosen.subject.duplicates
    : undefined

function usualSql(question: Question, frame: Frame): [Sql, string][] {
  return usualConditions(question, frame.chosen).flatMap(({ rows, dimension, values, reason }) => {
    const open = openScope(rows, question, frame)
    if (open === false) return []
    const others = sql`not ${isInScope(frame, [[dimension, values]])}`
    return [[allOf([...(open.length > 0 ? [isInScope(frame, open)] : []), others]), reason]]
  })
}

/**
 * The condition that a row lies in just one of the requested periods. One that is dated by month or year may span
 * several.
 */
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
