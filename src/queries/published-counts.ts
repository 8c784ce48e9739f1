import { publishedCounts } from '../database/tables/published-counts.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import { parsePeriod, type YearBasis } from '../vocabulary/period.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Condition } from './condition.ts'
import { valuesIn } from './filters.ts'
import { recordId } from './ids.ts'
import type { List, ListQuery } from './list.ts'

export const countFilters = [
  'decision_stage',
  'source_level',
  'authority',
  'application_type',
  'screening_type',
  'outcome',
  'outcome_group',
  'effect',
  'appealed_by',
  'nationality',
  'country_of_asylum',
  'country_of_return',
  'same_country',
  'return_type',
  'return_subtype',
  'sex',
  'age_group',
  'applicant_type',
  'unaccompanied'
] as const

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

type KeptCount = typeof publishedCounts.$inferSelect

/** A published figure, as printed. A number that was withheld is null, with its status. */
function countRow(kept: KeptCount, release: ReleaseEntry) {
  return {
    count_id: recordId(release, kept.count_id),
    series: kept.series,
    period: kept.period,
    period_from: kept.period_from,
    period_to: kept.period_to,
    decision_stage: kept.decision_stage,
    source_level: kept.source_level,
    authority: kept.authority,
    application_type: kept.application_type,
    screening_type: kept.screening_type,
    appealed_by: kept.appealed_by,
    nationality: kept.nationality,
    country_of_asylum: kept.country_of_asylum,
    country_of_return: kept.country_of_return,
    same_country: kept.same_country,
    return_type: kept.return_type,
    return_subtype: kept.return_subtype,
    sex: kept.sex,
    age_group: kept.age_group,
    applicant_type: kept.applicant_type,
    unaccompanied: kept.unaccompanied,
    outcome: kept.outcome,
    outcome_group: kept.outcome_group,
    effect: kept.effect,
    unit: kept.unit,
    value: kept.value,
    status: kept.status,
    source_flags: kept.source_flags,
    source_code: kept.source_code,
    source_label: kept.source_label,
    is_total: kept.is_total,
    total_over: kept.total_over,
    source_table: kept.source_table,
    line: kept.line,
    source: release.source,
    release: release.release,
    synthetic: release.synthetic
  }
}

/** GET /v1/published-counts. */
export const countList: List<CountQuery> = {
  path: '/v1/published-counts',
  name: 'published_counts',
  table: publishedCounts,
  id: 'count_id',
  date: 'period_from',
  conditions: (query, release) => [
    ...valuesIn(query, [...countFilters, 'unit']),
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
  row: (kept, release) => countRow(kept as KeptCount, release)
}

const kinds = {
  year: ['year', 'fiscal_year'],
  quarter: ['quarter', 'fiscal_quarter'],
  month: ['month']
} as const

/** Figures whose period lies inside one of these; a fiscal word is read as the series means it. */
function periodsIn(
  name: keyof typeof kinds,
  texts: string[] | undefined,
  release: ReleaseEntry
): Condition[] {
  if (!texts) return []
  const basis: YearBasis =
    release.about.series.find(({ id }) => id === release.series)?.year_basis ?? 'calendar'
  const spans = texts.map(text => {
    const period = parsePeriod(text, basis)
    if (period && (kinds[name] as readonly string[]).includes(period.kind)) return period
    throw new Problem(
      'invalid-parameter',
      `${name}: "${text.slice(0, 100)}" is no ${name} here. ${release.source} counts by ${basis} years: ${examples[name](basis)}.`,
      [{ parameter: name, code: 'invalid-period' }]
    )
  })
  return [{ kind: 'inside', spans }]
}

const examples = {
  year: (basis: YearBasis) => (basis === 'calendar' ? '2024' : 'FY2024 or 2024'),
  quarter: (basis: YearBasis) => (basis === 'calendar' ? '2024-Q3' : 'FY2024-Q1 or 2024-Q3'),
  month: () => '2024-11'
}
