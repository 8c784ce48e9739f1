import t from 'tap'
import { reconcile } from '../../../src/statistics/table/reconcile.ts'
import { answer } from '../answered.ts'
import { releaseSet } from '../fixture.ts'

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
  const states = { cell: 5, no_date: 1 }
  t.equal(reconcile('persons', { states, cells: [5] }).in_scope, 6)
  t.throws(() => reconcile('persons', { states, cells: [] }), /6 in scope, but 1 accounted for/)
  t.throws(() => reconcile('persons', { states, cells: [5, 5] }), /6 in scope, but 11 accounted for/)
  t.throws(
    () => reconcile('persons', { states, cells: [5], merged: { cell: 6, no_date: 1 } }),
    /7 in scope, but 6 accounted for/,
    'cells may count one several times, and never lose one'
  )
})

t.test('of a unit that several records are one of, cells count no fewer than stand in them', async t => {
  const states = { cell: 3, no_date: 2 }
  const block = (merged: Record<string, number>, cells = [2, 1]) =>
    reconcile('applications', { states, cells, merged })
  t.match(block({ cell: 2, no_date: 1 }), {
    ...{ in_scope: 3, sum_of_cells: 3 },
    left_out: [
      { reason: 'no_date', count: 1 },
      { reason: 'counted_in_several_cells', count: -1 }
    ]
  })
  t.throws(() => block({ cell: 4, no_date: 1 }), /5 in scope, but 4 accounted for/)
  t.throws(() => block({ cell: 2 }, [1]), /accounted for/, 'a cell is missing')
})

t.test('rows of the release that became no record are left out once, beside what is in scope', async t => {
  const set = await releaseSet(t, [
    { rows_rejected: 3, counts: [{ value: 5 }], series_about: { rates: { total_protection_rate: {} } } }
  ])
  for (const measures of [['persons'], ['total_protection_rate']] as const) {
    const { meta, result, caveats } = await answer(set, { measures })
    t.same(result.left_out, [{ reason: 'rejected', count: null, rows: 3 }])
    t.equal(caveats.filter(({ id }) => id === 'rejected-rows').length, 1)
    if (measures[0] === 'persons')
      t.match(meta.reconciliation.persons, { in_scope: 5, sum_of_cells: 5, left_out: result.left_out })
  }
  const elsewhere = await answer(set, { period_from: '1990', period_to: '1990' })
  t.same(elsewhere.meta.reconciliation.persons?.left_out, [], 'no row of the release is of 1990')
})

t.test('a figure that does not add up is refused although rows were rejected', t => {
  t.throws(() => reconcile('persons', { states: { cell: 4 }, cells: [5] }, 2))
  t.end()
})
