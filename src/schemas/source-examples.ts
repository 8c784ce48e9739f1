import { releaseDownloadExample } from './releases/downloads.ts'
export const sourceExample = {
  source: 'us-credible-fear',
  title: 'US credible fear screenings by nationality',
  publisher: 'US Department of Homeland Security, Office of Immigration Statistics',
  description: 'Credible fear cases completed by US asylum officers, by nationality and fiscal year.',
  licence: 'Not stated by the publisher; a publication of the United States government',
  licence_url: null,
  cadence: 'One table, fiscal years 2016 to 2021',
  url: 'https://www.dhs.gov/immigration-statistics/readingroom/RFA/credible-fear-cases-interview',
  answers_only_when_named: false,
  synthetic: false,
  current_releases: ['fy2016-2021-starter']
}

export const caveatExample = {
  id: 'us-cf-top-fifteen',
  source: 'us-credible-fear',
  text: 'Only fifteen nationalities are named. All the others are together in OTHER.',
  plain: 'Only fifteen nationalities are named. All the others are together under “other”.',
  scope: {},
  scope_words: null,
  when: 'touches',
  from: null,
  to: null,
  of_some_releases: false
}

export const sourceItemExample = {
  ...sourceExample,
  counting_rule: 'us-credible-fear.v1',
  attribution: 'US Department of Homeland Security, Office of Immigration Statistics',
  citation: 'US Department of Homeland Security, release {release}, retrieved on {retrieved_on}.',
  disclosure_policy: 'public',
  disclosure_note: 'Published figures, served as printed.',
  disclosure_min_cell: null,
  series: [
    {
      series: 'by-nationality',
      title: 'Credible fear cases by nationality',
      definition: 'One row of the table a nationality.',
      grain: 'count',
      addable: true,
      year_basis: 'us_fiscal',
      rates: ['fear_found_rate'],
      rounded_to: null,
      declared_dimensions: null,
      declared_stage: null,
      breaks: [],
      break_flags: []
    }
  ],
  caveats: [caveatExample]
}

export const releaseExample = {
  source: 'us-credible-fear',
  release: 'fy2016-2021-starter',
  series: 'by-nationality',
  status: 'current',
  status_reason: null,
  synthetic: false,
  starter: true,
  retrieved_on: '2026-11-25',
  released_on: '2026-11-25',
  data_as_of: null,
  published_at: '2026-11-25T10:00:00.000Z',
  superseded_at: null,
  rows_read: 102,
  rows_loaded: 102,
  rows_rejected: 0,
  rows_excluded: 0,
  sha256: 'd9cb49647a06043f67b030c37db8ae70e3ea83f5adf7974ff995788c28ae2190',
  url: '/v1/sources/us-credible-fear/releases/fy2016-2021-starter'
}

export const releaseItemExample = {
  ...releaseExample,
  layout: 'starter-table',
  imported_at: '2026-11-25T10:00:00.000Z',
  coverage: {
    nationality: 'all',
    country_of_asylum: ['USA'],
    from: '2015-10-01',
    to: '2021-09-30',
    complete: true
  },
  holdings: {
    nationality: { values: ['GTM', 'HND', 'SLV', 'OTHER'], has_total: true },
    country_of_return: { values: [], has_total: true },
    reporters: [
      {
        reporter: 'USA',
        periods: ['2015-10-01/2021-09-30'],
        in_parts: {
          outcome: {
            fear_found: ['2015-10-01/2021-09-30'],
            fear_not_found: ['2015-10-01/2021-09-30'],
            otherwise_closed: ['2015-10-01/2021-09-30']
          }
        },
        totals: { outcome: ['2015-10-01/2021-09-30'] },
        total_only: ['sex', 'age_group'],
        not_told: {}
      }
    ],
    breakdowns: [
      {
        split_by: ['nationality'],
        outcomes: ['fear_found', 'fear_not_found', 'not_split', 'otherwise_closed'],
        from: '2015-10-01',
        to: '2021-09-30'
      }
    ],
    records: []
  },
  licence: sourceExample.licence,
  citation: 'US Department of Homeland Security, release fy2016-2021-starter, retrieved on 2026-11-25.',
  publisher_url: sourceExample.url,
  downloads: [releaseDownloadExample],
  files: [
    {
      name: 'us-credible-fear-by-nationality-fy2016-2021.csv',
      bytes: 2852,
      sha256: 'd9cb49647a06043f67b030c37db8ae70e3ea83f5adf7974ff995788c28ae2190',
      retrieved_at: '2026-11-25T10:00:00.000Z'
    }
  ],
  excluded_by_reason: {},
  rejected_by_reason: {},
  facts: { published_counts: 408 },
  rows_by_table: {},
  impossible_dates: {},
  unknown_codes: [],
  compared: [
    {
      before: 'fy2016-2020',
      url: '/v1/sources/us-credible-fear/releases/fy2016-2020...fy2016-2021-starter'
    }
  ],
  forced: [],
  generated_by: '0.1.0'
}
