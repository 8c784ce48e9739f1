import t from 'tap'
import { type SilentTable, sameReasonOnce } from '../../src/returns/answering.ts'
import { sameInBoth } from '../../src/vocabulary/labels/texts/two-forms.ts'

t.test('a reason that several series of a source share is told once, with all of them', async t => {
  const table = (source: string, series: string, reason: string, release: string | null = `r-${series}`) =>
    ({
      source,
      series,
      release,
      synthetic: false,
      return_status: 'executed',
      why: sameInBoth(reason)
    }) satisfies SilentTable
  const without = 'does not report the country of return'
  t.match(
    sameReasonOnce([
      table('a', 'by-type', without),
      table('a', 'by-month', without),
      table('b', 'by-type', without),
      table('a', 'by-week', 'cuts the quarter'),
      table('a', 'by-year', without),
      table('a', 'by-day', without, null)
    ]),
    [
      { source: 'a', series: 'by-type', release: 'r-by-type', other_series: ['by-month', 'by-year'] },
      { source: 'b', series: 'by-type', other_series: [] },
      { source: 'a', series: 'by-week', reason: 'cuts the quarter', other_series: [] },
      { source: 'a', series: 'by-day', release: null, other_series: [] }
    ]
  )
})
