import t from 'tap'
import { periodLabelOf } from '../../../src/statistics/question/period-fit.ts'
import type { Question } from '../../../src/statistics/question/question.ts'
import { answer } from '../answered.ts'
import { type Decision, refusalOf, releaseSet } from '../fixture.ts'

const on = (...days: string[]): Decision[] => days.map(decided_on => ({ decided_on }))
const turn = on('2016-09-30', '2016-10-01', '2016-12-31', '2017-01-01')

t.test('a fiscal year is named by the year it ends in: 30 September and 1 October lie in two', async t => {
  const set = await releaseSet(t, [{ decisions: turn }])
  const years = async (year_basis?: 'us_fiscal' | 'uk_fiscal' | 'au_fiscal') =>
    (await answer(set, { group_by: ['year'], ...(year_basis ? { year_basis } : {}) })).data.map(row => [
      row.year,
      row.decisions
    ])
  t.same(await years(), [
    ['2016', 3],
    ['2017', 1]
  ])
  t.same(await years('us_fiscal'), [
    ['FY2016', 1],
    ['FY2017', 3]
  ])
  t.same(await years('uk_fiscal'), [['FY2017', 4]])
  t.same(await years('au_fiscal'), [['FY2017', 4]])
})

t.test('quarters and months run by the year basis, and the SQL says what the vocabulary says', async t => {
  const set = await releaseSet(t, [{ decisions: on('2016-09-30', '2016-10-01', '2024-02-29', '2023-06-30') }])
  for (const year_basis of ['calendar', 'us_fiscal', 'uk_fiscal', 'au_fiscal'] as const)
    for (const span of ['year', 'quarter', 'month'] as const) {
      const { data } = await answer(set, { group_by: [span], year_basis })
      t.same(
        data.map(row => row[span]),
        ['2016-09-30', '2016-10-01', '2023-06-30', '2024-02-29']
          .map(day => periodLabelOf(day, span, year_basis))
          .filter((label, i, labels) => labels.indexOf(label) === i)
          .sort(),
        `${span} by ${year_basis}`
      )
    }
  t.equal(periodLabelOf('2016-10-01', 'quarter', 'us_fiscal'), 'FY2017-Q1')
  t.equal(periodLabelOf('2016-10-01', 'quarter', 'calendar'), '2016-Q4')
})

t.test('each bound works alone, both are inclusive, and the basis is told', async t => {
  const set = await releaseSet(t, [{ decisions: turn }])
  const count = async (question: Question) => (await answer(set, question)).data[0]?.decisions ?? 0
  t.equal(await count({ period_from: '2017' }), 1)
  t.equal(await count({ period_to: '2016' }), 3)
  t.equal(await count({ period_from: '2016-10', period_to: '2016-Q4' }), 2)
  t.equal(await count({ period_from: 'FY2017', period_to: 'FY2017', year_basis: 'us_fiscal' }), 3)
  const { meta } = await answer(set, { period_from: 'FY2017-Q1', year_basis: 'us_fiscal' })
  t.match(meta.period, { date_basis: 'decided', year_basis: 'us_fiscal', from: '2016-10-01' })
  t.match(meta.query, { period_from: 'FY2017-Q1', year_basis: 'us_fiscal', date_basis: 'decided' })
})

t.test('words that are no period, and ranges that run backwards, are refused', async t => {
  const set = await releaseSet(t, [{ decisions: turn }])
  for (const period_from of ['2016-13', '16', 'FY16', '2016-Q5', '2016-10-01'])
    t.match(await refusalOf(answer(set, { period_from })), {
      type: 'invalid-parameter',
      message: /is no period/
    })
  t.match(await refusalOf(answer(set, { period_from: 'FY2017' })), {
    message: /say which with year_basis=us_fiscal/
  })
  t.match(await refusalOf(answer(set, { period_from: '2017', period_to: '2016' })), {
    message: /lies before/
  })
})

t.test(
  'a date of a month falls into its month, quarter and any year; a date of a year only into calendar years',
  async t => {
    const set = await releaseSet(t, [
      {
        decisions: [
          { decided_on: '2023-03-01', decided_precision: 'month' },
          { decided_on: '2023-01-01', decided_precision: 'year' },
          {}
        ]
      }
    ])
    const shape = async (question: Question) => {
      const { data, meta } = await answer(set, question)
      return [data.map(row => row.decisions), meta.reconciliation.decisions?.left_out]
    }
    const without = (count: number) => [{ reason: 'no_date', count }]
    t.same(await shape({ group_by: ['year'] }), [[2], without(1)])
    t.same(await shape({ group_by: ['year'], year_basis: 'us_fiscal' }), [[1], without(2)])
    t.same(await shape({ group_by: ['month'] }), [[1], without(2)])
    t.same(
      await shape({ period_from: '2023-03', period_to: '2023-03' }),
      [[1], without(2)],
      'the year may lie there or not'
    )
    t.same(await shape({ period_from: '2024' }), [[], without(1)], 'what surely lies outside is out of scope')
    t.same(await shape({}), [[3], []], 'without a clock nothing needs a date')
  }
)

t.test(
  'filed is another date than decided; returned is for returns, and published figures have decided only',
  async t => {
    const decisions = [{ decided_on: '2021-05-05', filed_on: '2019-02-02' }, { decided_on: '2021-05-06' }]
    const set = await releaseSet(t, [{ decisions }, { source: 'un', counts: [{}] }])
    const filed = await answer(set, { source: 'made-up', date_basis: 'filed', group_by: ['year'] })
    t.same(filed.data, [{ year: '2019', decisions: 1, flags: {} }])
    t.same(filed.meta.reconciliation.decisions?.left_out, [{ reason: 'no_date', count: 1 }])
    t.equal(
      (await refusalOf(answer(set, { source: 'un', date_basis: 'filed' }))).type,
      'unsupported-combination'
    )
    t.equal(
      (await refusalOf(answer(set, { source: 'made-up', date_basis: 'returned' }))).type,
      'unsupported-combination'
    )
  }
)

t.test('a basis or a bound that would cut a published period is refused, with what works', async t => {
  const set = await releaseSet(t, [
    { source: 'years', counts: [{ period: '2020' }, { period: '2021', value: 2 }] },
    { source: 'fiscal', counts: [{ period: 'FY2020' }], series_about: { year_basis: 'us_fiscal' } },
    { source: 'quarters', counts: [{ period: '2020-Q4' }, { period: '2021-Q1', value: 2 }] }
  ])
  const refused = async (question: Question) => refusalOf(answer(set, question))
  t.match(await refused({ source: 'years', year_basis: 'us_fiscal' }), {
    message: /What works: year_basis=calendar/
  })
  t.match(await refused({ source: 'fiscal', year_basis: 'calendar' }), {
    message: /What works: year_basis=us_fiscal/
  })
  t.match(await refused({ source: 'years', group_by: ['month'] }), { type: 'unsupported-combination' })
  t.match(await refused({ source: 'years', period_from: '2020-07' }), {
    message: /would cut.*What works: 2020/
  })
  t.match(await refused({ source: 'years', period_to: '2021-Q3' }), { message: /What works: 2021/ })
  t.match(await refused({ source: 'fiscal', period_from: '2020' }), { message: /What works: FY2020/ })
  t.match(await refused({ source: 'quarters', period_to: '2021-02' }), { message: /What works: 2021-Q1/ })
  t.same(
    (await answer(set, { source: 'years', period_from: '2021-01' })).data[0]?.persons,
    2,
    'no cut, no refusal'
  )
  t.same((await answer(set, { source: 'quarters', group_by: ['year'], year_basis: 'us_fiscal' })).data, [
    { year: 'FY2021', persons: 3, flags: {} }
  ])
})

t.test('figures for odd times are summed where they fit and refused where they do not', async t => {
  const counts = [
    { days: ['2021-01-01', '2021-01-15'] as [string, string] },
    { days: ['2021-01-16', '2021-02-15'] as [string, string] }
  ]
  const set = await releaseSet(t, [{ counts }])
  t.same((await answer(set, { group_by: ['quarter'] })).data, [{ quarter: '2021-Q1', persons: 2, flags: {} }])
  t.match(await refusalOf(answer(set, { group_by: ['month'] })), { message: /cannot be summed exactly/ })
  t.match(await refusalOf(answer(set, { period_to: '2021-01' })), { message: /cannot be summed exactly/ })
})

t.test('period=latest is the last period that the release covers, as fine as it is grouped', async t => {
  const set = await releaseSet(t, [
    { decisions: on('2021-03-30', '2021-01-02', '2020-11-11'), coverage: { to: '2021-03-31' } }
  ])
  const latest = async (question: Question) =>
    (await answer(set, { ...question, period: 'latest' })).meta.query
  t.match(await latest({}), { period: 'latest', period_from: '2021', period_to: '2021' })
  t.match(await latest({ group_by: ['month'] }), { period_from: '2021-03' })
  t.match(await latest({ group_by: ['quarter'], year_basis: 'us_fiscal' }), { period_from: 'FY2021-Q2' })
  t.match(await refusalOf(answer(set, { period: 'latest', period_from: '2020' })), {
    type: 'invalid-parameter'
  })
})
