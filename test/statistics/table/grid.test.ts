import t from 'tap'
import { subjects } from '../../../src/statistics/kinds/subject.ts'
import type { Question } from '../../../src/statistics/question/question.ts'
import { answer } from '../answered.ts'
import { type Decision, releaseSet } from '../fixture.ts'

const grid = { fill: 'grid' } as const
const coverage = { from: '2020-01-01', to: '2022-06-30' }

t.test('what cannot be is in no grid', async t => {
  const decisions: Decision[] = [
    { decided_on: '2020-02-02', outcome: 'rejected', application_type: 'asylum' },
    { decided_on: '2020-02-02', outcome: 'refugee_status_granted', application_type: 'withholding' },
    {
      decided_on: '2021-02-02',
      decision_stage: 'screening_review',
      outcome: 'fear_found',
      screening_type: 'credible_fear'
    },
    {
      decided_on: '2021-02-02',
      decision_stage: 'return_decision',
      outcome: 'removal_ordered',
      country_of_return: 'RUS'
    },
    {
      decided_on: '2021-02-02',
      decision_stage: 'return_decision',
      outcome: 'removal_ordered',
      nationality: 'HND',
      country_of_return: 'HND'
    },
    { decided_on: '2021-02-02', decision_stage: 'return_decision', outcome: 'relief_granted' }
  ]
  const set = await releaseSet(t, [{ decisions, coverage }])
  const keys = async (question: Question, ...names: string[]) =>
    (await answer(set, { ...grid, ...question })).data.map(row => names.map(name => row[name]).join(' '))
  t.same(
    await keys(
      { group_by: ['decision_stage', 'outcome'] },
      'decision_stage',
      'outcome',
      'application_type',
      'screening_type'
    ),
    [
      'screening_review fear_found not_split credible_fear',
      'first_instance refugee_status_granted withholding not_split',
      'first_instance rejected asylum not_split',
      'return_decision relief_granted not_split not_split',
      'return_decision removal_ordered not_split not_split'
    ]
  )
  const stages = ['first_instance', 'return_decision']
  t.same(
    await keys(
      {
        group_by: ['decision_stage', 'outcome'],
        filters: {
          decision_stage: stages,
          outcome: ['withdrawn', 'rejected', 'removal_ordered'],
          application_type: ['asylum', 'not_split']
        }
      },
      'decision_stage',
      'outcome',
      'application_type'
    ),
    [
      'first_instance rejected asylum',
      'first_instance withdrawn asylum',
      'return_decision removal_ordered not_split',
      'return_decision withdrawn not_split'
    ],
    'an outcome that was asked for and that nobody had stands at each stage where it could be'
  )
  t.same(
    await keys(
      {
        group_by: ['outcome', 'country_of_return', 'nationality'],
        filters: { decision_stage: ['return_decision'], nationality: ['HND', 'RUS'] }
      },
      'outcome',
      'country_of_return',
      'nationality'
    ),
    [
      'relief_granted not_designated HND',
      'relief_granted not_designated RUS',
      'removal_ordered HND HND',
      'removal_ordered HND RUS',
      'removal_ordered RUS HND',
      'removal_ordered RUS RUS'
    ],
    'who is not ordered to leave is ordered to no country'
  )
})

t.test('nobody returns to a country of one’s own that is another', async t => {
  const returns = [
    { nationality: 'RUS', country_of_return: 'RUS', same_country: true, returned_on: '2020-02-02' },
    { nationality: 'HND', country_of_return: 'MEX', same_country: false, returned_on: '2020-02-02' }
  ] as const
  const set = await releaseSet(t, [{ returns: [...returns], coverage }])
  const pairs = async (question: Question) =>
    (
      await answer(set, {
        subject: subjects.returns,
        group_by: ['nationality', 'country_of_return', 'same_country'],
        ...grid,
        ...question
      })
    ).data.map(row => `${row.nationality} ${row.country_of_return} ${row.same_country} ${row.returns}`)
  t.same(await pairs({}), ['HND MEX false 1', 'HND RUS false 0', 'RUS MEX false 0', 'RUS RUS true 1'])
  t.same(
    await pairs({
      filters: { same_country: ['true'], nationality: ['RUS', 'HND'], country_of_return: ['RUS', 'HND'] }
    }),
    ['HND HND true 0', 'RUS RUS true 1']
  )
})
