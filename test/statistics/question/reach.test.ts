import t from 'tap'
import type { Question } from '../../../src/statistics/question/question.ts'
import { textIn } from '../../../src/vocabulary/labels/texts/texts.ts'
import { answer } from '../answered.ts'
import { type Count, releaseSet } from '../fixture.ts'

const counts: Count[] = [
  { period: '2021', nationality: 'RUS', country_of_asylum: 'DEU', value: 5 },
  { period: '2022', nationality: 'RUS', country_of_asylum: 'FRA', value: 6 }
]
const coverage = {
  nationality: ['RUS'],
  country_of_asylum: ['DEU', 'FRA'],
  from: '2021-01-01',
  to: '2022-12-31'
}

t.test('a question that reaches outside the release is partial on each cell, with a caveat', async t => {
  const set = await releaseSet(t, [{ counts, coverage }])
  const inside: Question = { filters: { nationality: ['RUS'], country_of_asylum: ['DEU', 'FRA'] } }
  const shape = async (question: Question) => {
    const { data, caveats, meta } = await answer(set, question)
    return [data.map(row => row.flags), caveats.map(({ id }) => id), meta.period.partial]
  }
  const partial = { persons: ['partial'] }
  t.same(await shape(inside), [[{}], [], []])
  t.same(await shape({}), [[partial], ['outside-coverage'], []], 'all nationalities were asked, one is there')
  t.same(await shape({ filters: { ...inside.filters, nationality: ['RUS', 'AFG'] } }), [
    [partial],
    ['outside-coverage'],
    []
  ])
  t.same(
    await shape({ ...inside, period_from: '2020', group_by: ['year'] }),
    [[{}, {}], ['outside-coverage'], ['2020']],
    'the years that are covered whole are whole'
  )
  t.same(
    await shape({ ...inside, period_from: '2020' }),
    [[partial], ['outside-coverage'], ['2020']],
    'a number of all years lacks one'
  )
  t.same(
    await shape({ filters: { country_of_asylum: ['DEU', 'FRA'] }, group_by: ['year'] }),
    [[partial, partial], ['outside-coverage'], []],
    'other nationalities are missing in each year'
  )
  t.same(
    await shape({ filters: { country_of_asylum: ['DEU', 'FRA'] }, group_by: ['nationality'] }),
    [[{}], ['outside-coverage'], []],
    'what is covered of one nationality lacks nothing because others are not'
  )
  t.same(await shape({ ...inside, period_from: '2021', period_to: '2022' }), [[{}], [], []])
})

t.test('a question wholly outside has no answer, which is not an answer of zero', async t => {
  const set = await releaseSet(t, [{ counts, coverage }])
  for (const question of [
    { filters: { nationality: ['AFG'] } },
    { filters: { country_of_asylum: ['USA'] } },
    { period_from: '2024' },
    { period_to: '2019' }
  ] as Question[]) {
    const { data, caveats, meta } = await answer(set, question)
    t.same(data, [])
    t.equal(meta.total, 0)
    t.match(caveats[0], { id: 'outside-coverage', text: { en: /not an answer of zero/ } })
    t.match(meta.reconciliation, { persons: { in_scope: 0, sum_of_cells: 0, left_out: [] } })
  }
})

t.test(
  'a bound alone that lies past all that is covered names the days and what is missing of them',
  async t => {
    const set = await releaseSet(t, [{ counts, coverage }])
    const inside: Question = { filters: { nationality: ['RUS'], country_of_asylum: ['DEU', 'FRA'] } }
    for (const [bound, year] of [
      ['period_from', '2024'],
      ['period_to', '2019']
    ] as const) {
      const { meta, caveats, result } = await answer(set, { ...inside, [bound]: year })
      const days = { from: `${year}-01-01`, to: `${year}-12-31` }
      t.match(meta.period, { ...days, partial: [year] })
      t.match(result, days, 'not from a later day to an earlier one')
      t.match(
        textIn(caveats.find(({ id }) => id === 'outside-coverage')?.text ?? '', 'en'),
        /does not cover days before 2021-01-01 or after 2022-12-31\. Nothing/
      )
    }
  }
)

t.test('a year that the release covers in part is partial, the others are whole', async t => {
  const decisions = [{ decided_on: '2020-02-02' }, { decided_on: '2021-03-03' }]
  const set = await releaseSet(t, [{ decisions, coverage: { from: '2016-01-01', to: '2021-03-31' } }])
  const { data, meta, caveats } = await answer(set, { group_by: ['year'] })
  t.same(data, [
    { year: '2020', decisions: 1, flags: {} },
    { year: '2021', decisions: 1, flags: { decisions: ['partial'] } }
  ])
  t.same(meta.period.partial, ['2021'])
  t.match(meta.period, { from: '2016-01-01', to: '2021-03-31' })
  t.same(caveats, [], 'who sets no bound asks for what there is')
  const partial = async (question: Question) => (await answer(set, question)).meta.period.partial
  t.same(await partial({}), ['2021'], 'with and without periods in the answer')
  t.same(await partial({ period_to: '2020' }), [])
  t.same(await partial({ period_to: '2021-03' }), [], 'all that is asked is covered')
  t.same(await partial({ year_basis: 'us_fiscal' }), ['FY2016', 'FY2021'])
})

t.test('the latest period is what there is of it: cut, it is partial, and nobody asked for more', async t => {
  const decisions = [{ decided_on: '2020-02-02' }, { decided_on: '2021-03-03' }]
  const set = await releaseSet(t, [{ decisions, coverage: { from: '2016-01-01', to: '2021-03-30' } }])
  for (const group_by of [[], ['year'], ['month']] as const) {
    const { data, caveats, meta } = await answer(set, { group_by, period: 'latest' })
    t.match(data, [{ decisions: 1, flags: { decisions: ['partial'] } }], group_by.join())
    t.same(caveats, [], 'nothing outside was asked')
    t.same(meta.period.partial, [group_by[0] === 'month' ? '2021-03' : '2021'])
  }
})

t.test('an excerpt is partial throughout', async t => {
  const set = await releaseSet(t, [{ counts, coverage: { complete: false } }])
  const { data, caveats } = await answer(set, { filters: { country_of_asylum: ['DEU'] } })
  t.same(data, [{ persons: 5, flags: { persons: ['partial'] } }])
  t.match(textIn(caveats[0]?.text ?? '', 'en'), /known to be missing/)
})

t.test('of a release without one of its tables each answer says which', async t => {
  const coverage = { complete: false, missing_tables: ['tblAppeal', 'tblAppealFedCourts'] }
  const decisions = [{ decided_on: '2020-02-02' }]
  const set = await releaseSet(t, [{ decisions, coverage }])
  const { data, caveats } = await answer(set, {})
  t.match(data, [{ decisions: 1, flags: { decisions: ['partial'] } }])
  t.match(caveats, [
    { id: 'outside-coverage', text: { en: /the table tblAppeal, .*the table tblAppealFedCourts,/ } }
  ])
})

t.test('a table of one country of asylum is whole, and says which country it is about', async t => {
  const set = await releaseSet(t, [{ counts: counts.slice(0, 1), coverage: { country_of_asylum: ['DEU'] } }])
  const { data, caveats } = await answer(set, {})
  t.same(data, [{ persons: 5, flags: {} }])
  t.match(caveats, [{ id: 'one-country-of-asylum', text: { en: /: DEU\.$/ } }])
})
