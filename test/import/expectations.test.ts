import t from 'tap'
import { unmetExpectations } from '../../src/import/expectations.ts'
import { emptyTally } from '../../src/import/report.ts'

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

t.test('a release that is not to replace the current one may be smaller', async t => {
  t.strictSame(unmetExpectations(expected, emptyTally(), null), [])
})
