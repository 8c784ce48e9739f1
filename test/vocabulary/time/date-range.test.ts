import t from 'tap'
import { joined, overlap, rangesOf } from '../../../src/vocabulary/time/date-range.ts'

const covering = (name: string, from: string, to: string, published_at = '2026-01-01T00:00:00Z') => ({
  name,
  coverage: { from, to },
  published_at
})
const told = (...releases: ReturnType<typeof covering>[]) =>
  rangesOf(releases).map(({ release, range }) => `${release.name} ${range.from} ${range.to}`)

t.test('the newest release answers for all its days, an older one for those before', async t => {
  const old = covering('old', '2012-10-01', '2023-09-30')
  const newest = covering('newest', '2022-10-01', '2026-03-31')
  t.same(told(old, newest), ['newest 2022-10-01 2026-03-31', 'old 2012-10-01 2022-09-30'])
  t.same(told(newest), ['newest 2022-10-01 2026-03-31'])
})

t.test('a release that is left no day answers for none, and a gap between two is nobody’s', async t => {
  const inside = covering('inside', '2023-01-01', '2024-01-01')
  const newest = covering('newest', '2022-10-01', '2026-03-31')
  const early = covering('early', '2010-01-01', '2010-12-31')
  t.same(told(inside, newest, early), ['newest 2022-10-01 2026-03-31', 'early 2010-01-01 2010-12-31'])
})

t.test('of two that end on one day the one published last is the newer', async t => {
  const first = covering('first', '2020-01-01', '2024-12-31', '2025-01-01T00:00:00Z')
  const second = covering('second', '2022-01-01', '2024-12-31', '2025-06-01T00:00:00Z')
  t.same(told(first, second), ['second 2022-01-01 2024-12-31', 'first 2020-01-01 2021-12-31'])
})

t.test('a bound that is left out is open', async t => {
  const range = { from: '2022-10-01', to: '2026-03-31' }
  t.equal(overlap(range, {}), true)
  t.equal(overlap(range, { to: '2022-09-30' }), false)
  t.equal(overlap(range, { to: '2022-10-01' }), true)
  t.equal(overlap(range, { from: '2026-04-01' }), false)
})

t.test('ranges that overlap or follow on one another are one, and a day between parts them', async t => {
  const range = (from: string, to: string) => ({ from, to })
  t.same(
    joined([
      range('2024-03-01', '2024-12-31'),
      range('2020-01-01', '2024-02-29'),
      range('2021-01-01', '2022-01-01'),
      range('2025-01-02', '2025-06-30')
    ]),
    [range('2020-01-01', '2024-12-31'), range('2025-01-02', '2025-06-30')]
  )
  t.same(joined([]), [])
})
