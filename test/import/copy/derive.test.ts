import t, { type Test } from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import type { CaseFact, DecisionFact, Fact, ReturnFact } from '../../../src/vocabulary/fact.ts'
import { database } from '../../helper.ts'
import { contextOf, madeUpFile, madeUpSource } from '../made-up.ts'

const at = { source_table: 'made-up.json', line: 1, nationality: 'RUS' } as const
const oneCase = (case_id: string): CaseFact => ({
  ...{ grain: 'case', case_id, case_status: 'decided', case_outcome: 'unknown', ...at }
})
const decision = (decision_id: string, fields: Partial<DecisionFact>): DecisionFact => ({
  ...{ grain: 'decision', decision_id, case_id: '1', decision_stage: 'first_instance', outcome: 'rejected' },
  ...{ source_code: 'D', ...at, ...fields }
})
const departure = (return_id: string, fields: Partial<ReturnFact>): ReturnFact => ({
  ...{ grain: 'return', return_id, case_id: '1', country_of_return: 'RUS', return_type: 'enforced' },
  ...{ source_code: 'R', ...at, ...fields }
})

async function imported(t: Test, ...facts: Fact[]) {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource())
  await importRelease(context, {
    source: 'made-up',
    paths: [await madeUpFile(t, 'made-up.whole', [{ facts }])]
  })
  const { rows: events } = await db.pool.query(
    `select case_id, sequence, decision_id as id from decisions where sequence is not null
     union all select case_id, sequence, -return_id from returns where sequence is not null order by 1, 2`
  )
  const { rows: cases } = await db.pool.query(
    'select case_id, last_decided_on, country_of_return from cases order by case_id'
  )
  return { events: events.map(row => row.id), cases }
}

t.test(
  'a timeline runs by date, then stage, then id, departures after decisions, undated events last',
  async t => {
    const { events } = await imported(
      t,
      oneCase('1'),
      decision('10', { decision_stage: 'appeal', decided_on: '2024-02-01' }),
      decision('11', { decision_stage: 'screening_review' }),
      decision('12', { decision_stage: 'return_decision', decided_on: '2024-01-01' }),
      decision('14', { decided_on: '2024-01-01' }),
      decision('13', { decided_on: '2024-01-01' }),
      decision('15', { decision_stage: 'judicial_review', decided_on: '2024-02-01' }),
      departure('1', { returned_on: '2024-02-01' })
    )
    t.strictSame(events, [13, 14, 12, 10, 15, -1, 11])
  }
)

t.test('of one day, a return decision comes before the appeal from it', async t => {
  const { events } = await imported(
    t,
    oneCase('1'),
    decision('10', { decision_stage: 'appeal', decided_on: '2024-05-01' }),
    decision('11', { decision_stage: 'return_decision', decided_on: '2024-05-01' }),
    decision('12', { decision_stage: 'first_instance', decided_on: '2024-05-01' })
  )
  t.strictSame(events, [12, 11, 10])
})

t.test('an order that the source itself tells is kept', async t => {
  const { events } = await imported(
    t,
    oneCase('1'),
    decision('10', { decided_on: '2024-05-01', sequence: 1 }),
    decision('11', { decided_on: '2024-01-01', sequence: 2 }),
    departure('1', { sequence: 3 })
  )
  t.strictSame(events, [10, 11, -1])
})

const ordered = { decision_stage: 'return_decision', outcome: 'removal_ordered' } as const

t.test('a case has its last decision’s day, and the country of its last order', async t => {
  const { cases } = await imported(
    t,
    oneCase('1'),
    oneCase('2'),
    decision('10', { ...ordered, decided_on: '2024-01-01', country_of_return: 'KAZ' }),
    decision('11', { ...ordered, decided_on: '2024-06-01', country_of_return: 'RUS' }),
    decision('12', {
      ...ordered,
      outcome: 'relief_granted',
      decided_on: '2024-08-01',
      country_of_return: 'UKR'
    }),
    decision('13', { decision_stage: 'appeal', decided_on: '2024-09-01' })
  )
  t.strictSame(cases, [
    { case_id: 1, last_decided_on: '2024-09-01', country_of_return: 'RUS' },
    { case_id: 2, last_decided_on: null, country_of_return: null }
  ])
})

t.test('where somebody departed, the country is that of the departure and not of the order', async t => {
  const { cases } = await imported(
    t,
    oneCase('1'),
    decision('10', { ...ordered, decided_on: '2024-01-01', country_of_return: 'RUS' }),
    departure('1', { returned_on: '2024-03-01', country_of_return: 'GEO' })
  )
  t.equal(cases[0].country_of_return, 'GEO')
})

t.test('a pathway names the stages in order, decisions in a row at one stage once', async t => {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource())
  const facts = [
    oneCase('1'),
    oneCase('2'),
    decision('10', { decision_stage: 'screening_review', decided_on: '2023-01-01' }),
    decision('11', { decided_on: '2024-01-01' }),
    decision('12', { decided_on: '2024-01-01' }),
    decision('13', { decision_stage: 'appeal', decided_on: '2024-02-01' }),
    decision('14', { decided_on: '2024-03-01' })
  ]
  const paths = [await madeUpFile(t, 'made-up.whole', [{ facts }])]
  await importRelease(context, { source: 'made-up', paths })
  const { rows } = await db.pool.query('select pathway from cases order by case_id')
  t.strictSame(rows, [
    { pathway: 'screening_review,first_instance,appeal,first_instance' },
    { pathway: null }
  ])
})
