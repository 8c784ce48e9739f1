import { defaultMinN } from '../../vocabulary/measures/measure.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import { type Period, parsePeriod, yearLabel } from '../../vocabulary/time/period.ts'
import type { KindLayout, KindMeta, KindQuestion, Opened } from '../kinds/kind.ts'
import { coversPeriod } from '../question/covered.ts'
import type { QueryOption } from '../question/options.ts'
import { filtersIn, type Question } from '../question/question.ts'
import type { Reach } from '../question/reach.ts'

type Written = Partial<Record<QueryOption, unknown>>

/** A question in its one normal form, with every default that is the same for all sources. */
export const questionQuery = (question: Question): Written => ({
  as_of: question.as_of,
  group_by: question.group_by ?? [],
  period: question.period,
  include_unknown: question.include_unknown ?? true,
  include_duplicates: question.include_duplicates || undefined,
  min_n: question.min_n ?? defaultMinN,
  intervals: question.intervals ?? false,
  fill: question.fill ?? 'none',
  top: question.top,
  limit: question.limit ?? null,
  cursor: question.cursor,
  fields: question.fields
})

/** The question with every default, and the release that answers: meta.query. */
export function queryInMeta(
  options: readonly QueryOption[],
  { question, frame: { chosen, clock } }: Opened,
  { groups, own_filters, own_query = own_filters }: KindQuestion,
  { dimensions: all, split_by, measured, unit }: KindLayout
): Record<string, unknown> {
  const { source, series, release } = chosen.release
  const values: Written = {
    ...questionQuery(question),
    source,
    series,
    release,
    group_by: groups,
    split_by,
    measures: measured,
    unit,
    date_basis: clock.date_basis,
    year_basis: clock.year_basis,
    period_from: clock.period_from,
    period_to: clock.period_to,
    sort: question.sort?.length ? question.sort : all
  }
  return told(inOrder(options, values, question, own_query))
}

/** The options in their order, with the filters in the place of `filters`. */
export function inOrder(
  options: readonly QueryOption[],
  values: Written,
  question: Question,
  own_query: Readonly<Record<string, unknown>> = {}
): Record<string, unknown> {
  return Object.fromEntries(
    options.flatMap((name): (readonly [string, unknown])[] => {
      if (name === 'filters') return filtersIn(question)
      if (name === 'own_filters') return Object.entries(own_query)
      return [[name, values[name]]]
    })
  )
}

/** Removes parameters that the request does not have and that have no default. */
export const told = (query: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))

/** The members of meta that follow from the question and the release. */
export function commonMeta(
  { frame, reach, as_at }: Opened,
  { dimensions: names, unit }: KindLayout,
  rows: readonly ResultRow[]
): Pick<KindMeta, 'unit' | 'counting_rule' | 'as_at' | 'partial' | 'period'> {
  const { chosen, clock } = frame
  return {
    unit,
    counting_rule: chosen.release.about.counting_rule,
    as_at,
    partial: reach.inside !== 'whole',
    period: {
      date_basis: clock.date_basis,
      year_basis: clock.year_basis,
      from: reach.from,
      to: reach.to,
      partial: [...new Set([...cutPeriods(names, frame, reach, rows), ...reach.partial])].sort()
    }
  }
}

/** Labels of the answer's periods that the release does not cover whole. */
function cutPeriods(
  names: readonly string[],
  frame: Opened['frame'],
  reach: Reach,
  rows: readonly ResultRow[]
): string[] {
  const periods = periodDimensions.filter(name => names.includes(name))
  if (periods.length === 0) return reach.inside === 'outside' ? [] : cutYears(frame)
  const labels = new Set<string>()
  for (const { words } of rows) for (const name of periods) labels.add(words[name] as string)
  return [...labels].filter(label => !coversPeriod(label, frame))
}

/** The years in which the coverage begins and ends where they are not whole and no bound is asked for. */
function cutYears({ chosen, clock: { from, to, year_basis } }: Opened['frame']): string[] {
  const { coverage } = chosen.release
  const yearOf = (day: string) => parsePeriod(yearLabel(day, year_basis), year_basis) as Period
  const [first, last] = [yearOf(coverage.from), yearOf(coverage.to)]
  return [
    ...(from === undefined && first.from < coverage.from ? [first.label] : []),
    ...(to === undefined && last.to > coverage.to ? [last.label] : [])
  ]
}
