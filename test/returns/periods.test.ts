import t from 'tap'
import { gapsIn, usualRules } from '../../src/returns/gaps.ts'
import { coveredPeriods, doubts, filled, whyNotResumed } from '../../src/returns/periods.ts'
import type { PeriodFigure } from '../../src/vocabulary/results/return-timeline.ts'

const told = (...figures: [period: string, value: number | null][]): PeriodFigure[] =>
  figures.map(([period, value]) => ({ period, value, flags: value === null ? ['suppressed'] : [] }))

t.test('the periods of a time are told whole or cut', async t => {
  t.same(coveredPeriods({ from: '2023-02-15', to: '2023-09-30' }, 'quarter', 'calendar'), [
    { period: '2023-Q1', is_whole: false },
    { period: '2023-Q2', is_whole: true },
    { period: '2023-Q3', is_whole: true }
  ])
  t.same(
    coveredPeriods({ from: '2022-10-01', to: '2023-09-30' }, 'year', 'us_fiscal').map(({ period }) => period),
    ['FY2023']
  )
  t.same(coveredPeriods({ from: '2023-02-01', to: '2023-01-31' }, 'month', 'calendar'), [])
})

t.test(
  'a period that is covered and has no row is 0, unless it is cut or the type is not stated',
  async t => {
    const covered = coveredPeriods({ from: '2023-01-01', to: '2023-05-15' }, 'month', 'calendar')
    t.same(filled(told(['2022-12', 3], ['2023-02', null]), covered, new Set(['2023-03', '2023-02'])), [
      { period: '2022-12', value: 3, flags: [] },
      { period: '2023-01', value: 0, flags: [] },
      { period: '2023-02', value: null, flags: ['suppressed'] },
      { period: '2023-03', value: null, flags: ['not_reported'] },
      { period: '2023-04', value: 0, flags: [] },
      { period: '2023-05', value: null, flags: ['partial'] }
    ])
  }
)

const through = { word: 'month', from: '2023-01-01', to: '2023-12-31' } as const
const why = (...values: number[]): string | null => {
  const figures = told(
    ...values.map((value, i): [string, number] => [`2023-${String(i + 1).padStart(2, '0')}`, value])
  )
  return whyNotResumed(gapsIn(figures, 1, usualRules), usualRules, through)?.en ?? null
}

t.test('why no resumption is told is said with the counts that it rests on', async t => {
  t.equal(why(1, 1, 1, 5, 0, 0, 3), null)
  t.equal(
    why(1, 1, 1, 5, 0, 0, 1),
    'After the pause from 2023-05 to 2023-06 there was 1 return in 2023-07, fewer than 3.'
  )
  t.equal(
    why(1, 1, 1, 5, 0, 0, 9, 0, 0),
    'The pause that began in 2023-08 goes on to 2023-09, where this table ends.'
  )
  t.equal(
    why(1, 0, 0, 9),
    'There is no pause in this table: no time of at least 2 months without a return that follows on at least 8 returns in the 4 months before, from 2023-01-01 to 2023-12-31.'
  )
  const cut = gapsIn(told(['2023-01', 8], ['2023-02', 0], ['2023-03', 0], ['2023-04', null]), 1, usualRules)
  t.equal(
    whyNotResumed(cut, usualRules, through)?.en,
    'The period after the pause from 2023-02 to 2023-03 is not reported.'
  )
})

t.test('what makes gaps less than sure is said', async t => {
  t.same(doubts(told(['2023-01', 1], ['2023-02', 0])), [])
  t.match(doubts(told(['2023-01', null])), [{ en: /For 2023-01 the number is withheld or not reported/ }])
  t.match(doubts([{ period: '2023-01', value: 0, flags: ['rounded'] }]), [
    { en: /0 can stand for a few people/ }
  ])
})
