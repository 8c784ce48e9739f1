import t from 'tap'
import { ImportStopped } from '../../src/import/failures/errors.ts'
import { importing } from './importing.ts'

const uscisMonths = [
  ...['2018-11', '2018-12', '2019-01', '2019-02'],
  ...['2019-03', '2019-04', '2019-09', '2019-10']
]

t.test('decisions of the asylum office have the same months, however their dates are written', async t => {
  for (const file of ['us', 'ddmm', 'iso', 'iso-time', 'year-first'].map(each => `uscis-${each}.csv`)) {
    const source = 'us-uscis-asylum-office'
    const { json, reports, errors } = await importing(t, source, [`dates/${file}`])
    t.same(errors, {}, file)
    t.match(reports[`dates/${file}`], { impossible_dates: {}, unknown_codes: [] }, file)
    const { data } = await json(`/v1/statistics/decisions?source=${source}&group_by=month`)
    t.same(
      data.map(({ month, decisions }: { month: string; decisions: number }) => `${month} ${decisions}`),
      uscisMonths.map(month => `${month} 1`),
      file
    )
  }
})

t.test('removals with the day first are read by the whole column', async t => {
  const { json, errors } = await importing(t, 'us-ice-removals', ['dates/ice-ddmm-removals.csv'])
  t.same(errors, {})
  const { data } = await json('/v1/statistics/returns?source=us-ice-removals&group_by=month')
  t.same(
    data.map(({ month, returns }: { month: string; returns: number }) => `${month} ${returns}`),
    ['2025-02 1', '2025-03 2', '2025-04 2']
  )
})

t.test('removals whose order of day and month no date shows, or that show both, are refused', async t => {
  const [either, both] = ['dates/ice-either-removals.csv', 'dates/ice-both-removals.csv']
  const { errors } = await importing(t, 'us-ice-removals', [either, both])
  t.match(errors[either]?.message, /"01\/02\/2025" \(line 2\) may be either/)
  t.match(
    errors[both]?.message,
    /dates in both orders: "14\/02\/2025" \(line 2\) is day first and "02\/13\/2025" \(line 3\) is month first/
  )
})

t.test('records of which too many dates cannot be read are not published', async t => {
  const file = 'dates/uscis-weeks.csv'
  const stopped = (await importing(t, 'us-uscis-asylum-office', [file])).errors[file]
  t.ok(stopped instanceof ImportStopped)
  t.match(stopped instanceof ImportStopped && stopped.report.unmet, [
    '1 of 8 rows have a date in completion_date that cannot be read: at most 1 % are expected'
  ])
})
