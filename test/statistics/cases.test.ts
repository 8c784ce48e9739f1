import t from 'tap'
import { subjects } from '../../src/statistics/kinds/subject.ts'
import type { Question } from '../../src/statistics/question/question.ts'
import { answer } from './answered.ts'
import { type Case, type Made, refusalOf, releaseSet } from './fixture.ts'

/** Five cases: one with three kinds of application, one that waits, one that nothing is known of. */
const cases: Case[] = [
  {
    nationality: 'RUS',
    application_types: ['asylum', 'torture_convention', 'withholding'],
    case_outcome: 'refugee_status_granted',
    filed_on: '2021-03-01',
    last_decided_on: '2023-05-05',
    represented: true
  },
  {
    nationality: 'RUS',
    application_types: ['withholding'],
    filed_on: '2021-09-30',
    last_decided_on: '2022-01-01'
  },
  {
    nationality: 'AFG',
    case_status: 'pending',
    case_outcome: 'pending',
    waiting_at: 'immigration_judge',
    filed_on: '2023-01-01'
  },
  { nationality: 'AFG', application_types: ['asylum'], case_outcome: 'unknown' },
  { nationality: 'UNK', filed_on: '2021-10-01', sex: 'female' }
]
const court: Made = { source: 'court', cases, decisions: [{ decision_stage: 'appeal' }] }
const asking = (question: Omit<Question, 'subject'> = {}): Question => ({
  subject: subjects.cases,
  ...question
})

t.test('each case counts once, whatever was decided in it, and is never split by a stage', async t => {
  const set = await releaseSet(t, [court])
  const { data, meta } = await answer(set, asking({ group_by: ['case_outcome'] }))
  t.same(data, [
    { case_outcome: 'pending', cases: 1, flags: {} },
    { case_outcome: 'refugee_status_granted', cases: 1, flags: {} },
    { case_outcome: 'rejected', cases: 2, flags: {} },
    { case_outcome: 'unknown', cases: 1, flags: {} }
  ])
  t.same(meta.query.split_by, [])
  t.match(meta, { unit: 'cases', reconciliation: { cases: { in_scope: 5, sum_of_cells: 5, left_out: [] } } })
})

t.test(
  'a filter on applications takes the cases that hold one of them, and they are no grouping',
  async t => {
    const set = await releaseSet(t, [court])
    const count = async (...application_type: string[]) =>
      (await answer(set, asking({ filters: { application_type } }))).data[0]?.cases ?? 0
    t.equal(await count('asylum'), 2)
    t.equal(await count('withholding'), 2)
    t.equal(await count('asylum', 'withholding'), 3, 'a case that holds both counts once')
    t.equal(await count('not_split'), 0)
    const problem = await refusalOf(answer(set, asking({ group_by: ['application_type'] })))
    t.match(problem, {
      type: 'unsupported-combination',
      message: /can hold several values of application_type/,
      errors: [{ parameter: 'group_by' }]
    })
  }
)

t.test('cases are dated by their filing, or by their last decision where that is asked', async t => {
  const set = await releaseSet(t, [court])
  const filed = await answer(set, asking({ group_by: ['year'], year_basis: 'us_fiscal' }))
  t.same(filed.data, [
    { year: 'FY2021', cases: 2, flags: {} },
    { year: 'FY2022', cases: 1, flags: {} },
    { year: 'FY2023', cases: 1, flags: {} }
  ])
  t.match(filed.meta.period, { date_basis: 'filed' })
  t.same(filed.meta.reconciliation.cases?.left_out, [{ reason: 'no_date', count: 1 }])
  const decided = await answer(set, asking({ date_basis: 'decided', period_from: '2023' }))
  t.same(decided.data, [{ cases: 1, flags: {} }])
  t.same(decided.meta.reconciliation.cases?.left_out, [{ reason: 'no_date', count: 3 }])
  t.match(await refusalOf(answer(set, asking({ date_basis: 'returned' }))), {
    type: 'unsupported-combination',
    message: /Cases are dated filed or decided/
  })
})

t.test('a case that waits for nothing says none, and one of whom nothing is known says UNK', async t => {
  const set = await releaseSet(t, [court])
  const { data } = await answer(set, asking({ group_by: ['waiting_at', 'represented'] }))
  t.same(data, [
    { waiting_at: 'immigration_judge', represented: 'UNK', cases: 1, flags: {} },
    { waiting_at: 'none', represented: 'UNK', cases: 3, flags: {} },
    { waiting_at: 'none', represented: 'true', cases: 1, flags: {} }
  ])
  const none = await answer(set, asking({ filters: { waiting_at: ['none'] } }))
  t.equal(none.data[0]?.cases, 4, 'and can be asked for by that word')
  const known = await answer(set, asking({ group_by: ['nationality'], include_unknown: false }))
  t.same(known.meta.reconciliation.cases?.left_out, [{ reason: 'unknown_filtered', count: 1 }])
})

t.test('what cases do not have is refused, and where it can be asked is said', async t => {
  const set = await releaseSet(t, [court])
  t.match(await refusalOf(answer(set, asking({ group_by: ['decision_stage'] }))), {
    message:
      /Cases have no dimension decision_stage\. \/v1\/statistics\/decisions and \/v1\/statistics\/applications can be asked for it/
  })
  t.match(await refusalOf(answer(set, { group_by: ['case_status'] })), {
    message: /Decisions have no dimension case_status\. \/v1\/statistics\/cases can be asked/
  })
  t.match(await refusalOf(answer(set, asking({ measures: ['grant_rate.merits'] }))), {
    message: /counted in cases at \/v1\/statistics\/cases, so there is no grant_rate\.merits/
  })
  t.match(await refusalOf(answer(set, asking({ unit: 'persons' }))), { type: 'unsupported-combination' })
  t.match(await refusalOf(answer(await releaseSet(t, [{ counts: [{}] }]), asking())), {
    message: /No source of cases is loaded/
  })
})
