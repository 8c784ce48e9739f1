import t from 'tap'
import { answer } from './answered.ts'
import { type Decision, type Made, refusalOf, releaseSet } from './fixture.ts'

const decided = (case_id: string, outcome: Decision['outcome'], rest: Decision = {}): Decision => ({
  ...{ case_id, outcome, application_type: 'asylum', decided_on: '2021-05-05', application_decisions: 1 },
  ...rest
})
/** Case 2 came back from appeal: its application was rejected in 2021, and granted in 2023. */
const decisions: Decision[] = [
  decided('1', 'rejected'),
  decided('2', 'rejected', { application_decisions: 2 }),
  decided('2', 'refugee_status_granted', { application_decisions: 2, decided_on: '2023-01-01' }),
  decided('2', 'rejected', { application_type: 'withholding' }),
  decided('3', 'withdrawn', { application_decisions: 2 }),
  decided('3', 'withdrawn', { application_decisions: 2, decided_on: undefined }),
  decided('4', 'rejected', {
    decision_stage: 'appeal',
    application_type: 'not_split',
    application_decisions: undefined
  })
]
const court: Made = { source: 'court', decisions, series_about: { rates: { 'grant_rate.merits': {} } } }

t.test('a table that counts decisions and applications counts decisions unless it is asked', async t => {
  const set = await releaseSet(t, [court])
  const { meta } = await answer(set, { filters: { decision_stage: ['first_instance'] } })
  t.equal(meta.unit, 'decisions')
  t.equal(meta.reconciliation.decisions?.in_scope, 6)
})

t.test('an application that was decided twice counts once, and what is no application is told', async t => {
  const set = await releaseSet(t, [court])
  const { data, meta } = await answer(set, { unit: 'applications' })
  t.same(
    data.map(row => [row.application_type, row.applications]),
    [
      ['asylum', 3],
      ['withholding', 1]
    ]
  )
  t.same(meta.reconciliation.applications, {
    ...{ in_scope: 4, sum_of_cells: 4, suppressed_cells: 0, left_out: [] },
    not_added: [{ reason: 'other_unit', unit: 'decisions', records: 1 }]
  })
})

t.test('in two cells it is one in each, and the identity says so', async t => {
  const set = await releaseSet(t, [court])
  const { data, meta } = await answer(set, {
    measures: ['applications'],
    filters: { application_type: ['asylum'] },
    group_by: ['outcome']
  })
  t.same(data, [
    { outcome: 'refugee_status_granted', applications: 1, flags: {} },
    { outcome: 'rejected', applications: 2, flags: {} },
    { outcome: 'withdrawn', applications: 1, flags: {} }
  ])
  t.match(meta.reconciliation.applications, {
    in_scope: 3,
    sum_of_cells: 4,
    left_out: [{ reason: 'counted_in_several_cells', count: -1 }]
  })
  const years = await answer(set, {
    measures: ['applications'],
    filters: { application_type: ['asylum'] },
    group_by: ['year']
  })
  t.same(
    years.data.map(row => row.applications),
    [3, 1]
  )
  t.same(years.meta.reconciliation.applications?.left_out, [
    { reason: 'no_date', count: 1 },
    { reason: 'counted_in_several_cells', count: -2 }
  ])
})

t.test('a rate is made of decisions, and is not asked of applications', async t => {
  const set = await releaseSet(t, [court])
  const both = answer(set, { source: 'court', measures: ['applications', 'grant_rate.merits'] })
  t.match(await refusalOf(both), {
    type: 'unsupported-combination',
    message: /its rates are made of decisions/,
    errors: [{ parameter: 'measures' }]
  })
})
