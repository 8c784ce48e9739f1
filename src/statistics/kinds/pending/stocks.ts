import { said } from '../../../vocabulary/labels/texts/texts.ts'
import { pendingStatistics } from '../../../vocabulary/measures/case-statistics.ts'
import { type Dimension, isCountryGroup } from '../../../vocabulary/measures/dimension.ts'
import type { SubjectDefinition } from '../../../vocabulary/measures/subject.ts'
import { Problem } from '../../../vocabulary/problem.ts'
import type { ResultRow } from '../../../vocabulary/results/result-table.ts'
import { checkQuestion } from '../../question/check-question.ts'
import { choose } from '../../question/choose.ts'
import type { Chosen } from '../../question/chosen.ts'
import { questionOf } from '../../question/question.ts'
import { caseSubject } from '../../rows/case-frame.ts'
import { kindOfSubject, type SubjectAnswer } from '../decisions/kind.ts'
import type { KindMeta, ReadableSet, StatisticsAnswer } from '../kind.ts'
import { figuresOf, type Subject } from '../subject.ts'
import { refuseClock } from './question.ts'

/** What records of cases have and published stocks have not, or have as another thing. */
const ofCases: readonly string[] = ['case_status', 'application_type']
const isOfStock = (name: Dimension): boolean => !ofCases.includes(name)

const definition = {
  path: pendingStatistics.path,
  title: 'Pending',
  grains: ['count'],
  unit: 'persons',
  units: ['persons', 'cases'],
  date_bases: ['filed'],
  never_added: ['as_at', 'waiting_at'],
  without: [],
  holds: [],
  has_rates: false
} as const satisfies SubjectDefinition

/** Published stocks of what is pending on a day. Those of two days, and of two queues, are never added. */
const stocks: Subject = {
  ...definition,
  name: 'cases',
  groups: pendingStatistics.groups.filter(name => isOfStock(name) && !isCountryGroup(name)),
  filters: pendingStatistics.filters.filter(isOfStock),
  dates: {},
  figures: figuresOf('pending'),
  lists: {},
  booleans: []
}
export const stockKind = kindOfSubject(stocks)

/** What answers questions about the pending: records of cases, or published stocks. */
export const pendingSubject: Subject = {
  ...caseSubject(pendingStatistics.path, 'Open cases', pendingStatistics),
  units: definition.units,
  figures: figuresOf('pending')
}

type Parameters = Readonly<Record<string, unknown>>

/** The table that answers; undefined where the question is one for records, or is refused by them. */
export function stockAsked(set: ReadableSet, query: Parameters): Chosen | undefined {
  const {
    measures: _,
    fields: __,
    sort: ___,
    cursor: ____,
    waiting_time: _____,
    group_by = [],
    ...rest
  } = query
  const groups = (group_by as string[]).filter(name => name !== 'waiting_time')
  const question = questionOf({ ...rest, group_by: groups }, pendingSubject)
  refuseClock(query)
  checkQuestion(question)
  const chosen = choose(set, question)
  return chosen.table === 'published_counts' ? chosen : undefined
}

/**
 * The parameters as a question to published stocks of one release. Where the question names no day, it is the newest of
 * the release: a stock is what is pending now, and its days are never added.
 */
export function stockQuery(query: Parameters, { release, series }: Chosen): Parameters {
  const { measures = ['pending'], group_by = [], fields, sort, ...rest } = query
  const asked = measures as string[]
  if (!asked.includes('pending'))
    throw new Problem('unsupported-combination', said('stock_without_waits', { source: release.source }), [
      { parameter: 'measures', code: 'unsupported-combination' }
    ])
  const names = group_by as string[]
  const isDated = rest.as_at !== undefined || names.includes('as_at')
  const isSorted = (sort as string[] | undefined)?.filter(key => !/pending|waiting_days/.test(key))
  return {
    ...rest,
    source: release.source,
    series: series.id,
    group_by: names,
    ...(isDated ? {} : { as_at: [release.coverage.to] }),
    ...(isSorted?.length ? { sort: isSorted } : {})
  }
}

type Member =
  | 'query'
  | 'unit'
  | 'counting_rule'
  | 'as_at'
  | 'partial'
  | 'groups'
  | 'reconciliation'
  | 'missing'

/** An answer on stocks in the columns of the statistic: the number is `pending`, whatever its unit. */
export function asPending(
  { result, meta, ...rest }: SubjectAnswer,
  query: Parameters
): StatisticsAnswer<Member | 'total' | 'total_reason' | 'estimate'> {
  const unit = meta.unit ?? 'persons'
  const [first, ...others] = daysOf(result.rows, query)
  const as_at = others.length === 0 ? (first ?? null) : null
  const renamed = <value>(members: Readonly<Record<string, value>>): Record<string, value> =>
    Object.fromEntries(
      Object.entries(members).map(([name, value]) => [name === unit ? 'pending' : name, value])
    )
  const { total, total_reason, groups, estimate, counting_rule, missing } = meta
  return {
    ...rest,
    result: {
      ...result,
      measures: [{ name: 'pending', kind: 'count' }],
      shown: undefined,
      rows: result.rows.map(row => ({ ...row, numbers: renamed(row.numbers), flags: renamed(row.flags) })),
      ...(as_at === null ? {} : { from: as_at, to: as_at }),
      ...{ year_basis: null, date_basis: null }
    },
    meta: {
      ...{ query: { ...meta.query, measures: ['pending'] }, unit: meta.unit, counting_rule },
      ...{ as_at, partial: result.is_part_of_places ?? false },
      reconciliation: renamed(meta.reconciliation),
      ...{ total, total_reason, missing },
      ...(groups && { groups }),
      ...(estimate && { estimate })
    } as Pick<KindMeta, Member | 'total' | 'total_reason' | 'estimate'>
  }
}

/** The days of an answer: of its rows, or the one that is asked for. */
function daysOf(rows: readonly ResultRow[], { as_at = [] }: Parameters): string[] {
  const found = rows.flatMap(({ words }) => words.as_at ?? [])
  return [...new Set(found.length > 0 ? found : (as_at as string[]))]
}
