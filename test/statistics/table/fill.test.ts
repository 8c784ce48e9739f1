import t from 'tap'
import type { Question } from '../../../src/statistics/question/question.ts'
import { cellLimit } from '../../../src/statistics/rows/guard.ts'
import { isAggregate } from '../../../src/vocabulary/countries/aggregate.ts'
import { countryCodes } from '../../../src/vocabulary/countries/country.ts'
import type { JsonRow as Row } from '../../../src/vocabulary/results/result-rows.ts'
import { answer } from '../answered.ts'
import { type Count, type Decision, refusalOf, releaseSet } from '../fixture.ts'
import { watched } from '../watched.ts'
import { unshared } from './unshared.ts'

const grid = { fill: 'grid' } as const
const coverage = { from: '2020-01-01', to: '2022-06-30' }
const shape = (rows: Row[], ...names: string[]) =>
  rows.map(row => [...names.map(name => row[name]), (row.flags as Record<string, string[]>).decisions ?? []])

t.test(
  'records that are not there are zero in a period that is covered whole, and not told in another',
  async t => {
    const decisions: Decision[] = [
      { decided_on: '2020-02-02', nationality: 'RUS' },
      { decided_on: '2022-02-02', nationality: 'RUS' },
      { decided_on: '2020-03-03', nationality: 'HND' }
    ]
    const set = await releaseSet(t, [{ decisions, coverage }])
    const asked: Question = { group_by: ['nationality', 'year'], ...grid }
    const { data, meta, caveats } = await answer(set, asked)
    t.same(shape(data, 'nationality', 'year', 'decisions'), [
      ['HND', '2020', 1, []],
      ['HND', '2021', 0, []],
      ['HND', '2022', null, ['partial']],
      ['RUS', '2020', 1, []],
      ['RUS', '2021', 0, []],
      ['RUS', '2022', 1, ['partial']]
    ])
    t.equal(meta.total, 6)
    t.equal(meta.query.fill, 'grid')
    t.same(meta.reconciliation.decisions, {
      in_scope: 3,
      sum_of_cells: 3,
      suppressed_cells: 0,
      left_out: [],
      not_added: []
    })
    t.same(caveats, [], 'nothing lies outside')

    const wider = await answer(set, {
      ...asked,
      period_from: '2019',
      filters: { nationality: ['RUS', 'BTN'] }
    })
    t.same(shape(wider.data, 'nationality', 'year', 'decisions'), [
      ['BTN', '2019', null, ['not_reported']],
      ['BTN', '2020', 0, []],
      ['BTN', '2021', 0, []],
      ['BTN', '2022', null, ['partial']],
      ['RUS', '2019', null, ['not_reported']],
      ['RUS', '2020', 1, []],
      ['RUS', '2021', 0, []],
      ['RUS', '2022', 1, ['partial']]
    ])
    t.same(wider.meta.period.partial, ['2019', '2022'])
    t.match(
      wider.caveats.find(({ id }) => id === 'cells-without-rows'),
      { text: { en: /^Of the cells of this grid 2 have no row/ } }
    )
  }
)

t.test(
  'every period of the time asked for is there, at the grain asked for, with the longer ones it lies in',
  async t => {
    const set = await releaseSet(t, [
      { decisions: [{ decided_on: '2021-10-01' }], coverage: { from: '2015-01-01', to: '2024-12-31' } }
    ])
    const labels = async (question: Question, ...names: string[]) =>
      (await answer(set, { ...grid, ...question })).data.map(row => names.map(name => row[name]).join(' '))
    t.same(await labels({ group_by: ['month'], period_from: '2021-11', period_to: '2022-02' }, 'month'), [
      ...['2021-11', '2021-12', '2022-01', '2022-02']
    ])
    t.same(
      await labels(
        {
          group_by: ['year', 'quarter'],
          year_basis: 'us_fiscal',
          period_from: 'FY2021-Q4',
          period_to: 'FY2022-Q2'
        },
        'year',
        'quarter'
      ),
      ['FY2021 FY2021-Q4', 'FY2022 FY2022-Q1', 'FY2022 FY2022-Q2']
    )
    t.same(await labels({ group_by: ['year'], year_basis: 'uk_fiscal', period: 'latest' }, 'year'), [
      'FY2025'
    ])
    t.equal(
      (await labels({ group_by: ['month'] })).length,
      120,
      'all that is covered, where nobody sets a bound'
    )
    t.same(await labels({ group_by: ['year'], period_from: '2030', period_to: '2031' }, 'year'), [
      '2030',
      '2031'
    ])
  }
)

t.test('a cell that is covered in part: why there is no number stands alone', async t => {
  const of = (nationality: string, outcome: Count['outcome'], value: number | null): Count => ({
    ...{ period: '2022', nationality, outcome, value },
    ...(value === null && { status: 'suppressed' as const })
  })
  const counts = [
    of('AFG', 'refugee_status_granted', 90),
    of('RUS', 'refugee_status_granted', 1),
    of('RUS', 'rejected', 1),
    of('SYR', 'refugee_status_granted', null),
    of('SYR', 'rejected', 8)
  ]
  const parts = { outcome: [{ values: ['refugee_status_granted'] }, { values: ['rejected'] }] }
  const reporting = {
    ...{ absent_row: 'not_told' as const, reason: 'made up', unit: ['nationality', 'year'], parts },
    reporters: 'own' as const
  }
  const series_about = { reporting, rates: { total_protection_rate: {} } }
  const set = await releaseSet(t, [{ counts, coverage, series_about }])
  const { data } = await answer(set, {
    group_by: ['nationality', 'year'],
    filters: { nationality: ['AFG', 'RUS', 'SYR'] },
    measures: ['persons', 'total_protection_rate']
  })
  t.same(
    data.map(({ nationality, persons, total_protection_rate, flags }) => [
      ...[nationality, persons, total_protection_rate],
      unshared(flags)
    ]),
    [
      ['AFG', 90, null, { persons: ['partial'], total_protection_rate: ['not_reported'] }],
      ['RUS', 2, null, { persons: ['partial'], total_protection_rate: ['low_n', 'partial'] }],
      ['SYR', null, null, { persons: ['suppressed'], total_protection_rate: ['suppressed'] }]
    ]
  )
})

t.test('a place that is not covered is not told, a place that is has its zeros', async t => {
  const decisions: Decision[] = [{ decided_on: '2020-02-02', nationality: 'RUS' }]
  const set = await releaseSet(t, [{ decisions, coverage: { ...coverage, nationality: ['RUS', 'HND'] } }])
  const { data } = await answer(set, {
    group_by: ['nationality'],
    filters: { nationality: ['RUS', 'HND', 'AFG'] },
    ...grid
  })
  t.same(shape(data, 'nationality', 'decisions'), [
    ['AFG', null, ['not_reported']],
    ['HND', 0, []],
    ['RUS', 1, []]
  ])
  const outside = await answer(set, {
    group_by: ['nationality', 'year'],
    filters: { nationality: ['AFG'] },
    period_to: '2021',
    ...grid
  })
  t.same(shape(outside.data, 'year', 'decisions'), [
    ['2020', null, ['not_reported']],
    ['2021', null, ['not_reported']]
  ])
  const open = await answer(set, { group_by: ['year'], ...grid })
  t.same(
    shape(open.data, 'year', 'decisions'),
    [
      ['2020', 1, ['partial']],
      ['2021', null, ['partial']],
      ['2022', null, ['partial']]
    ],
    'of all nationalities only two are covered'
  )
})

t.test('an excerpt has no zeros', async t => {
  const set = await releaseSet(t, [
    { decisions: [{ decided_on: '2020-02-02' }], coverage: { ...coverage, complete: false } }
  ])
  const { data } = await answer(set, { group_by: ['year'], period_to: '2021', ...grid })
  t.same(shape(data, 'year', 'decisions'), [
    ['2020', 1, ['partial']],
    ['2021', null, ['not_reported']]
  ])
})

const published: Count[] = [
  { period: '2020', nationality: 'RUS', value: 5 },
  { period: '2021', nationality: 'RUS', value: 7 },
  { period: '2021', nationality: 'OTHER', value: 9 },
  { period: '2021', nationality: 'CUB', value: null, status: 'suppressed' },
  { period: '2020', nationality: 'HND', value: 0 }
]
const figures = (rows: Row[]) =>
  rows.map(row => [
    row.nationality,
    row.year,
    row.persons,
    (row.flags as Record<string, string[]>).persons ?? []
  ])

t.test('a figure that is not printed is not a zero: it may stand in OTHER, or was not reported', async t => {
  const set = await releaseSet(t, [{ counts: published, coverage: { from: '2020-01-01', to: '2021-12-31' } }])
  const asked: Question = { group_by: ['nationality', 'year'], ...grid }
  const { data, meta } = await answer(set, asked)
  const none = ['not_reported']
  t.same(figures(data), [
    ['CUB', '2020', null, none],
    ['CUB', '2021', null, ['suppressed']],
    ['HND', '2020', 0, []],
    ['HND', '2021', null, none],
    ['OTHER', '2020', null, none],
    ['OTHER', '2021', 9, []],
    ['RUS', '2020', 5, []],
    ['RUS', '2021', 7, []]
  ])
  const plain = await answer(set, { group_by: ['nationality', 'year'] })
  t.same(meta.reconciliation, plain.meta.reconciliation, 'what is accounted for is the same')
})

t.test('where the publisher says that only zeros are left out, they are zeros', async t => {
  const counts: Count[] = [
    { period: '2020', age_group: 'not_split', value: 30 },
    { period: '2021', age_group: '0-17', value: 4 },
    { period: '2022', age_group: '18-29', value: 6 }
  ]
  const set = await releaseSet(t, [
    {
      counts,
      coverage: { from: '2020-01-01', to: '2023-12-31' },
      series_about: {
        reporting: {
          absent_row: 'zero',
          reason: 'said so',
          unit: ['year'],
          reporters: 'own',
          parts: { age_group: 'as_seen' }
        }
      }
    }
  ])
  const { data } = await answer(set, { group_by: ['age_group', 'year'], ...grid, measures: ['persons'] })
  t.same(
    data.map(row => [row.age_group, row.year, row.persons]),
    [
      ['0-17', '2020', null],
      ['0-17', '2021', 4],
      ['0-17', '2022', null],
      ['0-17', '2023', null],
      ['18-29', '2020', null],
      ['18-29', '2021', 0],
      ['18-29', '2022', 6],
      ['18-29', '2023', null],
      ['not_split', '2020', 30]
    ],
    'in 2020 the table does not tell ages and in 2023 it tells nothing, which is no zero; and not_split is no age'
  )
})

t.test(
  'a rate of nothing is null, low_n where it could exist and not applicable where it does not',
  async t => {
    const only_for = { application_type: ['asylum'] }
    const decisions: Decision[] = [
      { decided_on: '2020-02-02', application_type: 'asylum' },
      { decided_on: '2021-02-02', application_type: 'withholding' }
    ]
    const set = await releaseSet(t, [
      { decisions, coverage, series_about: { rates: { 'grant_rate.merits': { only_for } } } }
    ])
    const { data } = await answer(set, {
      group_by: ['application_type', 'year'],
      measures: ['decisions', 'grant_rate.merits'],
      intervals: true,
      ...grid
    })
    t.same(
      data.map(r => [r.application_type, r.year, r.decisions, r['grant_rate.merits_n'], unshared(r.flags)]),
      [
        ['asylum', '2020', 1, 1, { 'grant_rate.merits': ['low_n'] }],
        ['asylum', '2021', 0, 0, { 'grant_rate.merits': ['low_n'] }],
        ['asylum', '2022', null, null, { decisions: ['partial'], 'grant_rate.merits': ['partial'] }],
        ['withholding', '2020', 0, null, { 'grant_rate.merits': ['not_applicable'] }],
        ['withholding', '2021', 1, null, { 'grant_rate.merits': ['not_applicable'] }],
        [
          'withholding',
          '2022',
          null,
          null,
          { decisions: ['partial'], 'grant_rate.merits': ['not_applicable'] }
        ]
      ]
    )
  }
)

t.test('unknown values that are left out are in no grid', async t => {
  const set = await releaseSet(t, [
    { decisions: [{ decided_on: '2020-02-02', nationality: 'UNK' }, { decided_on: '2021-02-02' }], coverage }
  ])
  const { data } = await answer(set, {
    group_by: ['nationality'],
    filters: { nationality: ['UNK', 'RUS', 'HND'] },
    include_unknown: false,
    ...grid
  })
  t.same(
    data.map(row => row.nationality),
    ['HND', 'RUS']
  )
})

t.test('pages, sorting and the estimate are those of the grid', async t => {
  const decisions: Decision[] = ['AFG', 'BRA', 'CUB'].flatMap((nationality, i) => [
    ...Array.from({ length: i }, (): Decision => ({ nationality, decided_on: '2021-05-05' })),
    { nationality, decided_on: `${2020 + i}-01-01` }
  ])
  const set = await releaseSet(t, [{ decisions, coverage }])
  const question: Question = { group_by: ['nationality', 'year'], ...grid }
  for (const sort of [[], ['-decisions'], ['year', 'decisions']]) {
    const whole = (await answer(set, { ...question, sort })).data
    t.equal(whole.length, 9)
    const walked: Row[] = []
    let cursor: string | null | undefined
    do {
      const page = await answer(set, { ...question, sort, limit: 2, ...(cursor ? { cursor } : {}) })
      walked.push(...page.data)
      cursor = page.next
    } while (cursor)
    t.same(walked, whole, sort.join() || 'default')
  }
  const dry = await answer(set, { ...question, dry_run: true })
  t.same(dry.meta.estimate, { cells: 9, limit: cellLimit, fits: true, would_fit_with: [] })
  t.equal(dry.meta.query.fill, 'grid')
  const { next } = await answer(set, { ...question, limit: 2 })
  t.match(
    await refusalOf(answer(set, { group_by: ['nationality', 'year'], limit: 2, cursor: String(next) })),
    { type: 'invalid-cursor' },
    'a page of the grid is no page of the cells'
  )
})

t.test('a grid of too many cells is refused with its size and the filters that help', async t => {
  const set = await releaseSet(t, [
    {
      decisions: Array.from({ length: 400 }, (_, i) => ({ court: `C${i}`, decided_on: '2020-02-02' })),
      coverage: { from: '1990-01-01', to: '2019-12-31' }
    }
  ])
  // 400 courts in 360 months; and 400 cells of a month that is not covered.
  const asked: Question = { group_by: ['court', 'month'], ...grid }
  const expected = {
    estimate: 144_400,
    limit: cellLimit,
    would_fit_with: ['period_from and period_to', 'court']
  }
  t.match(await refusalOf(answer(set, asked)), {
    type: 'query-too-large',
    message: /The grid would have 144400 cells.*Without fill=grid the answer has 400 cells/,
    errors: [{ parameter: 'fill' }],
    extra: expected
  })
  const { meta } = await answer(set, { ...asked, dry_run: true })
  t.match(meta.estimate, { cells: 144_400, fits: false, would_fit_with: expected.would_fit_with })
  t.equal((await answer(set, { ...asked, period_from: '2019' })).meta.total, 4_800 + 400)
})

t.test('a grid that does not fit is refused before anything is counted', async t => {
  const places = countryCodes.filter(code => !isAggregate(code)).slice(0, 200)
  const counts = places.map(
    (place, i): Count => ({
      nationality: place,
      country_of_asylum: places[199 - i] as string,
      outcome: i % 2 === 0 ? 'rejected' : 'refugee_status_granted',
      period: i % 2 === 0 ? '2021' : '2022'
    })
  )
  const set = await releaseSet(t, [{ counts, coverage: { from: '2020-01-01', to: '2022-12-31' } }])
  const asked: string[] = []
  const group_by: Question['group_by'] = ['nationality', 'country_of_asylum', 'year']
  const problem = await refusalOf(answer(watched(set, asked), { group_by, ...grid }))
  t.match(problem, { type: 'query-too-large', extra: { estimate: 200 * 200 * 3, limit: cellLimit } })
  t.match(problem.message, 'Without fill=grid the answer has 200 cells.')
  t.notOk(
    asked.some(text => /sum\(/.test(text)),
    'nothing is added up'
  )
  asked.length = 0
  const fits = await answer(watched(set, asked), {
    ...{ group_by, ...grid },
    filters: { nationality: places.slice(0, 10) }
  })
  t.equal(fits.meta.total, 10 * 10 * 3)
  t.ok(asked.some(text => /sum\(/.test(text)))
})
