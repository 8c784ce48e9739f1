import { withoutSets } from '../../vocabulary/countries/groups/memberships.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import { defaultMinN, type Measure } from '../../vocabulary/measures/measure.ts'
import { usualPageSize } from '../../vocabulary/page-size.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { DateBasis, YearBasis } from '../../vocabulary/time/period.ts'
import type { Unit } from '../../vocabulary/unit.ts'
import { type Subject, subjects } from '../kinds/subject.ts'

/**
 * A question to the statistics, as docs/rules/api.md §3 defines it. A member left out has the default of the
 * vocabulary.
 */
export interface Question {
  /** What is counted, which follows from the endpoint; decisions by default. */
  subject?: Subject
  source?: string
  series?: string
  release?: readonly string[]
  as_of?: string
  group_by?: readonly Dimension[]
  measures?: readonly Measure[]
  unit?: Unit
  date_basis?: DateBasis
  year_basis?: YearBasis
  period_from?: string
  period_to?: string
  period?: 'latest'
  /** Dimension → values; a row is in scope when it has one of the values of each. */
  filters?: Readonly<Partial<Record<Dimension, readonly string[]>>>
  include_unknown?: boolean
  /** Counts records that repeat another, too. */
  include_duplicates?: boolean
  min_n?: number
  intervals?: boolean
  fill?: 'none' | 'grid'
  /** The largest groups alone, and all others together. */
  top?: number
  /** Groups that are counted apart, so that their rows are not in scope: of the question for all others together. */
  apart?: { dimension: Dimension; words: readonly string[] }
  /** Dimensions or measures, `-` in front for descending. */
  sort?: readonly string[]
  /** Cells a page; left out, all of them. */
  limit?: number
  cursor?: string
  fields?: readonly string[]
  dry_run?: boolean
}

export const subjectOf = ({ subject = subjects.decisions }: Pick<Question, 'subject'>): Subject => subject

export const maximumGroups = 4

/** The dimension of groups that are counted apart: it is asked about, and the rows are not grouped by it. */
export const apartIn = ({ apart }: Question): Dimension[] => (apart ? [apart.dimension] : [])

/** The filters of a question that name at least one value, in the vocabulary's order, values sorted. */
export function filtersIn({ subject, filters = {} }: Question): [Dimension, string[]][] {
  return subjectOf({ subject }).filters.flatMap(name => {
    const values = filters[name]
    return values === undefined ? [] : [[name, [...new Set(values)].sort()] as [Dimension, string[]]]
  })
}

/**
 * A question as request parameters, in a fixed order and without defaults: the same question is always the same text.
 */
export function parametersOf(question: Question): [string, string][] {
  const list = (values: readonly string[] | undefined): string | undefined => values?.join(',') || undefined
  const written: [string, string | number | boolean | undefined][] = [
    ['source', question.source],
    ['series', question.series],
    ['release', list(question.release)],
    ['as_of', question.as_of],
    ['group_by', list(question.group_by)],
    ['measures', list(question.measures)],
    ['unit', question.unit],
    ['date_basis', question.date_basis],
    ['year_basis', question.year_basis],
    ['period', question.period],
    ['period_from', question.period_from],
    ['period_to', question.period_to],
    ...filtersIn(question).map(([name, values]) => [name, values.join(',')] as [string, string]),
    ['include_unknown', question.include_unknown === false ? false : undefined],
    ['include_duplicates', question.include_duplicates || undefined],
    ['min_n', question.min_n === defaultMinN ? undefined : question.min_n],
    ['intervals', question.intervals || undefined],
    ['fill', question.fill === 'grid' ? 'grid' : undefined],
    ['top', question.top],
    ['sort', list(question.sort)],
    ['limit', question.limit],
    ['cursor', question.cursor],
    ['fields', list(question.fields)],
    ['dry_run', question.dry_run || undefined]
  ]
  return written.flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]]
  )
}

/** The query string of a question; commas stay readable. */
export const queryString = (parameters: readonly (readonly [string, string])[]): string =>
  parameters.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&')

const aboutPage = ['source', 'series', 'release', 'as_of', 'limit', 'cursor', 'fields']

/** The address of a question: path and query string. */
export const addressOf = (question: Question): string =>
  `${subjectOf(question).path}?${queryString(parametersOf(question))}`

/**
 * The text that a cursor is bound to: the question without its source, release and paging. The release is in the cursor
 * itself.
 */
export const identityOf = (question: Question): string =>
  `${subjectOf(question).path}?${queryString(parametersOf(question).filter(([name]) => !aboutPage.includes(name)))}`

/**
 * The number of cells on a page: `limit`, else the default of formats with pages; undefined for formats that give all
 * rows. Throws a Problem for dry_run in a format that has no place for the estimate, since a table without rows would
 * read as an empty answer.
 */
export function pageAsked(
  { limit, dry_run }: { limit?: number; dry_run?: boolean },
  format: { id: string; is_paged: boolean }
): number | undefined {
  if (dry_run && !format.is_paged)
    throw new Problem('unsupported-combination', said('dry_run_in_json', { format: format.id }), [
      { parameter: 'dry_run', code: 'unsupported-combination' }
    ])
  return limit ?? (format.is_paged ? usualPageSize : undefined)
}

/** Reads the parameters of an endpoint. Those that are dimensions are filters. */
export function questionOf(
  query: Readonly<Record<string, unknown>>,
  subject: Subject = subjects.decisions
): Question {
  const filters = Object.fromEntries(
    [...subject.filters, ...(subject.refuses?.dimensions ?? [])].flatMap(name =>
      query[name] === undefined ? [] : [[name, withoutSets(name, query[name] as string[])]]
    )
  )
  const rest = Object.entries(query).filter(([name]) => !(name in filters))
  return { ...Object.fromEntries(rest), subject, filters: outsideMixed(filters, query.group_by) } as Question
}

/**
 * Rows that are split by source_level inside the stage `mixed` have `not_split` at all other stages. Beside such stages it is a
 * filter that takes all of them. Without a stage, beside `mixed` alone, other levels or a grouping by level it stays as it is, and
 * is no level of any source.
 */
export function outsideMixed(
  filters: NonNullable<Question['filters']>,
  group_by: unknown
): NonNullable<Question['filters']> {
  const { source_level, ...others } = filters
  const isGrouped = Array.isArray(group_by) && group_by.includes('source_level')
  if (isGrouped || source_level?.length !== 1 || source_level[0] !== emptyLevel) return filters
  const stages = (others.decision_stage ?? []).filter(stage => stage !== 'mixed')
  return stages.length === 0 ? filters : { ...others, decision_stage: stages }
}

/** The level of rows that are not split by it, as answers write it. */
const emptyLevel = 'not_split'
