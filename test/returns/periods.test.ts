import t from 'tap'
import { type CoveredPeriods, type PeriodFigure, periodMembers } from '../../src/returns/periods.ts'

const months = Array.from({ length: 12 }, (_, i) => `2023-${String(i + 1).padStart(2, '0')}`)
const year: CoveredPeriods = {
  ...{ word: 'month', periods: months, whole: true },
  ...{ from: '2023-01-01', to: '2023-12-31' }
}
const told = (...figures: [period: string, value: number | null][]): PeriodFigure[] =>
  figures.map(([period, value]) => ({ period, value, flags: value === null ? ['not_reported'] : [] }))

t.test(
  'the newest pause that is long enough tells when returns resumed; the longest is told apart',
  async t => {
    const figures = told(['2023-01', 1], ['2023-06', 2], ['2023-10', 1], ['2023-12', 1])
    t.match(periodMembers(figures, year, 3), {
      ...{ first_in: '2023-01', last_in: '2023-12', resumed_in: '2023-10' },
      longest_pause_in: { last_before: '2023-01', first_after: '2023-06', periods: 4, months: 4 }
    })
    t.equal(periodMembers(figures, year, 4).resumed_in, '2023-06')
    t.equal(periodMembers(figures, year, 1).resumed_in, '2023-12')
    t.equal(periodMembers(figures, year, 5).resumed_in, null)
  }
)

t.test('a pause that has not ended is none yet, nor is a time before the first return', async t => {
  const { resumed_in, longest_pause_in, not_told } = periodMembers(told(['2023-06', 5]), year, 3)
  t.same([resumed_in, longest_pause_in], [null, null])
  t.match(not_told, 'no pause of 3 months or more that has ended')
  t.match(periodMembers([], year, 3), { first_in: null, last_in: null, resumed_in: null })
})

t.test('a period that is not reported ends the run before it, and another begins after it', async t => {
  const figures = told(['2023-01', 1], ['2023-04', null], ['2023-07', 1])
  const { resumed_in, longest_pause_in, not_told } = periodMembers(figures, year, 2)
  t.equal(resumed_in, '2023-07', 'May and June')
  t.equal(longest_pause_in, null, 'how long it was is not known')
  t.match(not_told, 'For 2023-04 the number is withheld or not reported')
  t.equal(periodMembers(figures, year, 3).resumed_in, null, 'February and March are not joined to them')
  t.equal(
    periodMembers(told(['2023-01', null], ['2023-07', 1]), year, 3).resumed_in,
    null,
    'whether anybody was returned before is not known'
  )
})

t.test('outside the timeline, and where rows are missing, nothing is no return', async t => {
  const figures = told(['2022-01', 1], ['2023-06', 1])
  t.equal(periodMembers(figures, year, 3).resumed_in, null)
  const partly = { ...year, whole: false }
  const zeros = told(['2023-01', 1], ['2023-02', 0], ['2023-03', 0], ['2023-04', 0], ['2023-05', 1])
  t.equal(periodMembers(zeros, year, 3).resumed_in, '2023-05')
  t.match(periodMembers(zeros, partly, 3), {
    resumed_in: null,
    not_told: 'The release does not cover every return, so a time without one is no pause.'
  })
})
