import t from 'tap'
import type { Question } from '../../../src/statistics/question/question.ts'
import type { CaveatText } from '../../../src/vocabulary/about.ts'
import { answer } from '../answered.ts'
import { type Count, releaseSet } from '../fixture.ts'

const caveat = (id: string, scope: CaveatText['scope'], rest: Partial<CaveatText> = {}): CaveatText => ({
  id,
  text: id,
  scope,
  when: 'touches',
  ...rest
})
const caveats = [
  caveat('always', {}),
  caveat('srb', { nationality: ['SRB'] }),
  caveat('withheld', { nationality: ['CUB'] }, { from: '2015-10-01', to: '2016-09-30' }),
  caveat('twice', { source_level: ['IN', 'EO'] }, { when: 'adds_up' }),
  caveat('total', { outcome: ['not_split'] }),
  caveat('other-series', { series: ['site'] }),
  caveat('no-such-column', { court: ['ZLA'] })
]
const counts: Count[] = [
  { nationality: 'SRB', source_level: 'IN', period: '2015' },
  { nationality: 'RUS', source_level: 'EO', period: '2015' },
  { nationality: 'CUB', source_level: 'FI', period: '2016' },
  { nationality: 'CUB', source_level: 'FI', period: '2018' },
  { nationality: 'RUS', outcome: 'not_split', total_over: ['outcome'], period: '2015' }
]

t.test('a known issue stands on just the answers whose rows it touches', async t => {
  const set = await releaseSet(t, [
    { counts, about: { caveats }, series_about: { totals_beside: ['outcome'] } }
  ])
  const ids = async (question: Question) => (await answer(set, question)).caveats.map(({ id }) => id)
  t.same(await ids({}), ['always', 'srb', 'withheld', 'twice'])
  t.same(
    await ids({ filters: { nationality: ['RUS'] } }),
    ['always'],
    'one level alone is not added to another'
  )
  t.same(await ids({ filters: { nationality: ['RUS', 'SRB'] } }), ['always', 'srb', 'twice'])
  t.same(await ids({ filters: { nationality: ['RUS', 'SRB'] }, group_by: ['source_level'] }), [
    'always',
    'srb'
  ])
  t.same(
    await ids({ filters: { nationality: ['RUS', 'SRB'] }, group_by: ['nationality'] }),
    ['always', 'srb'],
    'in no one cell'
  )
  t.same(
    await ids({ filters: { nationality: ['CUB'] }, period_from: '2018' }),
    ['always'],
    'the issue has dates'
  )
  t.same(await ids({ filters: { nationality: ['CUB'] }, period_to: '2016' }), ['always', 'withheld'])
  t.same(await ids({ filters: { nationality: ['RUS'] }, measures: ['published_total'] }), ['always', 'total'])
  t.same(
    await ids({ filters: { nationality: ['AFG'] } }),
    ['always'],
    'what each row has may be why there is none'
  )
})

t.test('an issue of a column stands wherever the column says something', async t => {
  const about = { caveats: [caveat('ordered', { country_of_return: ['*'] })] }
  const set = await releaseSet(t, [
    {
      source: 'court',
      about,
      decisions: [
        { decision_stage: 'return_decision', outcome: 'removal_ordered', country_of_return: 'RUS' },
        { decision_stage: 'return_decision', outcome: 'terminated', nationality: 'HND' },
        { decision_stage: 'return_decision', nationality: 'HND', country_of_return: 'not_designated' }
      ]
    }
  ])
  const ids = async (question: Question) => (await answer(set, question)).caveats.map(({ id }) => id)
  t.same(await ids({}), ['ordered'])
  t.same(await ids({ filters: { nationality: ['HND'] } }), [], 'no order names a country')
  t.same(await ids({ group_by: ['country_of_return'] }), ['ordered'])
  t.same(await ids({ filters: { nationality: ['HND'] }, group_by: ['country_of_return'] }), [])
  t.same(await ids({ filters: { country_of_return: ['RUS'] } }), ['ordered'])
  t.same(await ids({ filters: { country_of_return: ['not_designated'] } }), [])
  t.same(await ids({ filters: { country_of_return: ['CUB'] } }), ['ordered'], 'why there may be none')
})

t.test('rates of those who filed in a period are said to be of early decisions', async t => {
  const decisions = [{ filed_on: '2024-01-02', decided_on: '2025-03-04', outcome: 'rejected' as const }]
  const set = await releaseSet(t, [
    { source: 'court', decisions, series_about: { rates: { 'grant_rate.merits': {} } } }
  ])
  const ids = async (question: Question) =>
    (await answer(set, { source: 'court', min_n: 1, ...question })).caveats.map(({ id }) => id)
  t.same(await ids({ measures: ['grant_rate.merits'], date_basis: 'filed' }), ['rates-of-early-decisions'])
  t.same(await ids({ measures: ['grant_rate.merits'] }), [], 'by the day of the decision')
  t.same(await ids({ measures: ['decisions'], date_basis: 'filed' }), [], 'a count')
})

t.test('what is decided is decided by the day of the edition, whenever that was fetched', async t => {
  const question: Question = {
    source: 'court',
    measures: ['grant_rate.merits'],
    date_basis: 'filed',
    min_n: 1
  }
  const decisions = [{ filed_on: '2024-01-02', decided_on: '2025-03-04', outcome: 'rejected' as const }]
  const made = { source: 'court', decisions, series_about: { rates: { 'grant_rate.merits': {} } } }
  // The fixture's releases are fetched on 2 January 2026.
  for (const [more, day] of [
    [{}, '2026-01-02'],
    [{ released_on: '2025-11-30' }, '2025-11-30']
  ] as const) {
    const { caveats } = await answer(await releaseSet(t, [{ ...made, ...more }]), question)
    t.match(caveats, [{ text: { en: new RegExp(`were decided by ${day}\\.`) } }])
  }
})
