import t, { type Test } from 'tap'
import type { Question } from '../../src/statistics/question/question.ts'
import { answer } from './answered.ts'
import { type Count, type Made, refusalOf, releaseSet } from './fixture.ts'

const year = (period: string, nationality: string, value: number, more: Count = {}): Count => ({
  period,
  nationality,
  value,
  ...more
})

const quarterly: Count[] = [
  year('2013-Q2', 'HRV', 1),
  year('2013-Q3', 'HRV', 2),
  year('2013-Q4', 'HRV', 4),
  year('2013-Q2', 'FRA', 8),
  year('2013-Q3', 'SRB', 16),
  year('2019-Q4', 'GBR', 32),
  year('2020-Q1', 'GBR', 64),
  year('2020-Q1', 'FRA', 128)
]

const asked = async (t: Test, counts: Count[], question: Question, set = releaseSet(t, [{ counts }])) => {
  const { data } = await answer(await set, question)
  return data.map(({ flags: _, ...row }) => Object.values(row).join(' '))
}

t.test('a published figure is in the European Union by the last day of its own period', async t => {
  const question: Question = { group_by: ['quarter'], filters: { nationality_group: ['EU'] } }
  t.same(
    await asked(t, quarterly, question),
    ['2013-Q2 8', '2013-Q3 2', '2013-Q4 4', '2020-Q1 128', '2019-Q4 32'].sort()
  )
  t.same(
    await asked(
      t,
      [year('2013', 'HRV', 5), year('2012', 'HRV', 7), year('2020', 'GBR', 9), year('2019', 'GBR', 3)],
      {
        group_by: ['year'],
        filters: { nationality_group: ['EU'] }
      }
    ),
    ['2013 5', '2019 3']
  )
})

t.test('the day of a record decides', async t => {
  const set = releaseSet(t, [
    {
      decisions: [
        { nationality: 'GBR', decided_on: '2020-01-31' },
        { nationality: 'GBR', decided_on: '2020-02-01' },
        { nationality: 'FRA', decided_on: '2020-02-01' },
        { nationality: 'FRA' },
        { nationality: 'COL', decided_on: '2020-04-27' },
        { nationality: 'COL', decided_on: '2020-04-28' }
      ]
    }
  ])
  t.same(await asked(t, [], { filters: { nationality_group: ['EU'] } }, set), ['2'])
  t.same(await asked(t, [], { filters: { nationality_group: ['OECD'] } }, set), ['4'])
  const { meta } = await answer(await set, { filters: { nationality_group: ['EU'] } })
  t.match(meta.reconciliation.decisions, { in_scope: 3, left_out: [{ reason: 'no_date', count: 1 }] })
})

t.test('groups that share no country are rows of their own, and others are refused', async t => {
  const counts = [
    year('2021', 'SYR', 1),
    year('2021', 'ERI', 2),
    year('2021', 'SOM', 4),
    year('2021', 'XXA', 8)
  ]
  t.same(
    await asked(t, counts, {
      group_by: ['nationality_group'],
      filters: { nationality_group: ['UN_ASIA', 'UN_AFRICA'] }
    }),
    ['UN_AFRICA 6', 'UN_ASIA 1']
  )
  const set = await releaseSet(t, [{ counts }])
  const problem = await refusalOf(
    answer(set, {
      group_by: ['nationality_group'],
      filters: { nationality_group: ['EU', 'OECD'] }
    })
  )
  t.equal(problem.type, 'unsupported-combination')
  t.match(problem.message, 'EU and OECD share AUT, BEL')
  t.same(
    await asked(t, [year('2021', 'FRA', 1), year('2021', 'NOR', 2)], {
      filters: { nationality_group: ['EU', 'OECD'] }
    }),
    ['3']
  )
})

const world: NonNullable<Made['series_about']> = {
  reporting: {
    absent_row: 'rounded_zero',
    reason: 'made up',
    unit: ['country_of_asylum', 'year'],
    reporters: 'world',
    parts: {},
    reporter_share: 0.01
  }
}

const reported = (period: string, country_of_asylum: string, value: number): Count => ({
  period,
  country_of_asylum,
  nationality: 'SYR',
  value
})

t.test('a member that does not tell makes the group a lower bound, and is named', async t => {
  const counts = [
    ...[reported('2018', 'DEU', 1), reported('2018', 'FRA', 2), reported('2018', 'GBR', 4)],
    ...[reported('2019', 'DEU', 8), reported('2019', 'GBR', 16), reported('2019', 'TUR', 32)],
    ...[reported('2020', 'DEU', 64), reported('2020', 'FRA', 128), reported('2020', 'TUR', 256)],
    ...[reported('2021', 'TUR', 512)]
  ]
  const set = await releaseSet(t, [{ counts, series_about: world }])
  const { data, meta } = await answer(set, {
    group_by: ['year'],
    filters: { country_of_asylum_group: ['EU'] }
  })
  t.same(
    data.map(({ year, persons, flags }) => [year, persons, flags]),
    [
      ['2018', 7, {}],
      ['2019', 24, { persons: ['partial'] }],
      ['2020', 192, {}]
    ]
  )
  t.match(meta.missing, [
    { dimension: 'country_of_asylum', values: ['FRA'], period: '2019', nearest: { period: '2018', value: 2 } }
  ])
  const [group] = meta.groups ?? []
  t.match(group, { parameter: 'country_of_asylum_group', id: 'EU', name: { en: 'the European Union' } })
  t.same(
    group?.members.find(({ country }) => country === 'GBR'),
    {
      country: 'GBR',
      from: '1973-01-01',
      to: '2020-01-31'
    }
  )
  t.notOk(group?.without_figures?.includes('DEU'))
  t.ok(group?.without_figures?.includes('LUX'))
})

t.test(
  'of a table in which an absent row says nothing, a silent nationality is named by its period',
  async t => {
    const told = (period: string, nationality: string, value: number): Count => ({
      ...{ period, nationality, value, country_of_asylum: 'SWE', outcome: 'rejected' }
    })
    const counts = [
      ...[told('2018', 'GBR', 1), told('2018', 'FRA', 2), told('2019', 'GBR', 4)],
      ...[told('2020', 'FRA', 8), told('2021', 'FRA', 16), told('2021', 'GBR', 32)]
    ]
    const { reporting } = { reporting: undefined, ...world }
    const { reporter_share: _, ...rule } = reporting ?? {}
    const series_about = {
      reporting: { ...rule, absent_row: 'not_told', reporters: 'own' }
    } as Made['series_about']
    const set = await releaseSet(t, [{ counts, series_about }])
    const { data, meta } = await answer(set, { group_by: ['year'], filters: { nationality_group: ['EU'] } })
    t.same(
      data.map(({ year, persons, flags }) => [year, persons, flags]),
      [
        ['2018', 3, {}],
        ['2019', 4, { persons: ['partial'] }],
        ['2020', 8, {}],
        ['2021', 16, {}]
      ]
    )
    t.match(
      meta.missing.map(({ period, nationality, values }) => [period, nationality ?? values[0]]),
      [['2019', 'FRA']]
    )
  }
)

t.test('a grid has no cell of a country in a period in which it was no member', async t => {
  const counts = [
    year('2019', 'GBR', 1),
    year('2019', 'FRA', 2),
    year('2021', 'FRA', 4),
    year('2021', 'GBR', 8)
  ]
  t.same(
    await asked(t, counts, {
      ...{ group_by: ['nationality', 'year'], fill: 'grid', period_from: '2019', period_to: '2021' },
      filters: { nationality_group: ['EU'] }
    }),
    ['FRA 2019 2', 'FRA 2020 ', 'FRA 2021 4', 'GBR 2019 1']
  )
})

t.test('a period in which no member tells has no number, whatever others tell', async t => {
  const counts = [
    ...[reported('2018', 'DEU', 1), reported('2018', 'FRA', 2), reported('2018', 'TUR', 4)],
    ...[reported('2019', 'TUR', 8), reported('2020', 'DEU', 16), reported('2020', 'FRA', 32)]
  ]
  const set = await releaseSet(t, [{ counts, series_about: world }])
  const { data, meta } = await answer(set, {
    ...{ group_by: ['year'], fill: 'grid', period_from: '2018', period_to: '2020' },
    filters: { country_of_asylum_group: ['EU'] }
  })
  t.same(
    data.map(({ year, persons, flags }) => [year, persons, flags]),
    [
      ['2018', 3, {}],
      ['2019', null, { persons: ['not_reported'] }],
      ['2020', 48, {}]
    ]
  )
  t.same(meta.stand_ins, [])
})

t.test('a small member of a named group is missing whatever it held', async t => {
  const counts = [
    ...[reported('2018', 'DEU', 1000), reported('2018', 'MLT', 1)],
    ...[reported('2019', 'DEU', 1000), reported('2020', 'DEU', 1000), reported('2020', 'MLT', 1)]
  ]
  const set = await releaseSet(t, [{ counts, series_about: world }])
  const flagsOf = async (filters: Question['filters']) => {
    const { data } = await answer(set, { group_by: ['year'], ...(filters && { filters }) })
    return data.map(({ flags }) => flags)
  }
  t.same(await flagsOf({ country_of_asylum_group: ['EU'] }), [{}, { persons: ['partial'] }, {}])
  t.same(await flagsOf(undefined), [{}, {}, {}])
})

t.test('a member that fell silent years ago leaves the number of the others a lower bound', async t => {
  const counts = [
    ...[reported('2014', 'DEU', 1), reported('2014', 'POL', 2)],
    ...[reported('2020', 'DEU', 4), reported('2021', 'DEU', 8)]
  ]
  const set = await releaseSet(t, [{ counts, series_about: world }])
  const { data, meta } = await answer(set, {
    ...{ filters: { country_of_asylum_group: ['EU'] }, group_by: ['year'], period_from: '2020' }
  })
  t.same(
    data.map(({ year, persons, flags }) => [year, persons, flags]),
    [
      ['2020', 4, { persons: ['partial'] }],
      ['2021', 8, { persons: ['partial'] }]
    ],
    'not null: the others told'
  )
  t.match(
    meta.missing.map(({ values, period }) => [values, period]),
    [
      [['POL'], '2020'],
      [['POL'], '2021']
    ]
  )
})
