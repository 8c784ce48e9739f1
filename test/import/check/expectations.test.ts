import t from 'tap'
import { unmetExpectations } from '../../../src/import/check/expectations.ts'
import { emptyTally } from '../../../src/import/report.ts'

const expected = { rejected_at_most: 2, rows_shrink_at_most: 0.1, unknown_codes_at_most: 3 }

t.test('a load within its expectations is not stopped', async t => {
  const tally = { ...emptyTally(), rejected: 2, unknown_codes: [{ field: 'outcome', code: 'X', count: 3 }] }
  t.strictSame(unmetExpectations(expected, tally, { release: 'r', rows_before: 100, rows_now: 90 }), [])
})

t.test('each expectation that is not met is named with its figures', async t => {
  const tally = {
    ...emptyTally(),
    rejected: 3,
    unknown_codes: [
      { field: 'outcome', code: 'X', count: 3 },
      { field: 'citizenship', code: 'ATLANTIS', count: 1 }
    ]
  }
  const unmet = unmetExpectations(expected, tally, { release: '2026-07', rows_before: 100, rows_now: 89 })
  t.equal(unmet.length, 3)
  t.match(unmet[0], /3 rows were rejected, at most 2/)
  t.match(
    unmet[1],
    /4 values .* at most 3 .*outcome "X", citizenship "ATLANTIS"/,
    'values are counted, not codes'
  )
  t.match(unmet[2], /89 rows where 2026-07 has 100, and at most 10 %/)
})

const table = (read: number, published: number) => ({
  ...{ read, published, loaded: read, rejected: 0, excluded: 0, repaired: 0 },
  ...{ rejected_by_reason: {}, excluded_by_reason: {} }
})

t.test(
  'a hundred rows, or one in a hundred thousand, may be missing of what a publisher counted',
  async t => {
    const unmet = (read: number, published: number) =>
      unmetExpectations(expected, { ...emptyTally(), rows_by_table: { Cases: table(read, published) } }, null)
    t.strictSame(unmet(400, 500), [])
    t.strictSame(unmet(600, 500), [], 'or there are more')
    t.strictSame(unmet(399, 500), ['Cases has 399 rows, and its publisher says 500'])
    t.strictSame(unmet(601, 500), ['Cases has 601 rows, and its publisher says 500'])
    t.strictSame(unmet(29_999_700, 30_000_000), [])
    t.strictSame(unmet(29_999_699, 30_000_000), ['Cases has 29999699 rows, and its publisher says 30000000'])
  }
)

t.test('tables that are not there are named', async t => {
  const [one] = unmetExpectations(expected, emptyTally(), null, ['Appeals'])
  t.match(one, /^Appeals is not among the files or without a row, and what only it tells/)
  const [two] = unmetExpectations(expected, emptyTally(), null, ['Appeals', 'Applications'])
  t.match(two, /^Appeals, Applications are not among the files/)
})

t.test('a release that is not to replace the current one may be smaller', async t => {
  t.strictSame(unmetExpectations(expected, emptyTally(), null), [])
})

t.test('limits are shares too, of the release and of each table', async t => {
  const many = { ...expected, rejected_at_most: 100_000 }
  const cases = { ...table(400, 400), rejected: 21, loaded: 379 }
  const tally = { ...emptyTally(), read: 10_000, rejected: 21, rows_by_table: { Cases: cases } }
  t.strictSame(unmetExpectations(many, tally, null), [
    'of the rows of Cases 21 were rejected: 5.3 %, at most 5 % are expected'
  ])
  t.strictSame(unmetExpectations(many, tally, null, [], 0.06), [])
  const against = { release: 'r', rows_before: 100, rows_now: 95 }
  const tables = [{ table: 'Cases', rows_before: 30, rows_now: 20 }]
  t.strictSame(unmetExpectations(expected, emptyTally(), { ...against, tables }), [
    'Cases has 20 rows where that of r has 30'
  ])
})
