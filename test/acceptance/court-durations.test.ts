import t from 'tap'
import { service } from '../service.ts'
import { courtFiles, courtFolder, courtRelease, openAndDecidedAppeals } from './court-release.ts'

t.test('each open appeal counts, as each decided one does', async t => {
  const folder = await courtFolder(t, courtFiles(openAndDecidedAppeals()))
  const { get, json } = await service(t, {}, courtRelease(folder, 'p', '2023-08-01'))
  const query = 'source=us-eoir-cases&decision_stage=appeal&min_n=1'
  const { data } = await json(`/v1/statistics/durations?${query}`)
  // Of eleven 10/11 wait after 50 days, then 9/11, 8/11, 7/11, and 6/11 to the end: never one half.
  t.match(data, [
    {
      ...{ n: 5, n_pending: 6, n_ended_otherwise: 0, share_pending: 0.545455, km_median: null },
      flags: { km_median: ['not_applicable'] }
    }
  ])
  t.match((await get(`/v1/statistics/durations.csv?${query}`)).body, /^5,,6,,0,,100,/m)
  const { data: cases } = await json('/v1/statistics/pending?source=us-eoir-cases&waiting_at=appeal')
  t.match(cases, [{ pending: 5 }], 'cases that wait are counted once')
})
