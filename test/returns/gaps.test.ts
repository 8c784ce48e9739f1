import t from 'tap'
import { gapsIn, longestPause, newestPause, usualRules } from '../../src/returns/gaps.ts'
import type { PeriodFigure } from '../../src/vocabulary/results/return-timeline.ts'

/** Quarters from 2020-Q1 on; null is withheld, and `p` the lower bound of a period that is covered in part. */
const quarters = (...values: (number | null | `${number}p`)[]): PeriodFigure[] =>
  values.map((given, i) => ({
    period: `${2020 + Math.floor(i / 4)}-Q${(i % 4) + 1}`,
    value: typeof given === 'string' ? Number(given.slice(0, -1)) : given,
    flags: given === null ? ['suppressed'] : typeof given === 'string' ? ['partial'] : []
  }))

const found = (figures: readonly PeriodFigure[], rules = {}) =>
  gapsIn(figures, 3, { ...usualRules, ...rules })

t.test('each time without a return after a return is a gap, with the count before and after it', async t => {
  const { gaps, open_gap } = found(quarters(0, 1, 2, 3, 4, 0, 0, 5, 0, 1, 0))
  t.same(gaps, [
    {
      ...{
        from: '2021-Q2',
        to: '2021-Q3',
        periods: 2,
        months: 6,
        usual_before: 10,
        is_pause: true,
        flags: []
      },
      ...{ next_in: '2021-Q4', next_value: 5, is_resumed: true }
    },
    {
      ...{
        from: '2022-Q1',
        to: '2022-Q1',
        periods: 1,
        months: 3,
        usual_before: 9,
        is_pause: false,
        flags: []
      },
      ...{ next_in: '2022-Q2', next_value: 1, is_resumed: false }
    }
  ])
  t.same(open_gap, {
    ...{ from: '2022-Q3', to: '2022-Q3', periods: 1, months: 3, usual_before: 6, is_pause: false, flags: [] }
  })
})

t.test('a pause follows on eight returns, lasts two periods, and three returns end it', async t => {
  const [eight] = found(quarters(0, 0, 0, 8, 0, 0, 3)).gaps
  t.match(eight, { usual_before: 8, is_pause: true, is_resumed: true })
  t.match(found(quarters(0, 0, 0, 7, 0, 0, 3)).gaps, [
    { usual_before: 7, is_pause: false, is_resumed: false }
  ])
  t.match(found(quarters(0, 0, 0, 8, 0, 3)).gaps, [{ is_pause: false }], 'one quarter')
  t.match(found(quarters(0, 0, 0, 8, 0, 0, 2)).gaps, [{ is_pause: true, is_resumed: false }])
  t.match(found(quarters(9, 0, 0, 0, 0, 1, 0, 0)).open_gap, { usual_before: 1, is_pause: false })
})

t.test('the numbers of the rule can be set', async t => {
  const figures = quarters(0, 0, 0, 5, 0, 2)
  const [gap] = found(figures, { usual_min: 5, pause_periods: 1, resumed_min: 2 }).gaps
  t.match(gap, { is_pause: true, is_resumed: true })
  t.match(found(figures, { usual_min: 5, pause_periods: 1, pause_months: 4 }).gaps, [{ is_pause: false }])
})

t.test('a period that is not told ends a gap, and another can begin after it', async t => {
  const { gaps } = found(quarters(2, 2, 2, 2, 0, 0, null, 0, 0, 4))
  t.same(gaps, [
    {
      ...{ from: '2021-Q1', to: '2021-Q2', periods: 2, months: 6, usual_before: 8, is_pause: true },
      ...{ flags: ['partial'], next_in: null, next_value: null, is_resumed: false }
    },
    {
      ...{ from: '2021-Q4', to: '2022-Q1', periods: 2, months: 6, usual_before: 2, is_pause: false },
      ...{ flags: ['partial'], next_in: '2022-Q2', next_value: 4, is_resumed: false }
    }
  ])
  t.equal(longestPause({ gaps, open_gap: null }, quarters(2, 2, 2, 2, 0, 0, null, 0, 0, 4)), null)
})

t.test('before the table begins nothing is told: the count before a gap is a lower bound', async t => {
  t.match(found(quarters(5, 0, 3)).gaps, [{ usual_before: 5, flags: ['partial'] }])
  t.match(found(quarters(null, 0, 3)), { gaps: [], open_gap: null }, 'no return is known before it')
})

t.test('a last period that is covered in part says nothing while it has no return', async t => {
  t.match(found(quarters(9, 9, 9, 9, 0, 0, '0p')).open_gap, { to: '2021-Q2', is_pause: true, flags: [] })
  t.match(found(quarters(9, 9, 9, 9, 0, 0, '1p')), {
    gaps: [{ next_in: '2021-Q3', next_value: 1 }],
    open_gap: null
  })
})

t.test('what stands behind the zeros of a gap stands on it', async t => {
  const figures = quarters(9, 9, 9, 9, 0, 0).map(
    (each, i): PeriodFigure => (i < 4 ? each : { ...each, flags: ['provisional'] })
  )
  t.match(found(figures).open_gap, { flags: ['provisional'] })
})

t.test('the newest pause is the open one; the longest lies between two periods with returns', async t => {
  const figures = quarters(9, 0, 0, 0, 9, 0, 0, 9, 0, 0)
  const all = found(figures)
  t.match(newestPause(all), { from: '2022-Q1' })
  t.same(longestPause(all, figures), {
    last_before: '2020-Q1',
    first_after: '2021-Q1',
    periods: 3,
    months: 9
  })
  t.equal(newestPause(found(quarters(1, 0, 1))), null)
})
