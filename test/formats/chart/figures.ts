import type { Language } from '../../../src/vocabulary/labels/language.ts'
import type {
  Attribution,
  ResultColumn,
  ResultRow,
  ResultTable
} from '../../../src/vocabulary/results/result-table.ts'

/** A row as a test writes it: a text is a word, a number or null a number. `flags` are those of each measure. */
export type Written = Record<string, string | number | null>

export function row(written: Written, flags: Record<string, string[]> = {}): ResultRow {
  const entries = Object.entries(written)
  return {
    words: Object.fromEntries(entries.filter((e): e is [string, string] => typeof e[1] === 'string')),
    numbers: Object.fromEntries(
      entries.filter((e): e is [string, number | null] => typeof e[1] !== 'string')
    ),
    flags
  }
}

export const count = (name: string): ResultColumn => ({ name, kind: 'count' })
export const days = (name: string): ResultColumn => ({ name, kind: 'days' })
export const rate = (name: string): ResultColumn => ({
  name,
  kind: 'share',
  rate: { n: `${name}_n`, low: `${name}_low`, high: `${name}_high` }
})

export function figures(
  dimensions: string[],
  measures: ResultColumn[],
  rows: ResultRow[],
  more: Partial<ResultTable> = {}
): ResultTable {
  return {
    title: 'Decisions',
    dimensions,
    measures,
    rows,
    total: rows.length,
    unit: 'decisions',
    filters: {},
    from: '2021-01-01',
    to: '2025-12-31',
    year_basis: 'calendar',
    date_basis: 'decided',
    left_out: [],
    not_added: [],
    about: 'decisions',
    constants: {},
    ...more
  }
}

export const told = (lang: Language = 'en', more: Partial<Attribution> = {}): Attribution => ({
  lang,
  citation:
    'US Department of Justice, Executive Office for Immigration Review, EOIR Case Data, release 2026-08, retrieved on 2026-09-02.',
  sources: [
    {
      source: 'us-eoir-cases',
      series: 'cases',
      release: '2026-08',
      retrieved_on: '2026-09-02',
      synthetic: false,
      licence: 'Public domain',
      url: 'https://example.org/data'
    }
  ],
  synthetic: false,
  caveats: [],
  canonical: '/v1/statistics/decisions?source=us-eoir-cases&release=2026-08',
  generated_by: 'asylum-outcomes 0.1.0',
  query: {},
  counting_rule: null,
  filters: {},
  ...more
})
