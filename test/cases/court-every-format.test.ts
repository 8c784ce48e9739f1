import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import {
  casesAsRows,
  courtFiles,
  courtFolder,
  courtRelease,
  openAndDecidedAppeals,
  removalCase
} from '../acceptance/court-release.ts'
import { service } from '../service.ts'
import { at } from '../sources/us-eoir-cases/released-rows.ts'
import { sameInEveryFormat } from './every-format.ts'

t.test('K01: each open appeal counts, in every format', async t => {
  const folder = await courtFolder(t, courtFiles(openAndDecidedAppeals()))
  const served = await service(t, {}, courtRelease(folder, 'p', '2023-08-01'))
  const cells = await sameInEveryFormat(
    t,
    served,
    '/v1/statistics/durations?source=us-eoir-cases&decision_stage=appeal&min_n=1'
  )
  // Of eleven 10/11 wait after 50 days, then 9/11, 8/11, 7/11, and 6/11 to the end: never one half.
  t.match(cells, [{ n: 5, n_pending: 6, share_pending: 0.545455, km_median: null }])
})

t.test(
  'K02: a removal order seventy years too early keeps no later release beside, in every format',
  async t => {
    const cases = Array.from({ length: 12 }, (_, i) => removalCase(i + 1))
    const stray = removalCase(13)
    stray.B_TblProceeding.COMP_DATE = at('1950-01-01')
    const served = await service(t, {}, async (database, dataDir) => {
      for (const [rows, release, releasedOn] of [
        [[...cases, stray], 's', '2023-07-01'],
        [cases, 'p', '2023-08-01']
      ] as const)
        await importRelease(
          { database, dataDir, sources: sourceRegistry },
          {
            ...{ source: 'us-eoir-cases', release, releasedOn, retrievedOn: releasedOn },
            paths: [await courtFolder(t, courtFiles(casesAsRows([...rows])))]
          }
        )
    })
    const orders =
      '/v1/statistics/decisions?source=us-eoir-cases&decision_stage=return_decision&unit=decisions'
    const { meta } = await served.json(orders)
    t.match(meta.sources, [{ release: 'p' }])
    t.match(await sameInEveryFormat(t, served, orders), [{ decisions: 12 }])
  }
)
