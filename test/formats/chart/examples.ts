import type { ResultTable } from '../../../src/vocabulary/results/result-table.ts'
import { count, days, figures, rate, row } from './figures.ts'

/** One answer of each kind that a picture is chosen by, with the oddities that a reader must not miss. */

const years = ['FY2019', 'FY2020', 'FY2021', 'FY2022', 'FY2023', 'FY2024']
const fiscal = { from: '2018-10-01', to: '2024-06-30', year_basis: 'us_fiscal' } as const

/** One line: a year withheld, one that no row is of, and a last year that is not over. */
export const oneLine: ResultTable = figures(
  ['year'],
  [count('decisions')],
  [
    row({ year: 'FY2018', decisions: 1804 }),
    row({ year: 'FY2019', decisions: 2310 }),
    row({ year: 'FY2020', decisions: null }, { decisions: ['suppressed'] }),
    row({ year: 'FY2022', decisions: 3120 }),
    row({ year: 'FY2023', decisions: 4075 }),
    row({ year: 'FY2024', decisions: 1290 }, { decisions: ['partial'] })
  ],
  { ...fiscal, from: '2017-10-01', filters: { nationality: ['RUS'], decision_stage: ['screening_review'] } }
)

export const rateLines: ResultTable = figures(
  ['year', 'nationality'],
  [rate('fear_found_rate')],
  years.flatMap((year, i) =>
    ['RUS', 'UKR', 'COD'].map((nationality, j) =>
      i === 2 && j === 2
        ? row(
            {
              year,
              nationality,
              fear_found_rate: null,
              fear_found_rate_n: 12,
              fear_found_rate_low: null,
              fear_found_rate_high: null
            },
            { fear_found_rate: ['low_n'] }
          )
        : row(
            {
              year,
              nationality,
              fear_found_rate: 0.3 + 0.05 * i + 0.1 * j,
              fear_found_rate_n: 300 + 40 * i,
              fear_found_rate_low: 0.25 + 0.05 * i + 0.1 * j,
              fear_found_rate_high: 0.36 + 0.05 * i + 0.1 * j
            },
            i === 5 ? { fear_found_rate: ['partial'] } : {}
          )
    )
  ),
  { ...fiscal, filters: { screening_type: ['credible_fear'] } }
)

export const bars: ResultTable = figures(
  ['outcome'],
  [count('decisions')],
  [
    row({ outcome: 'rejected', decisions: 12_345 }),
    row({ outcome: 'torture_protection_granted', decisions: 18 }, { decisions: ['rounded'] }),
    row({ outcome: 'refugee_status_granted_conditionally', decisions: null }, { decisions: ['suppressed'] }),
    row({ outcome: 'closed_administratively', decisions: null }, { decisions: ['not_reported'] }),
    row({ outcome: 'withdrawn', decisions: 0 }),
    row({ outcome: 'not_split', decisions: 640 }, { decisions: ['partial'] })
  ],
  { filters: { nationality: ['RUS', 'BLR'] } }
)

export const groupedBars: ResultTable = figures(
  ['authority', 'sex'],
  [count('persons')],
  ['us_eoir_ij', 'gb_tribunal', 'ca_irb'].flatMap((authority, i) =>
    ['female', 'male', 'UNK'].map((sex, j) => row({ authority, sex, persons: (i + 1) * 1000 + j * 250 }))
  ),
  { unit: 'persons' }
)

export const rateBars: ResultTable = figures(
  ['nationality'],
  [rate('refugee_recognition_rate')],
  ['RUS', 'AFG', 'SYR', 'XXA'].map((nationality, i) =>
    row(
      i === 3
        ? {
            nationality,
            refugee_recognition_rate: null,
            refugee_recognition_rate_n: 7,
            refugee_recognition_rate_low: null,
            refugee_recognition_rate_high: null
          }
        : {
            nationality,
            refugee_recognition_rate: 0.236 + 0.2 * i,
            refugee_recognition_rate_n: 3120,
            refugee_recognition_rate_low: 0.221 + 0.2 * i,
            refugee_recognition_rate_high: 0.251 + 0.2 * i
          },
      i === 3 ? { refugee_recognition_rate: ['low_n'] } : {}
    )
  ),
  { unit: 'persons' }
)

/** Stages are never added: each has a panel. */
export const stages: ResultTable = figures(
  ['year', 'decision_stage'],
  [count('decisions')],
  ['first_instance', 'appeal', 'return_decision'].flatMap((decision_stage, i) =>
    ['2021', '2022', '2023', '2024', '2025'].map((year, j) =>
      row({ year, decision_stage, decisions: 500 * (3 - i) + 90 * j })
    )
  )
)

export const durations: ResultTable = figures(
  ['nationality', 'decision_stage'],
  [
    count('n'),
    count('n_pending'),
    days('days_to_decision_p25'),
    days('days_to_decision_median'),
    days('days_to_decision_p90'),
    { name: 'share_pending', kind: 'share' }
  ],
  ['RUS', 'UKR'].map((nationality, i) =>
    row(
      {
        nationality,
        decision_stage: 'first_instance',
        n: 812,
        n_pending: i === 0 ? 1430 : 12,
        days_to_decision_p25: 190,
        days_to_decision_median: 402,
        days_to_decision_p90: i === 0 ? 1330 : null,
        share_pending: 0.637823
      },
      i === 0 ? {} : { days_to_decision_p90: ['low_n'] }
    )
  ),
  { title: 'Durations', unit: null, about: 'cases', date_basis: 'filed' }
)

export const pathways: ResultTable = figures(
  ['from', 'to'],
  [count('cases')],
  [
    row({ from: 'filed', to: 'first_instance', cases: 412 }),
    row({ from: 'filed', to: 'pending', cases: 1207 }),
    row({ from: 'first_instance', to: 'appeal', cases: 120 }),
    row({ from: 'first_instance', to: 'return_decision', cases: 240 }),
    row({ from: 'return_decision', to: 'decided', cases: 240 })
  ],
  {
    ...{ title: 'Pathways of cases', unit: 'cases', filters: { nationality: ['RUS'] } },
    ...{ about: 'cases', date_basis: 'filed' }
  }
)

/** Months of two groups, and a month that nobody reports. */
export const months: ResultTable = figures(
  ['month', 'return_type'],
  [count('returns')],
  Array.from(
    { length: 30 },
    (_, i) => `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`
  ).flatMap((month, i) =>
    ['enforced', 'voluntary'].map((return_type, j) =>
      i === 14 && j === 1
        ? row({ month, return_type, returns: null }, { returns: ['not_reported'] })
        : row({ month, return_type, returns: 40 + ((i * 7) % 23) * (j + 1) })
    )
  ),
  {
    ...{ unit: 'returns', title: 'Returns', from: '2022-01-01', to: '2024-06-30' },
    ...{ about: 'returns', date_basis: 'returned' }
  }
)

/** More lines than there are colours: a small panel each. */
export const manyLines: ResultTable = figures(
  ['year', 'nationality'],
  [count('persons')],
  ['RUS', 'UKR', 'COD', 'AFG', 'SYR', 'VEN', 'COL', 'HTI', 'CUB', 'IND'].flatMap((nationality, i) =>
    ['2021', '2022', '2023', '2024', '2025'].map((year, j) =>
      row({ year, nationality, persons: 100 * (i + 1) + 40 * j })
    )
  ),
  { unit: 'persons' }
)

export const pending: ResultTable = figures(
  ['waiting_time', 'waiting_at'],
  [count('pending'), days('waiting_days_median')],
  ['immigration_judge', 'appeal'].flatMap((waiting_at, i) =>
    ['under_6_months', '1_to_2_years', '5_years_or_more'].map((waiting_time, j) =>
      row(
        {
          waiting_time,
          waiting_at,
          pending: 412 - 100 * i - 90 * j,
          waiting_days_median: j === 2 ? null : 88 + 400 * j
        },
        j === 2 ? { waiting_days_median: ['low_n'] } : {}
      )
    )
  ),
  {
    title: 'Open cases',
    unit: 'cases',
    from: '2026-08-31',
    to: '2026-08-31',
    year_basis: null,
    date_basis: null,
    about: 'cases'
  }
)

export const oneFigure: ResultTable = figures([], [count('decisions')], [row({ decisions: 3120 })], {
  filters: { nationality: ['RUS'], outcome: ['fear_not_found'] }
})

export const nothing: ResultTable = figures(['year'], [count('decisions')], [], {
  filters: { nationality: ['TUV'] }
})

export const examples = {
  oneLine,
  rateLines,
  bars,
  groupedBars,
  rateBars,
  stages,
  durations,
  pathways,
  months,
  manyLines,
  pending,
  oneFigure,
  nothing
} as const satisfies Record<string, ResultTable>
