import t from 'tap'
import { usualRules } from '../../src/returns/gaps.ts'
import { recordPauses, type TellingRows } from '../../src/returns/pause.ts'
import type { ReleaseEntry } from '../../src/snapshot/card.ts'
import { addMonths } from '../../src/vocabulary/time/day.ts'

/** A release that has every return of 2021 and 2022, with one return on each of these days. */
function telling(days: readonly string[], rules: Partial<typeof usualRules> | object = {}): TellingRows {
  const range = { from: '2021-01-01', to: '2022-12-31' }
  const release = {
    about: { only_when_named: false },
    coverage: { ...range, nationality: 'all', complete: true }
  } as ReleaseEntry
  return {
    ...{ release, range, asked: { rules: { ...usualRules, usual_min: 1, resumed_min: 1, ...rules } } },
    rows: days.map(day => ({ day, precision: 'day', same_country: 'true', value: 1 })),
    untold: new Set()
  }
}
const days = ['2021-01-05', '2021-01-20', '2021-09-01', '2021-09-02', '2022-02-10', '2022-02-11']

t.test('a pause is told by months, and its ends by days', async t => {
  t.match(recordPauses([telling(days, { pause_months: 4 })]), {
    gaps: [
      { from: '2021-02', to: '2021-08', months: 7, next_value: 2 },
      { from: '2021-10', to: '2022-01', months: 4, next_value: 2 }
    ],
    longest_pause: { last_before: '2021-01-20', first_after: '2021-09-01', days: 224 },
    open_gap: { from: '2022-03', to: '2022-12', is_pause: true },
    resumed_on: null,
    not_told: { en: 'The pause that began in 2022-03 goes on to 2022-12, where this table ends.' }
  })
  const later = ['2022-12-01', '2022-11-01', '2022-10-01', '2022-09-01'].toReversed()
  t.match(recordPauses([telling([...days, ...later])]), { resumed_on: '2022-09-01', not_told: null })
})

t.test('returns on the last day of a month and the first of the next have no gap between them', async t => {
  t.match(recordPauses([telling(['2021-01-31', '2021-02-01'])]).gaps, [])
  t.match(recordPauses([telling(['2021-01-31', '2021-03-01'])]).gaps, [{ from: '2021-02', to: '2021-02' }])
})

t.test('a month with returns of a type that is not stated is no month without a return', async t => {
  const own = { ...telling(['2021-01-05', '2021-05-05']), untold: new Set(['2021-03']) }
  t.match(recordPauses([own]), {
    gaps: [
      { from: '2021-02', to: '2021-02', next_in: null },
      { from: '2021-04', to: '2021-04', next_in: '2021-05' }
    ],
    longest_pause: null
  })
})

t.test('no return, and a release that has not every return, tell no gap', async t => {
  t.match(recordPauses([telling([])]), {
    gaps: [],
    open_gap: null,
    not_told: { en: /No return to this country/ }
  })
  const own = telling(days)
  const partly = { ...own.release, coverage: { ...own.release.coverage, complete: false } }
  t.match(recordPauses([{ ...own, release: partly }]), {
    gaps: [],
    gaps_not_told: { en: /does not cover every return/ }
  })
})

t.test('a month that is shorter ends on its last day', async t => {
  t.equal(addMonths('2023-11-30', 3), '2024-02-29')
  t.equal(addMonths('2022-12-31', 2), '2023-02-28')
  t.equal(addMonths('2023-12-01', 1), '2024-01-01')
})
