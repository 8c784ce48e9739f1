import t from 'tap'
import { covers } from '../../../src/statistics/rows/subtotals.ts'
import { answer } from '../answered.ts'
import { type Count, releaseSet } from '../fixture.ts'

const everybody = ['nationality', 'sex', 'age_group']
const declared = { rates: { total_protection_rate: {}, refugee_recognition_rate: {} } }
const rounded = (count: Count): Count => ({ status: 'rounded', period: '2015', ...count })

/** Germany 2015 in Eurostat's file of 2017: the statuses that were granted are not reported separately. */
const germany: Count[] = [
  { outcome: 'not_split', total_over: [...everybody, 'outcome'], value: 249_350 },
  { outcome: 'protection_granted', total_over: [...everybody, 'outcome_group'], value: 140_915 },
  { outcome: 'rejected', total_over: everybody, value: 108_440 }
].map(count => rounded({ ...count, country_of_asylum: 'DEU' } as Count))

/** Made up, in the codes of today's tables: one nationality and all of them, each with total, positive and parts. */
function modern(
  nationality: string | undefined,
  [total, positive, refugee, subsidiary, rejected]: number[]
): Count[] {
  const over = nationality ? [] : ['nationality']
  const figures: [Count['outcome'], number | undefined, string[]][] = [
    ['not_split', total, ['outcome']],
    ['protection_granted', positive, ['outcome_group']],
    ['refugee_status_granted', refugee, []],
    ['subsidiary_protection_granted', subsidiary, []],
    ['rejected', rejected, []]
  ]
  return figures.map(([outcome, value, also]) =>
    rounded({
      outcome: outcome as NonNullable<Count['outcome']>,
      value: value ?? null,
      nationality: nationality ?? 'not_split',
      total_over: [...over, ...also]
    })
  )
}
const today = [...modern(undefined, [205, 100, 60, 45, 100]), ...modern('SYR', [105, 80, 50, 30, 20])]

t.test('where statuses are not told apart, the total of them stands for what was granted', async t => {
  const set = await releaseSet(t, [{ counts: germany, series_about: declared }])
  const persons = async (question: object) =>
    (await answer(set, question)).data.map(({ flags: _, ...cell }) =>
      Object.fromEntries(Object.entries(cell).filter(([name]) => !/_n(_share)?$/.test(name)))
    )
  t.same(await persons({}), [{ persons: 249_350 }], 'the published total, and not the sum of its parts')
  t.same(await persons({ group_by: ['outcome'] }), [
    { outcome: 'protection_granted', persons: 140_915 },
    { outcome: 'rejected', persons: 108_440 }
  ])
  t.same(await persons({ group_by: ['outcome_group'] }), [
    { outcome_group: 'protection_not_split', persons: 140_915 },
    { outcome_group: 'rejected', persons: 108_440 }
  ])
  t.same(await persons({ group_by: ['effect'] }), [
    { effect: 'favourable', persons: 140_915 },
    { effect: 'unfavourable', persons: 108_440 }
  ])
  t.same(await persons({ filters: { outcome: ['protection_granted'] } }), [{ persons: 140_915 }])
  const measures = ['total_protection_rate', 'refugee_recognition_rate']
  t.same(await persons({ measures }), [{ total_protection_rate: 0.565118, refugee_recognition_rate: null }])
})

t.test('where statuses are told apart, the total of them is never added to them', async t => {
  const set = await releaseSet(t, [{ counts: today, series_about: declared }])
  const persons = async (question: object) =>
    (await answer(set, question)).data.map(({ flags: _, ...cell }) =>
      Object.fromEntries(Object.entries(cell).filter(([name]) => !/_n(_share)?$/.test(name)))
    )
  t.same(await persons({}), [{ persons: 205 }])
  t.same(await persons({ group_by: ['nationality'] }), [{ nationality: 'SYR', persons: 105 }])
  t.same(await persons({ group_by: ['outcome'] }), [
    { outcome: 'refugee_status_granted', persons: 60 },
    { outcome: 'rejected', persons: 100 },
    { outcome: 'subsidiary_protection_granted', persons: 45 }
  ])
  t.same(await persons({ group_by: ['effect'], filters: { nationality: ['SYR'] } }), [
    { effect: 'favourable', persons: 80 },
    { effect: 'unfavourable', persons: 20 }
  ])
  t.same(
    await persons({ group_by: ['outcome_group'] }),
    [
      { outcome_group: 'complementary_protection', persons: 45 },
      { outcome_group: 'refugee_status', persons: 60 },
      { outcome_group: 'rejected', persons: 100 }
    ],
    'no group of what is not split'
  )
  t.same(await persons({ filters: { effect: ['favourable'] } }), [{ persons: 105 }])
  t.same(await persons({ measures: ['total_protection_rate', 'refugee_recognition_rate'] }), [
    { total_protection_rate: 0.512195, refugee_recognition_rate: 0.292683 }
  ])
  const { meta } = await answer(set, { group_by: ['outcome'] })
  t.match(meta.reconciliation, { persons: { in_scope: 205, sum_of_cells: 205 } })
})

t.test('one country may tell statuses and another their total: each figure is counted once', async t => {
  const counts = [
    ...germany.map(count => ({
      ...count,
      total_over: count.total_over?.filter(name => !everybody.includes(name))
    })),
    ...modern('SYR', [105, 80, 50, 30, 20]).map(count => ({ ...count, country_of_asylum: 'FRA' }))
  ] as Count[]
  const set = await releaseSet(t, [{ counts }])
  const { data } = await answer(set, { group_by: ['country_of_asylum'], filters: { effect: ['favourable'] } })
  t.same(
    data.map(({ country_of_asylum, persons }) => [country_of_asylum, persons]),
    [
      ['DEU', 140_915],
      ['FRA', 80]
    ]
  )
})

t.test('a withheld part is no reason to answer with the total of its kind', async t => {
  const counts = modern('SYR', [105, 80, 50, 30, 20]).map(count =>
    count.outcome === 'subsidiary_protection_granted'
      ? { ...count, value: null, status: 'suppressed' as const }
      : count
  )
  const set = await releaseSet(t, [{ counts }])
  t.same((await answer(set, { group_by: ['effect'] })).data[0], {
    effect: 'favourable',
    persons: null,
    flags: { persons: ['suppressed'] }
  })
  t.match((await answer(set, {})).data, [{ persons: 105 }], 'the total over outcome is published')
})

const ages = (values: [Count['age_group'], number, string[]][]): Count[] =>
  values.map(([age_group, value, total_over]) => ({
    age_group: age_group as NonNullable<Count['age_group']>,
    value,
    total_over
  }))

t.test('everybody under 18 is never added to the two groups that make them', async t => {
  const counts = ages([
    ['not_split', 100, ['age_group']],
    ['0-17', 30, ['under_18']],
    ['0-13', 20, []],
    ['14-17', 10, []],
    ['18-34', 70, []]
  ])
  const set = await releaseSet(t, [{ counts }])
  t.match((await answer(set, {})).data, [{ persons: 100 }])
  const byAge = async (question: object) =>
    (await answer(set, { group_by: ['age_group'], ...question })).data.map(cell => [
      cell.age_group,
      cell.persons
    ])
  t.same(await byAge({}), [
    ['0-13', 20],
    ['14-17', 10],
    ['18-34', 70]
  ])
  t.same(await byAge({ filters: { age_group: ['0-17'] } }), [['0-17', 30]])
  const without = await releaseSet(t, [{ counts: counts.filter((_, i) => i === 1 || i === 4) }])
  t.match((await answer(without, {})).data, [{ persons: 100 }], 'where they are not told it stands for them')
})

t.test('a total over a dimension covers subtotals of it, and a subtotal no parts', async t => {
  t.ok(covers(['outcome'], []))
  t.ok(covers(['outcome'], ['outcome_group']))
  t.ok(covers(['age_group', 'outcome'], ['outcome_group', 'under_18']))
  t.ok(covers(['nationality', 'outcome_group'], ['outcome_group']))
  t.notOk(covers(['outcome_group'], []))
  t.notOk(covers(['nationality', 'outcome_group'], ['nationality']))
  t.notOk(covers(['outcome'], ['outcome']))
  t.notOk(covers(['outcome'], ['nationality']))
})

t.test('a part that is told for all nationalities tells what is left of a subtotal of one', async t => {
  const counts: Count[] = [
    { nationality: 'SYR', outcome: 'protection_granted', total_over: ['outcome_group'], value: 80 },
    { nationality: 'SYR', outcome: 'refugee_status_granted', value: 80 },
    { outcome: 'refugee_status_granted', total_over: ['nationality'], value: 200 }
  ]
  const set = await releaseSet(t, [{ counts }])
  t.match((await answer(set, { group_by: ['effect'] })).data, [{ effect: 'favourable', persons: 200 }])
})

/** Every figure of a table that tells all totals and subtotals, where each of 36 leaves is one person. */
const crossed: Count[] = [
  ['RUS', 'SYR', 'not_split'].flatMap(nationality =>
    ['male', 'female', 'not_split'].flatMap(sex =>
      ['0-13', '14-17', '18-34', '0-17', 'not_split'].flatMap(age_group =>
        [
          ...['refugee_status_granted', 'subsidiary_protection_granted', 'rejected'],
          'protection_granted',
          'not_split'
        ].map(outcome => ({
          ...{ nationality, sex, age_group, outcome },
          total_over: [
            ...(nationality === 'not_split' ? ['nationality'] : []),
            ...(sex === 'not_split' ? ['sex'] : []),
            ...(age_group === 'not_split' ? ['age_group'] : age_group === '0-17' ? ['under_18'] : []),
            ...(outcome === 'not_split'
              ? ['outcome']
              : outcome === 'protection_granted'
                ? ['outcome_group']
                : [])
          ],
          value:
            (nationality === 'not_split' ? 2 : 1) *
            (sex === 'not_split' ? 2 : 1) *
            ({ '0-17': 2, not_split: 3 }[age_group] ?? 1) *
            ({ protection_granted: 2, not_split: 3 }[outcome] ?? 1)
        }))
      )
    )
  )
].flat() as Count[]

t.test('however totals and subtotals cross, each person is counted once', async t => {
  const groups = [
    [],
    ['nationality'],
    ['outcome'],
    ['age_group', 'effect'],
    ['sex', 'outcome_group']
  ] as const
  const without = (...dropped: string[]) =>
    crossed.filter(({ total_over = [] }) => !total_over.some(name => dropped.includes(name)))
  for (const counts of [
    crossed,
    without('outcome'),
    without('nationality', 'outcome_group'),
    without('age_group')
  ]) {
    const set = await releaseSet(t, [{ counts }])
    for (const group_by of groups) {
      const { data } = await answer(set, { group_by: [...group_by] })
      const sum = data.reduce((all, { persons }) => all + Number(persons), 0)
      t.equal(sum, 36, `${counts.length} figures by ${group_by.join(', ') || 'nothing'}`)
    }
  }
})
