import t, { type Test } from 'tap'
import { syncCatalogue } from '../../../src/import/catalogue.ts'
import { openClient } from '../../../src/import/client.ts'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { service } from '../../service.ts'
import { folderOf, on, toMexico } from './release-folder.ts'
import { missing } from './synthetic.ts'

const skip = missing
const source = 'us-ice-removals'

/** A release of three returns, which nothing says is synthetic, though it is. */
const between = (t: Test, from: string, to: string) =>
  folderOf(t, { 'removals.xlsx': { Data: [...toMexico(from, to), on('2025-02-02')] } }, { says_so: false })

t.test('the removals file of late June 2025 is loaded, withdrawn, and answers nothing', { skip }, async t => {
  const paths = {
    june: await between(t, '2023-09-01', '2025-06-26'),
    part: await between(t, '2025-01-01', '2025-06-26'),
    july: await between(t, '2023-09-01', '2025-07-28')
  }
  const reports: object[] = []
  const { json, get } = await service(t, {}, async (database, dataDir) => {
    const client = await openClient(database)
    await syncCatalogue(client, sourceRegistry).finally(() => client.end())
    const take = async (release: keyof typeof paths, more: object) => {
      const request = { source, paths: [paths[release]], release, ...more }
      reports.push(
        await importRelease({ database, sources: sourceRegistry, dataDir, today: '2026-01-31' }, request)
      )
    }
    await take('june', { dryRun: true })
    await take('june', {})
    await take('july', {})
    await take('part', { makeCurrent: true, force: true })
  })
  t.match(reports, [
    { result: 'dry_run', status: 'withdrawn', reason: /late June 2025 / },
    { result: 'published', status: 'withdrawn', reason: /170,000.*https:\/\//, loaded: 3 },
    { result: 'published', status: 'current' },
    { result: 'published', status: 'withdrawn', reason: /took back/ }
  ])
  const listed = await json(`/v1/sources/${source}/releases`)
  t.match(listed.data, [
    { release: 'part', status: 'withdrawn' },
    { release: 'july', status: 'current' },
    { release: 'june', status: 'withdrawn', status_reason: /holds expedited removals by Customs/ }
  ])
  const { data, meta } = await json(`/v1/statistics/returns?source=${source}`)
  t.match([data, meta.sources], [[{ returns: 3 }], [{ release: 'july' }]], 'it takes no place of another')
  const pinned = await get(`/v1/returns?source=${source}&release=june`)
  t.match(pinned.json(), { type: /release-not-found/, detail: /was withdrawn: .*170,000/ })
})
