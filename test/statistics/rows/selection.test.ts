import t from 'tap'
import type { Question } from '../../../src/statistics/question/question.ts'
import { answer } from '../answered.ts'
import { type Count, refusalOf, releaseSet } from '../fixture.ts'

/** DHS's table of FY2016: a total over nationality, a total over outcome, both at once, and a withheld row. */
const screenings: Count[] = [
  ...row(undefined, [91_038, 72_466, 9_140]),
  ...row('BRA', [1_055, 828, 114]),
  ...row('CUB', [null, null, 0]),
  ...row('OTHER', [5_400, 4_000, 1_000])
]

function row(nationality: string | undefined, [completed, found, not]: (number | null)[]): Count[] {
  const over = nationality ? [] : ['nationality']
  const cell = (value: number | null | undefined, rest: Count): Count => ({
    ...{ period: 'FY2016', unit: 'cases', decision_stage: 'screening', screening_type: 'credible_fear' },
    ...{
      nationality: nationality ?? 'not_split',
      value: value ?? null,
      status: value === null ? 'suppressed' : 'ok'
    },
    ...rest
  })
  return [
    cell(completed, { outcome: 'not_split', total_over: [...over, 'outcome'] }),
    cell(found, { outcome: 'fear_found', total_over: over }),
    cell(not, { outcome: 'fear_not_found', total_over: over })
  ]
}
const fiscal = { year_basis: 'us_fiscal', rates: { fear_found_rate: {} } } as const

t.test('a total answers only what leaves its dimensions open, and is never added to its parts', async t => {
  const set = await releaseSet(t, [{ counts: screenings, series_about: fiscal }])
  const cases = async (question: object) => (await answer(set, question)).data
  t.same(await cases({}), [{ cases: 91_038, flags: {} }], 'the total of totals, and nothing else')
  t.same(
    await cases({ group_by: ['outcome'] }),
    [
      { outcome: 'fear_found', cases: 72_466, flags: {} },
      { outcome: 'fear_not_found', cases: 9_140, flags: {} }
    ],
    'the total over nationality, by outcome'
  )
  t.same(
    await cases({ group_by: ['nationality'] }),
    [
      { nationality: 'BRA', cases: 1_055, flags: {} },
      { nationality: 'CUB', cases: null, flags: { cases: ['suppressed'] } },
      { nationality: 'OTHER', cases: 5_400, flags: {} }
    ],
    'the published total over outcome of each nationality, withheld or not'
  )
  t.same(await cases({ filters: { nationality: ['BRA', 'OTHER'] } }), [{ cases: 6_455, flags: {} }])
  t.same(await cases({ filters: { outcome_group: ['fear_found'], nationality: ['BRA'] } }), [
    { cases: 828, flags: {} }
  ])
})

t.test(
  'parts are not added where a total of exactly that scope is published, even if it is withheld',
  async t => {
    const withheld: Count[] = [
      {
        outcome: 'not_split',
        total_over: ['outcome'],
        nationality: 'CUB',
        value: null,
        status: 'suppressed'
      },
      { outcome: 'rejected', nationality: 'CUB', value: 7 },
      { outcome: 'refugee_status_granted', nationality: 'CUB', value: 5 }
    ]
    const set = await releaseSet(t, [{ counts: withheld }])
    const { data, meta } = await answer(set, {})
    t.same(data, [{ persons: null, flags: { persons: ['suppressed'] } }])
    t.match(meta.reconciliation, { persons: { in_scope: null, sum_of_cells: null, suppressed_cells: 1 } })
  }
)

t.test('where only some years have a total, the others are the sum of their parts', async t => {
  const counts: Count[] = [
    { period: '2020', sex: 'not_split', total_over: ['sex'], value: 100 },
    { period: '2020', sex: 'male', value: 55 },
    { period: '2020', sex: 'female', value: 40 },
    { period: '2021', sex: 'male', value: 8 },
    { period: '2021', sex: 'female', value: 9 }
  ]
  const set = await releaseSet(t, [{ counts }])
  t.same((await answer(set, { group_by: ['year'] })).data, [
    { year: '2020', persons: 100, flags: {} },
    { year: '2021', persons: 17, flags: {} }
  ])
  t.same((await answer(set, {})).data, [{ persons: 117, flags: {} }])
  t.same((await answer(set, { filters: { sex: ['female'] } })).data, [{ persons: 49, flags: {} }])
})

t.test('a total covers only rows that are equal in every other dimension', async t => {
  const counts: Count[] = [
    { nationality: 'not_split', total_over: ['nationality'], country_of_asylum: 'DEU', value: 10 },
    { nationality: 'RUS', country_of_asylum: 'DEU', value: 4 },
    { nationality: 'RUS', country_of_asylum: 'FRA', value: 3 },
    { nationality: 'RUS', country_of_asylum: 'DEU', outcome: 'refugee_status_granted', value: 2 }
  ]
  const set = await releaseSet(t, [{ counts }])
  t.same((await answer(set, {})).data, [{ persons: 15, flags: {} }])
})

/** UNHCR's own total differs from the sum of its parts (Japan 2019): it stands beside, and never answers. */
const japan: Count[] = [
  { outcome: 'refugee_status_granted', value: 40 },
  { outcome: 'rejected', value: 5_000 },
  { outcome: 'not_split', total_over: ['outcome'], value: 10_493 }
]

t.test(
  'a total that stands beside its parts is published_total, and only where outcomes are open',
  async t => {
    const set = await releaseSet(t, [{ counts: japan, series_about: { totals_beside: ['outcome'] } }])
    t.same((await answer(set, { measures: ['persons', 'published_total'] })).data, [
      { persons: 5_040, published_total: 10_493, flags: {} }
    ])
    const both = await answer(set, { measures: ['persons', 'published_total'], group_by: ['year'] })
    t.match(both.meta.reconciliation, { persons: { in_scope: 5_040 }, published_total: { in_scope: 10_493 } })
    for (const question of [{ group_by: ['effect'] }, { filters: { outcome: ['rejected'] } }] as const) {
      const problem = await refusalOf(answer(set, { ...question, measures: ['published_total'] }))
      t.equal(problem.type, 'unsupported-combination')
    }
  }
)

t.test('a cell that has a published total and no parts is no zero', async t => {
  const counts: Count[] = [
    ...japan,
    { period: '2022', outcome: 'not_split', total_over: ['outcome'], value: 8 }
  ]
  const set = await releaseSet(t, [{ counts, series_about: { totals_beside: ['outcome'] } }])
  const { data } = await answer(set, { group_by: ['year'], measures: ['persons', 'published_total'] })
  t.same(data[1], { year: '2022', persons: null, published_total: 8, flags: { persons: ['not_reported'] } })
})

t.test(
  'a total beside its parts that is not reported is no total, where parts would be a lower bound',
  async t => {
    const total: Count = { outcome: 'not_split', total_over: ['outcome'] }
    const reporter = { country_of_asylum: 'JPN', source_level: 'FI' }
    const counts: Count[] = [
      { ...reporter, nationality: 'SOM', outcome: 'refugee_status_granted', value: 40 },
      { ...reporter, nationality: 'SOM', outcome: 'rejected', value: 100 },
      { ...reporter, nationality: 'SOM', ...total, value: 150 },
      { ...reporter, nationality: 'IRN', outcome: 'refugee_status_granted', value: 7 },
      { ...reporter, nationality: 'IRN', outcome: 'rejected', value: null, status: 'not_reported' },
      { ...reporter, nationality: 'IRN', ...total, value: null, status: 'not_reported' }
    ]
    const reporting = {
      ...{ absent_row: 'rounded_zero' as const, reason: 'made up', unit: ['country_of_asylum', 'year'] },
      ...{ reporters: 'world' as const, parts: {} }
    }
    const series_about = { totals_beside: ['outcome'], reporting }
    const set = await releaseSet(t, [{ counts, series_about }])
    const measures: Question['measures'] = ['persons', 'published_total']
    const { data, meta } = await answer(set, { measures })
    t.match(data, [{ persons: 147, published_total: null, flags: { published_total: ['not_reported'] } }])
    t.equal(meta.reconciliation.published_total?.in_scope, null)
    t.match((await answer(set, { measures, group_by: ['nationality'] })).data, [
      { nationality: 'IRN', persons: 7, published_total: null, flags: { published_total: ['not_reported'] } },
      { nationality: 'SOM', persons: 140, published_total: 150 }
    ])
  }
)

t.test('a filter on a value does not match what the source does not break down', async t => {
  const counts: Count[] = [
    { sex: 'male', value: 2 },
    { sex: 'not_split', value: 5 },
    { sex: 'UNK', value: 1 }
  ]
  const set = await releaseSet(t, [{ counts }])
  t.same((await answer(set, { filters: { sex: ['male'] } })).data, [{ persons: 2, flags: {} }])
})
