import t from 'tap'
import { answer } from '../../src/statistics/answer.ts'
import { reconcile } from '../../src/statistics/reconcile.ts'
import { releaseSet } from './fixture.ts'

t.test('the unknown bucket is a row, and left out it is told', async t => {
  const decisions = [
    { nationality: 'UNK' },
    { nationality: 'RUS' },
    { nationality: 'XXA' },
    { nationality: 'OTHER' }
  ]
  const set = await releaseSet(t, [{ decisions }])
  const whole = await answer(set, { group_by: ['nationality'] })
  t.same(
    whole.data.map(row => row.nationality),
    ['OTHER', 'RUS', 'UNK', 'XXA']
  )
  const known = await answer(set, { group_by: ['nationality'], include_unknown: false })
  t.same(
    known.data.map(row => row.nationality),
    ['OTHER', 'RUS', 'XXA'],
    'stateless and others are known'
  )
  t.same(known.meta.reconciliation.decisions, {
    in_scope: 4,
    sum_of_cells: 3,
    suppressed_cells: 0,
    left_out: [{ reason: 'unknown_filtered', count: 1 }],
    not_added: []
  })
  t.same(
    (await answer(set, { include_unknown: false })).data,
    [{ decisions: 4, flags: {} }],
    'nothing is asked of it'
  )
})

t.test('it holds over all pages, not over one', async t => {
  const set = await releaseSet(t, [
    {
      counts: [
        { nationality: 'RUS', value: 5 },
        { nationality: 'AFG', value: 7 }
      ]
    }
  ])
  const { data, meta } = await answer(set, { group_by: ['nationality'], limit: 1 })
  t.equal(data.length, 1)
  t.match(meta.reconciliation.persons, { in_scope: 12, sum_of_cells: 12 })
  t.equal(meta.total, 2)
})

t.test('with a withheld cell neither side is a number, and the cells are counted', async t => {
  const counts = [{ nationality: 'RUS' }, { nationality: 'CUB', value: null, status: 'suppressed' as const }]
  const set = await releaseSet(t, [{ counts }])
  const { meta } = await answer(set, { group_by: ['nationality'] })
  t.match(meta.reconciliation.persons, { in_scope: null, sum_of_cells: null, suppressed_cells: 1 })
})

t.test('a figure that is not accounted for is never published', async t => {
  const states = {
    cell: { records: 2, value: 5, statuses: [] },
    no_date: { records: 1, value: 1, statuses: [] }
  }
  const cells = [{ key: [], figures: { persons: { value: 5, flags: [] } } }]
  t.equal(reconcile('persons', states, cells, { other_units: [] }).in_scope, 6)
  t.throws(() => reconcile('persons', states, [], { other_units: [] }), /6 in scope, but 1 accounted for/)
})

t.test('of a unit that several records are one of, cells count no fewer than stand in them', async t => {
  const states = {
    cell: { records: 3, value: 3, statuses: [] },
    no_date: { records: 2, value: 2, statuses: [] }
  }
  const cells = [2, 1].map((value, i) => ({ key: [`${i}`], figures: { applications: { value, flags: [] } } }))
  const block = (merged: Record<string, number>, made = cells) =>
    reconcile('applications', states, made, { other_units: [] }, merged)
  t.match(block({ cell: 2, no_date: 1 }), {
    ...{ in_scope: 3, sum_of_cells: 3 },
    left_out: [
      { reason: 'no_date', count: 1 },
      { reason: 'counted_in_several_cells', count: -1 }
    ]
  })
  t.throws(() => block({ cell: 4, no_date: 1 }), /5 in scope, but 4 accounted for/)
  t.throws(() => block({ cell: 2 }, cells.slice(1)), /accounted for/, 'a cell is missing')
})
