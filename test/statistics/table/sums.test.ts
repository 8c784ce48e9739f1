import t from 'tap'
import { figureOf } from '../../../src/statistics/table/sums.ts'
import type { CellStatus } from '../../../src/vocabulary/cell-status.ts'
import { answer } from '../answered.ts'
import { type Count, releaseSet } from '../fixture.ts'

const of = (...cells: [number | null, CellStatus][]): Count[] =>
  cells.map(([value, status], i) => ({ value, status, nationality: ['RUS', 'AFG', 'IRN'][i] as string }))

async function told(t: Parameters<typeof releaseSet>[0], ...cells: [number | null, CellStatus][]) {
  const set = await releaseSet(t, [{ counts: of(...cells) }])
  return (await answer(set, {})).data
}

t.test(
  'a sum over a cell that is withheld, not reported or not applicable is null with that flag',
  async t => {
    t.same(await told(t, [3, 'ok'], [null, 'suppressed']), [
      { persons: null, flags: { persons: ['suppressed'] } }
    ])
    t.same(await told(t, [3, 'ok'], [null, 'not_reported']), [
      { persons: null, flags: { persons: ['not_reported'] } }
    ])
    t.same(await told(t, [null, 'not_applicable'], [null, 'not_applicable']), [
      { persons: null, flags: { persons: ['not_applicable'] } }
    ])
    t.same(
      await told(t, [null, 'not_applicable'], [null, 'suppressed'], [5, 'rounded']),
      [{ persons: null, flags: { persons: ['suppressed', 'not_applicable'] } }],
      'every reason is told, the gravest first, and nothing about a number that is not there'
    )
  }
)

t.test('a sum over rounded or provisional cells is a number that says so', async t => {
  t.same(await told(t, [5, 'rounded'], [100, 'ok']), [{ persons: 105, flags: { persons: ['rounded'] } }])
  t.same(await told(t, [5, 'rounded'], [1, 'provisional']), [
    { persons: 6, flags: { persons: ['provisional', 'rounded'] } }
  ])
})

t.test('zero, null and no row are three things', async t => {
  const set = await releaseSet(t, [{ counts: of([0, 'ok'], [null, 'suppressed']) }])
  const { data } = await answer(set, {
    group_by: ['nationality'],
    filters: { nationality: ['RUS', 'AFG', 'IRN'] }
  })
  t.same(data, [
    { nationality: 'AFG', persons: null, flags: { persons: ['suppressed'] } },
    { nationality: 'RUS', persons: 0, flags: {} }
  ])
})

t.test('what a number stands on is in the order of flags', async t => {
  t.same(figureOf({ records: 2, value: 4, statuses: ['rounded'] }), { value: 4, flags: ['rounded'] })
  t.same(figureOf({ records: 2, value: 4, statuses: ['suppressed', 'rounded'] }), {
    value: null,
    flags: ['suppressed']
  })
})
