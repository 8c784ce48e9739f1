import t from 'tap'
import { answer } from '../../src/statistics/answer.ts'
import type { Question } from '../../src/statistics/question.ts'
import type { CaveatText } from '../../src/vocabulary/about.ts'
import { type Count, releaseSet } from './fixture.ts'

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
