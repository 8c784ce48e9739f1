import { type Dimension, dimensionNames, dimensions } from '../vocabulary/dimension.ts'
import { defaultMinN, type Measure } from '../vocabulary/measure.ts'
import type { DateBasis, YearBasis } from '../vocabulary/period.ts'
import type { Unit } from '../vocabulary/unit.ts'

/** What is asked of the decisions, as api.md §3 says it. A member left out has the default of the vocabulary. */
export interface Question {
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
  min_n?: number
  intervals?: boolean
  fill?: 'none' | 'grid'
  /** Dimensions or measures, `-` in front for descending. */
  sort?: readonly string[]
  /** Cells a page; left out, all of them. */
  limit?: number
  cursor?: string
  fields?: readonly string[]
  dry_run?: boolean
}

/** Dimensions that are the same on every row of a release, and so can be grouped by but decide nothing. */
export const constantDimensions = ['source', 'series', 'release'] as const satisfies readonly Dimension[]
export const periodDimensions = ['year', 'quarter', 'month'] as const satisfies readonly Dimension[]
export type PeriodDimension = (typeof periodDimensions)[number]

const isConstant = (name: Dimension): boolean => (constantDimensions as readonly Dimension[]).includes(name)
const onDecisions = (name: Dimension): boolean =>
  dimensions[name].grains.some(grain => grain === 'decision' || grain === 'count')

/** The dimensions that a decision or a published number has a column for: what can be filtered by. */
export const filterDimensions: readonly Dimension[] = dimensionNames.filter(
  name => dimensions[name].kind !== 'period' && !isConstant(name) && onDecisions(name)
)

/** What decisions can be grouped by. */
export const groupDimensions: readonly Dimension[] = dimensionNames.filter(onDecisions)

export const maximumGroups = 4

/** The filters of a question that name at least one value, in the vocabulary's order, values sorted. */
export function filtersIn({ filters = {} }: Question): [Dimension, string[]][] {
  return filterDimensions.flatMap(name => {
    const values = filters[name]
    return values === undefined ? [] : [[name, [...new Set(values)].sort()] as [Dimension, string[]]]
  })
}

/**
 * A question as the parameters that ask it, in one fixed order and without what is a default anyway: the same
 * question is always the same text.
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
    ['min_n', question.min_n === defaultMinN ? undefined : question.min_n],
    ['intervals', question.intervals || undefined],
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

/** The text that a cursor is bound to: what is asked, whatever the page. The release is in the cursor itself. */
export const identityOf = (question: Question): string =>
  queryString(parametersOf(question).filter(([name]) => !aboutPage.includes(name)))

/** The parameters of an endpoint as they come: those that are dimensions are filters. */
export function questionOf(query: Readonly<Record<string, unknown>>): Question {
  const filters = Object.fromEntries(
    filterDimensions.flatMap(name => (query[name] === undefined ? [] : [[name, query[name] as string[]]]))
  )
  const rest = Object.entries(query).filter(([name]) => !(name in filters))
  return { ...Object.fromEntries(rest), filters } as Question
}
