import { type Dimension, dimensionNames, dimensions, emptyValue } from '../vocabulary/dimension.ts'
import { isRecords } from './chosen.ts'
import { type Frame, groupSql, hasColumn, isConstant, wordSql } from './columns.ts'
import { labelSql } from './period-fit.ts'
import { filtersIn, type Question } from './question.ts'
import { allOf, anyOf, isOneOf, join, raw, type Sql, sql } from './sql-text.ts'
import { addendSql, markSql } from './sums.ts'

/**
 * Which rows a measure is made from. A count leaves outcomes open unless the question names them; a rate is made
 * of outcomes, so totals over them are out; published_total is made of the totals that stand beside their parts.
 */
export type Family = 'count' | 'rate' | 'published_total'

const outcomeDimensions: readonly string[] = ['outcome', 'outcome_group', 'effect']
const asTotalled = (name: string): string => (outcomeDimensions.includes(name) ? 'outcome' : name)

/** Dimensions that a measure does not leave open: no total over one of them may answer. */
function touchedBy(question: Question, { groups }: Frame, family: Family): Set<string> {
  const named = [...filtersIn(question).map(([name]) => name as string), ...groups].map(asTotalled)
  return new Set(family === 'rate' ? [...named, 'outcome'] : named)
}

/** The families that are made from different rows: one of each, and of the same rows the first. */
export function distinctFamilies(question: Question, frame: Frame, families: readonly Family[]): Family[] {
  const seen = new Map(
    families.toReversed().map(family => [JSON.stringify(eligibleSets(question, frame, family)), family])
  )
  return [...seen.values()].reverse()
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

/**
 * `with … selected as (…)`: the rows that a measure is made from, each with p_from, p_to, unit, what it adds
 * (`records`, `addend`), its status (`mark`: see sums) and its state: `cell`, or why it is in none (`no_date`,
 * `unknown_filtered`).
 */
export function selectionSql(question: Question, frame: Frame, family: Family): Sql {
  const { table, release, card, subject } = frame.chosen
  const from = raw(`r${release.release_id}.${table}`)
  const sets = eligibleSets(question, frame, family)
  const records = isRecords(frame.chosen)
  const own = records ? [] : [raw(subject.figures?.rows ?? 'false')]
  const conditions = [...own, ...filtersIn(question).map(filterSql)]
  if (!records && (card.total_sets.length > 0 || family === 'published_total'))
    conditions.push(isOneOf(raw('total_over'), sets.map(textOf)))
  const counted = records && family !== 'published_total'
  return sql`with base as (select *, ${counted ? recordSql(frame) : figureSql} from ${from} where ${allOf(conditions)}),
selected as (select *, 1 as records, ${addendSql} as addend, ${stateSql(question, frame)} as state
  from base where ${insideSql(frame)}${uncoveredSql(sets, frame)})
`
}

const textOf = (set: readonly string[]): string => [...set].sort().join(',')

function filterSql([name, values]: [Dimension, string[]]): Sql {
  const column = dimensions[name].kind === 'boolean' ? raw(`cast(${name} as varchar)`) : raw(name)
  const given = isOneOf(column, values)
  return values.includes(emptyValue(name)) ? anyOf([given, raw(`${name} is null`)]) : given
}

const figureSql = sql`cast(period_from as date) as p_from, cast(period_to as date) as p_to, ${markSql} as mark`

/** A record counts one. Its period is as long as its date is exact: a day, a month or a year. */
function recordSql({ clock, chosen }: Frame): Sql {
  const { unit, dates } = chosen.subject
  const date = dates[clock.date_basis]
  if (date === undefined) throw new Error(`${unit} have no date ${clock.date_basis}`)
  const counts = `1 as value, 0 as mark, '${unit}' as unit, '' as total_over`
  const day = `cast(${date.column} as date)`
  if (date.precision === undefined) return raw(`${counts}, ${day} as p_from, ${day} as p_to`)
  return raw(`${counts},
    case ${date.precision} when 'year' then cast(date_trunc('year', ${day}) as date)
      when 'month' then cast(date_trunc('month', ${day}) as date) else ${day} end as p_from,
    case ${date.precision} when 'year' then make_date(year(${day}), 12, 31)
      when 'month' then last_day(${day}) else ${day} end as p_to`)
}

const day = (text: string): Sql => sql`cast(${text} as date)`

/** Rows that surely lie outside the period asked for are no part of the question. */
function insideSql({ clock: { from, to } }: Frame): Sql {
  const conditions = [
    ...(from === undefined ? [] : [sql`p_to >= ${day(from)}`]),
    ...(to === undefined ? [] : [sql`p_from <= ${day(to)}`])
  ]
  return conditions.length === 0 ? raw('true') : anyOf([raw('p_from is null'), allOf(conditions)])
}

function stateSql(question: Question, frame: Frame): Sql {
  const { clock, groups } = frame
  const { from, to, year_basis } = clock
  const placed = [
    ...(from === undefined ? [] : [sql`p_from >= ${day(from)}`]),
    ...(to === undefined ? [] : [sql`p_to <= ${day(to)}`]),
    ...clock.groups.map(
      span => sql`${labelSql(raw('p_from'), span, year_basis)} = ${labelSql(raw('p_to'), span, year_basis)}`
    )
  ]
  const cases = placed.length === 0 ? [] : [sql`when not coalesce(${allOf(placed)}, false) then 'no_date'`]
  const columns = groups.filter(name => !isConstant(name) && dimensions[name].kind !== 'period')
  if (question.include_unknown === false && columns.length > 0) {
    const unknown = columns.map(name => isOneOf(wordSql(groupSql(frame, name), name), ['UNK', 'unknown']))
    cases.push(sql`when ${anyOf(unknown)} then 'unknown_filtered'`)
  }
  return cases.length === 0 ? raw("'cell'") : sql`case ${join(cases, ' ')} else 'cell' end`
}

/**
 * A total takes the place of all rows that it is the total of: those that are equal in every other dimension, for
 * the same time and unit, and are parts of it or totals over fewer dimensions. It does so withheld or not.
 */
function uncoveredSql(sets: readonly string[][], { chosen }: Frame): Sql {
  const conditions = sets.flatMap(total => {
    const covered = sets.filter(set => set.length < total.length && set.every(name => total.includes(name)))
    if (covered.length === 0) return []
    const open = new Set(total)
    const kept = dimensionNames.filter(name => hasColumn(chosen, name) && !open.has(asTotalled(name)))
    const scope = raw([...kept, 'unit', 'p_from', 'p_to'].join(', '))
    const exists = sql`bool_or(total_over = ${textOf(total)}) over (partition by ${scope})`
    return [sql`not (${isOneOf(raw('total_over'), covered.map(textOf))} and ${exists})`]
  })
  return conditions.length === 0 ? raw('') : sql` qualify ${allOf(conditions)}`
}
