import { publishedCounts } from '../database/tables/published-counts.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import { alternatives, said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'
import { recordKeys } from '../vocabulary/records/record.ts'
import { parsePeriod, type YearBasis } from '../vocabulary/time/period.ts'
import type { ListCondition } from './lists/condition.ts'
import { conditionColumns, valuesIn } from './lists/filters.ts'
import type { List, ListQuery } from './lists/list.ts'
import { wireRow } from './wire-row.ts'

export interface CountQuery extends ListQuery {
  nationality?: string[]
  country_of_asylum?: string[]
  year?: string[]
  quarter?: string[]
  month?: string[]
  period_from?: string
  period_to?: string
  unit?: string[]
  is_total?: boolean
}

const { values } = conditionColumns('count')

/** GET /v1/published-counts. */
export const countList: List<CountQuery> = {
  path: '/v1/published-counts',
  name: 'published_counts',
  table: publishedCounts,
  ...recordKeys.count,
  conditions: (query, release) => [
    ...valuesIn(query, [...values, 'unit']),
    ...(query.is_total === undefined ? [] : valuesIn({ is_total: [query.is_total] }, ['is_total'])),
    ...(['year', 'quarter', 'month'] as const).flatMap(name => periodsIn(name, query[name], release)),
    ...(query.period_from ? [{ kind: 'from' as const, column: 'period_from', day: query.period_from }] : []),
    ...(query.period_to ? [{ kind: 'to' as const, column: 'period_to', day: query.period_to }] : [])
  ],
  reach: query => ({
    nationality: query.nationality,
    country_of_asylum: query.country_of_asylum,
    from: query.period_from,
    to: query.period_to
  }),
  row: wireRow('count')
}

const kinds = {
  year: ['year', 'fiscal_year'],
  quarter: ['quarter', 'fiscal_quarter'],
  month: ['month']
} as const

/** Figures whose period lies inside one of these. A fiscal period is read by the year basis of the series. */
function periodsIn(
  name: keyof typeof kinds,
  texts: string[] | undefined,
  release: ReleaseEntry
): ListCondition[] {
  if (!texts) return []
  const basis: YearBasis =
    release.about.series.find(({ id }) => id === release.series)?.year_basis ?? 'calendar'
  const spans = texts.map(text => {
    const period = parsePeriod(text, basis)
    if (period && (kinds[name] as readonly string[]).includes(period.kind)) return period
    throw new Problem(
      'invalid-parameter',
      said('no_such_period', {
        name,
        text: text.slice(0, 100),
        source: release.source,
        basis,
        example: examples[name](basis)
      }),
      [{ parameter: name, code: 'invalid-period' }]
    )
  })
  return [{ kind: 'inside', spans }]
}

const examples = {
  year: (basis: YearBasis) => (basis === 'calendar' ? '2024' : alternatives(['FY2024', '2024'])),
  quarter: (basis: YearBasis) => (basis === 'calendar' ? '2024-Q3' : alternatives(['FY2024-Q1', '2024-Q3'])),
  month: () => '2024-11'
}
