import type { Attribution, ResultRow, ResultTable } from '../../src/vocabulary/results/result-table.ts'

const row = (
  words: Record<string, string>,
  numbers: ResultRow['numbers'],
  flags: ResultRow['flags'] = {}
): ResultRow => ({ words, numbers, flags })

/**
 * Rows chosen for their oddness: a zero, a withheld number, a rate of too few, a share that is not exact in percent,
 * text that a spreadsheet would run or could not store, and a combination (Syria, 2023) without a row.
 */
export const figures: ResultTable = {
  title: 'Decisions',
  about: 'decisions',
  dimensions: ['nationality', 'year', 'court'],
  measures: [
    { name: 'decisions', kind: 'count' },
    {
      name: 'fear_found_rate',
      kind: 'share',
      rate: { n: 'fear_found_rate_n', low: 'fear_found_rate_low', high: 'fear_found_rate_high' }
    },
    { name: 'waiting_days_median', kind: 'days' }
  ],
  rows: [
    row(
      { nationality: 'SYR', year: '2024', court: '=1+1' },
      {
        decisions: 1234567,
        fear_found_rate: 0.123457,
        fear_found_rate_n: 1000,
        fear_found_rate_low: 0.1,
        fear_found_rate_high: 0.15,
        waiting_days_median: 1402
      }
    ),
    row(
      { nationality: 'RUS', year: '2024', court: '+43 "a", b' },
      { decisions: 0, fear_found_rate: null, fear_found_rate_n: 3, fear_found_rate_low: null },
      { fear_found_rate: ['low_n'], waiting_days_median: ['not_reported'] }
    ),
    row(
      { nationality: 'RUS', year: '2023', court: '@x\u0001 & <b>' },
      { decisions: null, fear_found_rate: null, waiting_days_median: 0 },
      { decisions: ['suppressed', 'partial'], fear_found_rate: ['suppressed'] }
    )
  ],
  total: 3,
  unit: 'decisions',
  filters: { nationality: ['RUS', 'SYR'] },
  from: '2023-01-01',
  to: '2024-12-31',
  year_basis: 'calendar',
  date_basis: 'decided',
  left_out: [],
  not_added: [],
  constants: {
    unit: 'decisions',
    year_basis: 'calendar',
    as_at: '2024-12-31',
    source: 'made-up',
    series: 'court',
    release: '2026-08',
    synthetic: true
  }
}

export const told: Attribution = {
  lang: 'en',
  citation: 'Made-up data, about nobody, in the form of: A court.',
  sources: [
    {
      source: 'made-up',
      series: 'court',
      release: '2026-08',
      retrieved_on: '2026-08-31',
      synthetic: true,
      licence: 'CC0',
      url: 'https://example.org/'
    }
  ],
  synthetic: true,
  caveats: [{ id: 'odd', text: 'Something is odd about 2023.', plain: 'Something is odd about 2023.' }],
  canonical: '/v1/statistics/decisions?group_by=nationality,year,court&release=2026-08&source=made-up',
  generated_by: 'test',
  query: { group_by: ['nationality', 'year', 'court'] },
  counting_rule: 'made-up.v1',
  // The second looks like a formula, which a workbook must not run.
  filters: { nationality: 'RUS;SYR', sex: '=female', source: 'made-up' }
}

/** The same figures with the n and bounds of rates shown, or with these columns alone. */
export const showing = (fields?: readonly string[]): ResultTable => {
  const shown = figures.measures.flatMap(({ name, kind, rate }) => [
    { name, kind, of: name },
    ...(rate && !fields
      ? [
          { name: rate.n, kind: 'count' as const, of: name },
          { name: rate.low, kind: 'share' as const, of: name },
          { name: rate.high, kind: 'share' as const, of: name }
        ]
      : [])
  ])
  return { ...figures, shown: shown.filter(({ name }) => fields?.includes(name) ?? true) }
}
