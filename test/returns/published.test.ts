import t, { type Test } from 'tap'
import type { CountFact } from '../../src/vocabulary/fact.ts'
import type { Coverage } from '../../src/vocabulary/time/coverage.ts'
import { publishing, quarters, returned, tablesOf } from './published-tables.ts'

const whole = {
  ...{ nationality: 'all', country_of_asylum: ['GBR'], complete: true },
  ...{ from: '2019-01-01', to: '2023-12-31' }
} as const satisfies Coverage

/** 5 a quarter in 2019, 3 from 2022 on, and no row for the two years between. */
const toRussia = [
  ...quarters(2019, 2019).map(quarter => returned(quarter, 5, { country_of_return: 'RUS' })),
  ...quarters(2022, 2023).map(quarter => returned(quarter, 3, { country_of_return: 'RUS' })),
  returned('2021-Q1', 9, { country_of_return: 'RUS', return_type: 'refused_entry' })
]

/** Returns to another country, by which the table tells each of these quarters. */
const elsewhere = (all: readonly string[]) =>
  all.map(quarter => returned(quarter, 1, { country_of_return: 'SRB' }))

async function destinations(
  t: Test,
  coverage: Partial<Coverage>,
  facts: CountFact[] = [],
  told: readonly string[] = quarters(2019, 2023)
) {
  const source = tablesOf('made-up', [{ id: 'by-destination', coverage: { ...whole, ...coverage } }])
  const { json } = await publishing(t, [
    { source, layout: 'by-destination', facts: [...toRussia, ...elsewhere(told), ...facts] }
  ])
  return async (query = '') => (await json(`/v1/countries-of-return/RUS${query}`)).data.executed[0]
}

t.test('a table by quarter tells in which quarter returns resumed, and never a day', async t => {
  const told = await destinations(t, {})
  const block = await told()
  t.match(block, {
    ...{ value: 44, unit: 'returns', flags: [], first_on: null, last_on: null, undated: 0 },
    ...{ first_in: '2019-Q1', last_in: '2023-Q4', resumed_on: null, resumed_in: '2022-Q1' },
    longest_pause_in: { last_before: '2019-Q4', first_after: '2022-Q1', periods: 8, months: 24 },
    ...{ longest_pause: null, same_country: null, other_country_share: null }
  })
  t.equal(block.not_told, 'The source publishes by quarter, so the day is not known.')
  t.match(block.same_country_not_told, 'does not publish nationality and country together')
  t.equal(block.series_by_period.length, 20, 'a quarter that the table covers and has no row of is 0')
  t.same(block.series_by_period[4], { period: '2020-Q1', value: 0, flags: [] })
  t.match(block.gaps, [
    { from: '2020-Q1', to: '2021-Q4', months: 24, next_in: '2022-Q1', next_value: 3, usual_before: 20 }
  ])
  t.equal((await told('?pause_months=24')).resumed_in, '2022-Q1')
  const longer = await told('?pause_months=25')
  t.equal(longer.resumed_in, null)
  t.match(longer.not_told, 'no time of at least 2 quarters and 25 months without a return')
  t.equal((await told('?return_type=refused_entry')).value, 9, 'turned away: only where asked for')
  const later = await told('?returned_on_from=2022-01-01')
  t.match(later, { value: 24, resumed_in: null }, 'the pause lies before the time asked for')
})

t.test('a quarter in which the table tells nobody of a type is not told, and ends a gap', async t => {
  // Of 2021-Q1 there are refused entries alone, which say nothing of enforced returns.
  const told = quarters(2019, 2023).filter(quarter => quarter !== '2020-Q3' && quarter !== '2021-Q1')
  const block = await (await destinations(t, {}, [], told))()
  t.match(block, { value: 44, flags: ['partial'], longest_pause_in: null })
  const notTold = block.series_by_period.filter(({ value }: { value: number | null }) => value === null)
  t.same(notTold, [
    { period: '2020-Q3', value: null, flags: ['not_reported'] },
    { period: '2021-Q1', value: null, flags: ['not_reported'] }
  ])
  t.match(block.gaps, [
    { from: '2020-Q1', to: '2020-Q2', usual_before: 20, is_pause: true, next_in: null, flags: ['partial'] },
    { from: '2020-Q4', to: '2020-Q4', usual_before: 5, is_pause: false, next_in: null },
    { from: '2021-Q2', to: '2021-Q4', usual_before: 0, is_pause: false, next_in: '2022-Q1' }
  ])
  t.match(block.not_told, 'For 2020-Q3, 2021-Q1 the number is withheld or not reported')
})

t.test('quarters that the release does not cover are no pause', async t => {
  const block = await (await destinations(t, { from: '2022-01-01' }))()
  t.match(block, { value: 44, resumed_in: null, longest_pause_in: null })
  t.match(block.not_told, 'in the 4 quarters before, from 2022-01-01 to 2023-12-31.')
  const cut = block.series_by_period.filter(({ flags }: { flags: string[] }) => flags.includes('partial'))
  t.equal(cut.length, 4, 'the quarters of 2019')
})

t.test('nor is any time without a row where parts of the table are missing', async t => {
  const block = await (await destinations(t, { complete: false }))()
  t.match(block, { value: 44, resumed_in: null, longest_pause_in: null })
  t.equal(block.not_told, 'The release does not cover every return, so a time without one is no pause.')
})

t.test('a number that is withheld is no 0: it ends the pause, and the sum is not told', async t => {
  const told = await destinations(t, {}, [returned('2020-Q3', null, { country_of_return: 'RUS' })])
  const block = await told()
  t.match(block, { value: null, flags: ['suppressed'], resumed_in: null, longest_pause_in: null })
  const second = { from: '2020-Q4', to: '2021-Q4', months: 15, usual_before: 5, next_in: '2022-Q1' }
  t.match(block.gaps, [
    { from: '2020-Q1', to: '2020-Q2', usual_before: 20, is_pause: true, next_in: null, flags: ['partial'] },
    { ...second, is_pause: false, flags: ['partial'] }
  ])
  t.match(block.not_told, 'For 2020-Q3 the number is withheld or not reported')
  t.match(
    block.series_by_period.find(({ period }: { period: string }) => period === '2020-Q3'),
    { value: null, flags: ['suppressed'] }
  )
  t.equal((await told('?usual_min=5')).resumed_in, '2022-Q1', 'the five quarters after it')
  t.equal((await told('?usual_min=5&pause_months=16')).resumed_in, null)
})

t.test('a published 0 is a time without a return; a rounded one may be a few', async t => {
  const zero = { country_of_return: 'RUS', status: 'rounded' as const }
  const block = await (
    await destinations(t, {}, [returned('2020-Q1', 0, zero), returned('2020-Q2', 0, zero)])
  )()
  t.match(block, { value: 44, flags: ['rounded'], resumed_in: '2022-Q1' })
  t.match(block.longest_pause_in, { periods: 8 })
  t.match(block.not_told, '0 can stand for a few people')
})

t.test('a bound that would cut a quarter is refused, with the reason', async t => {
  const source = tablesOf('made-up', [{ id: 'by-destination', coverage: whole }])
  const { get, json } = await publishing(t, [{ source, layout: 'by-destination', facts: toRussia }])
  const url = '/v1/countries-of-return/RUS?returned_on_to=2023-05-15'
  const { data } = await json(url)
  t.same(data.executed, [])
  t.match(data.not_answered, [
    { source: 'made-up', reason: /a whole quarter each, which 2023-05-15 would cut/ }
  ])
  const named = await get(`${url}&source=made-up`)
  t.equal(named.statusCode, 400)
  t.match(named.json().detail, 'which 2023-05-15 would cut')
  t.equal((await get('/v1/countries-of-return/RUS?returned_on_to=2023-06-30&source=made-up')).statusCode, 200)
})

/** The same returns in two tables, as the Home Office has them: neither tells both countries. */
const twoTables = () => {
  const source = tablesOf('two-tables', [
    { id: 'by-nationality', coverage: whole },
    { id: 'by-destination', coverage: whole }
  ])
  const russian = { nationality: 'RUS' }
  return [
    {
      ...{ source, layout: 'by-nationality' },
      facts: [
        returned('2019-Q1', 4, { ...russian, same_country: 'true' }),
        returned('2022-Q1', 2, { ...russian, same_country: 'true' }),
        returned('2022-Q1', 3, { ...russian, same_country: 'false' }),
        returned('2022-Q1', 50, { nationality: 'UKR', same_country: 'true' })
      ]
    },
    { source, layout: 'by-destination', facts: toRussia }
  ]
}

t.test('two tables of the same returns: each tells what it has, and neither is added', async t => {
  const { json, get } = await publishing(t, twoTables())
  const { data } = await json('/v1/countries-of-return/RUS')
  t.match(data.executed, [{ series: 'by-destination', value: 44 }])
  t.equal(data.executed.length, 1)
  t.match(data.not_answered, [
    {
      source: 'two-tables',
      series: 'by-nationality',
      reason: 'Its table does not report the country of return.'
    }
  ])
  t.match(data.nationals_returned, [
    {
      ...{ series: 'by-nationality', value: 9, same_country: 6, other_country: 3, same_country_unknown: 0 },
      other_country_share: 1 / 3
    }
  ])
  const list = await json('/v1/countries-of-return')
  t.match(list.data, [{ country_of_return: 'RUS', executed: [{ series: 'by-destination', value: 44 }] }])
  t.match(list.meta.not_answered, [{ series: 'by-nationality' }])
  t.match(
    (await get('/v1/countries-of-return.csv')).body,
    'RUS,Russia,executed,44,partial,returns,,by-destination,two-tables'
  )
})

t.test('nationality and destination together are refused where no table tells both', async t => {
  const { json, get } = await publishing(t, twoTables())
  for (const url of [
    '/v1/countries-of-return/RUS/nationalities?source=two-tables',
    '/v1/countries-of-return?source=two-tables&nationality=UKR',
    '/v1/countries-of-return/RUS?source=two-tables&nationality=UKR'
  ]) {
    const refused = await get(url)
    t.equal(refused.statusCode, 400, url)
    t.equal(refused.json().type.split('/').at(-1), 'unsupported-combination')
    t.match(refused.json().detail, 'by-nationality): Its table does not report the country of return')
    t.match(refused.json().detail, 'does not publish nationality')
    t.match(refused.json().detail, 'Two tables count the same returns and cannot be joined')
  }
  const { data, meta } = await json('/v1/countries-of-return/RUS/nationalities')
  t.same(data, [], 'where others might have answered, each that did not is told')
  t.same(meta.not_answered.map(({ series }: { series: string }) => series).sort(), [
    'by-destination',
    'by-nationality'
  ])
})

/** A table by year with both countries, a total of all nationalities and one of all destinations. */
const both = () => {
  const source = tablesOf('both', [
    { id: 'annual', coverage: { ...whole, country_of_asylum: 'all', from: '2019-01-01', to: '2022-12-31' } }
  ])
  const row = (year: string, nationality: string, country_of_return: string, value: number | null) =>
    returned(year, value, { nationality, country_of_return, unit: 'persons', return_type: 'not_split' })
  const total = (year: string, value: number) =>
    returned(year, value, {
      ...{ country_of_return: 'RUS', unit: 'persons', return_type: 'not_split', total_over: ['nationality'] }
    })
  return [
    {
      ...{ source, layout: 'annual' },
      facts: [
        row('2019', 'RUS', 'RUS', 10),
        row('2019', 'UKR', 'RUS', 4),
        row('2019', 'UNK', 'RUS', 1),
        row('2022', 'RUS', 'RUS', 6),
        row('2022', 'RUS', 'SRB', 2),
        row('2022', 'UKR', 'RUS', 0),
        row('2020', 'BLR', 'GEO', 1),
        row('2021', 'BLR', 'GEO', 1),
        total('2019', 16),
        total('2022', 6)
      ]
    }
  ]
}

t.test(
  'a table with both countries answers each: a total takes the place of its parts and is never added',
  async t => {
    const { json, get } = await publishing(t, both())
    const [block] = (await json('/v1/countries-of-return/RUS')).data.executed
    t.match(block, {
      ...{ value: 22, unit: 'persons', first_in: '2019', last_in: '2022', resumed_in: '2022' },
      ...{ same_country: 16, other_country: 4, same_country_unknown: 1, other_country_share: 0.2 },
      longest_pause_in: { last_before: '2019', first_after: '2022', periods: 2, months: 24 }
    })
    t.same(block.series_by_period, [
      { period: '2019', value: 16, flags: [] },
      { period: '2020', value: 0, flags: [] },
      { period: '2021', value: 0, flags: [] },
      { period: '2022', value: 6, flags: [] }
    ])
    const matrix = '/v1/countries-of-return/RUS/nationalities'
    const { data } = await json(matrix)
    const of = (code: string) =>
      data.find((row: { nationality: string }) => row.nationality === code)?.executed[0]
    t.match(of('RUS'), { value: 16, share: 16 / 21, first_in: '2019', last_in: '2022', first_on: null })
    t.match(
      of('UKR'),
      { value: 4, first_in: '2019', last_in: '2019' },
      'a year with 0 is no year with a return'
    )
    t.match(
      (await get(`${matrix}.csv`)).body,
      `RUS,RUS,Russia,executed,16,,persons,,${16 / 21},,,2019,2022,annual,both`
    )
    const [nationals] = (await json('/v1/countries-of-return/RUS')).data.nationals_returned
    t.match(nationals, { value: 18, same_country: 16, other_country: 2 })
    t.match((await json('/v1/countries-of-return?nationality=RUS')).data, [
      { country_of_return: 'RUS', executed: [{ value: 16 }] },
      { country_of_return: 'SRB', executed: [{ value: 2 }] }
    ])
  }
)

t.test(
  'of stateless people and of nationals of a dissolved state a table does not tell another country',
  async t => {
    const [table] = both()
    const more = ['XXA', 'SUN'].map(nationality =>
      returned('2022', 3, {
        nationality,
        country_of_return: 'SRB',
        unit: 'persons',
        return_type: 'not_split'
      })
    )
    const { json } = await publishing(t, [{ ...table, facts: [...(table?.facts ?? []), ...more] } as never])
    const [block] = (await json('/v1/countries-of-return/SRB')).data.executed
    t.match(block, { value: 8, same_country: 0, other_country: 2, same_country_unknown: 6 })
    const [stateless] = (await json('/v1/countries-of-return/XXA')).data.nationals_returned
    t.match(stateless, { value: 3, same_country: 0, other_country: 0, same_country_unknown: 3 })
  }
)

t.test('one withheld nationality leaves no share from which it could be worked out', async t => {
  const [table] = both()
  const withheld = returned('2019', null, {
    ...{ nationality: 'BLR', country_of_return: 'RUS', unit: 'persons', return_type: 'not_split' }
  })
  const { json } = await publishing(t, [{ ...table, facts: [...(table?.facts ?? []), withheld] } as never])
  const { data } = await json('/v1/countries-of-return/RUS/nationalities')
  t.match(data[0], { nationality: 'BLR', executed: [{ value: null, flags: ['suppressed'], share: null }] })
  for (const { executed } of data) t.equal(executed[0].share, null)
  const [block] = (await json('/v1/countries-of-return/RUS')).data.executed
  t.match(block, { value: 22, other_country: null, other_country_share: null }, 'the total is published')
})
