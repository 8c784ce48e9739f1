import t from 'tap'
import { subjects } from '../../src/statistics/kinds/subject.ts'
import type { Question } from '../../src/statistics/question/question.ts'
import { answer } from './answered.ts'
import { type Count, type Made, type Return, refusalOf, releaseSet } from './fixture.ts'

const returns: Return[] = [
  { nationality: 'RUS', country_of_return: 'RUS', same_country: true, returned_on: '2023-03-04' },
  {
    nationality: 'RUS',
    country_of_return: 'RUS',
    same_country: true,
    returned_on: '2023-03-04',
    duplicate_of: '1'
  },
  {
    nationality: 'RUS',
    country_of_return: 'TUR',
    same_country: false,
    returned_on: '2023-04-01',
    returned_precision: 'month'
  },
  { nationality: 'UNK', country_of_return: 'RUS' }
]
const ice: Made = { source: 'ice', returns }
/** A ministry's table: returns of three kinds in one quarter, and their total, people refused at the border in it. */
const kinds: Count[] = [
  ['enforced', 10],
  ['voluntary', 20],
  ['refused_entry', 300]
].map(([return_type, value]) => count({ return_type, value } as Count))
const ministry: Made = {
  source: 'ministry',
  counts: [...kinds, count({ return_type: 'not_split', total_over: ['return_type'], value: 330 })],
  series_about: {
    usually: [
      { rows: {}, dimension: 'return_type', values: ['enforced', 'voluntary'], reason: 'refused_entry' }
    ]
  }
}

function count(rest: Count): Count {
  return {
    ...{ outcome: 'not_split', unit: 'returns', period: '2023-Q1', country_of_return: 'RUS' },
    decision_stage: undefined,
    ...rest
  }
}

const asking = (question: Omit<Question, 'subject'> = {}): Question => ({
  subject: subjects.returns,
  ...question
})

t.test(
  'departures count by their records; one that repeats another is left out, and that is told',
  async t => {
    const set = await releaseSet(t, [ice])
    const { data, meta } = await answer(set, asking({ group_by: ['country_of_return'] }))
    t.same(data, [
      { country_of_return: 'RUS', returns: 2, flags: {} },
      { country_of_return: 'TUR', returns: 1, flags: {} }
    ])
    t.match(meta.period, { date_basis: 'returned' })
    t.match(meta.reconciliation.returns, {
      in_scope: 4,
      sum_of_cells: 3,
      left_out: [{ reason: 'duplicate', count: 1 }]
    })
    const all = await answer(set, asking({ include_duplicates: true }))
    t.same(all.data, [{ returns: 4, flags: {} }])
    t.equal(all.meta.query.include_duplicates, true)
  }
)

t.test('whether it was the country of nationality is a filter on records as on figures', async t => {
  const set = await releaseSet(t, [ice])
  const of = async (same_country: string) =>
    (await answer(set, asking({ filters: { same_country: [same_country] } }))).data[0]?.returns
  t.equal(await of('false'), 1)
  t.equal(await of('true'), 1)
  t.equal(await of('not_split'), 1, 'where a country is not known')
  const months = await answer(set, asking({ group_by: ['month'], period_to: '2023-04' }))
  t.same(
    months.data.map(row => [row.month, row.returns]),
    [
      ['2023-03', 1],
      ['2023-04', 1]
    ]
  )
})

t.test(
  'what a source usually leaves out is left out of its total too, unless the question names it',
  async t => {
    const set = await releaseSet(t, [ministry])
    const usual = await answer(set, asking())
    t.same(
      usual.data,
      [{ returns: 30, flags: {} }],
      'not 330: the published total has those who were refused entry'
    )
    t.match(usual.meta.reconciliation.returns, {
      in_scope: 330,
      sum_of_cells: 30,
      left_out: [{ reason: 'refused_entry', count: 300 }]
    })
    const grouped = await answer(set, asking({ group_by: ['return_type'] }))
    t.same(
      grouped.data.map(row => [row.return_type, row.returns]),
      [
        ['enforced', 10],
        ['refused_entry', 300],
        ['voluntary', 20]
      ]
    )
    const named = await answer(set, asking({ filters: { return_type: ['refused_entry'] } }))
    t.same(named.data, [{ returns: 300, flags: {} }])
    t.same(named.meta.reconciliation.returns?.left_out, [])
  }
)

t.test('figures of decisions are no returns, and duplicates are asked of records only', async t => {
  const set = await releaseSet(t, [ice, ministry, { source: 'un', counts: [{}] }])
  t.match(await refusalOf(answer(set, asking())), {
    type: 'source-required',
    extra: { sources: [{ source: 'ice' }, { source: 'ministry' }] }
  })
  t.match(await refusalOf(answer(set, asking({ source: 'un' }))), {
    message: /un has no figures for statistics on returns. It answers at \/v1\/statistics\/decisions\./
  })
  t.equal((await answer(set, {})).meta.query.source, 'un', 'nor are returns decisions')
  t.match(await refusalOf(answer(set, asking({ source: 'ministry', include_duplicates: true }))), {
    type: 'unsupported-combination',
    errors: [{ parameter: 'include_duplicates' }]
  })
})
