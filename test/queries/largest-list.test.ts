import { join } from 'node:path'
import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { sharedData, withoutSharedData } from '../acceptance/published-files.ts'
import { service } from '../service.ts'

const file = join(sharedData, 'unhcr/asylum_decisions.csv.gz')
const skip = withoutSharedData

t.test('a walk by cursor meets every row of the largest list: as many ids as count(*)', { skip }, async t => {
  const s = await service(t, {}, (database, dataDir) =>
    importRelease(
      { database, dataDir, sources: sourceRegistry },
      { source: 'unhcr-asylum-decisions', paths: [file], release: '2026-06' }
    )
  )
  const start = '/v1/published-counts?fields=count_id&limit=1000'
  const { rows } = await s.database.pool.query('select count(*)::int as all from published_counts')
  t.equal((await s.json(`${start}&count=exact`)).meta.total, rows[0].all)

  const ids = new Set<string>()
  let met = 0
  for (let url: string | null = `${start}&sort=count_id`; url; ) {
    const { data, links }: { data: { count_id: string }[]; links: Record<string, string | null> } =
      await s.json(url)
    for (const { count_id } of data) ids.add(count_id)
    met += data.length
    url = links.next ?? null
  }
  t.equal(met, rows[0].all)
  t.equal(ids.size, rows[0].all)
})
