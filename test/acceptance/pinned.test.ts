import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { madeUpFile, madeUpSource } from '../import/made-up.ts'
import { type Service, service } from '../service.ts'
import { courtCase, courtDecision } from '../statistics/court.ts'

/** A court's release, with so many decisions of one nationality that a newer one is told apart at a glance. */
async function publish(
  { database, dataDir }: Pick<Service, 'database' | 'dataDir'>,
  release: string,
  decisions: number
) {
  const facts = Array.from({ length: decisions }, (_, i) => [
    courtCase({
      ...{ case_id: `${i + 1}`, filed_on: '2021-03-01', case_status: 'decided', case_outcome: 'rejected' },
      case_outcome_kind: 'protection'
    }),
    courtDecision({
      ...{ decision_id: `${i + 1}`, case_id: `${i + 1}`, application_type: 'asylum' },
      ...{ filed_on: '2021-03-01', decided_on: `2023-0${1 + (i % 9)}-15` }
    })
  ]).flat()
  const path = await madeUpFile(
    t,
    'made-up.whole',
    facts.map(fact => ({ facts: [fact] }))
  )
  await importRelease(
    { database, dataDir, sources: [madeUpSource()] },
    {
      ...{ source: 'made-up', paths: [path], release, retrievedOn: `${release}-28` },
      makeCurrent: true,
      force: true
    }
  )
}

const asked = [
  '/v1/statistics/decisions?source=made-up&group_by=year,outcome',
  '/v1/statistics/decisions?source=made-up&group_by=month&fill=grid&limit=3',
  '/v1/statistics/cases?source=made-up&group_by=case_status',
  '/v1/statistics/durations?source=made-up&decision_stage=first_instance&group_by=year',
  '/v1/statistics/pathways?source=made-up',
  '/v1/decisions?source=made-up&nationality=RUS&limit=5',
  '/v1/cases?source=made-up&limit=5',
  '/v1/compare?source=made-up&group_by=nationality'
]
const asAs = ['json', 'csv', 'ndjson', 'xlsx', 'json-stat', 'vega-lite', 'svg', 'png', 'sentence']

t.test(
  'a pinned address gives the same bytes before and after a newer release',
  { timeout: 400_000 },
  async t => {
    const s = await service(t, {}, async (database, dataDir) => publish({ database, dataDir }, '2024-01', 30))
    const bytes = async (url: string) => {
      const { statusCode, rawPayload } = await s.get(url)
      if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${rawPayload}`)
      return rawPayload.toString('base64')
    }
    const pinned: string[] = []
    for (const url of asked) {
      const { links } = await s.json(url)
      t.match(links.canonical, /release=(made-up:)?2024-01/, 'the canonical address names the release')
      pinned.push(links.canonical as string)
      for (const format of asAs)
        if (links[format]) {
          const address = new URL(links.canonical as string, 'http://here')
          pinned.push(`${address.pathname}.${format}${address.search}`)
        }
    }
    t.ok(pinned.length > 2 * asked.length, `${pinned.length} pinned addresses`)
    const before = await Promise.all(pinned.map(bytes))

    await publish(s, '2024-02', 40)
    await s.snapshots.refresh()
    const { data } = await s.json('/v1/statistics/decisions?source=made-up')
    t.equal(
      data.reduce((sum: number, row: { decisions: number }) => sum + row.decisions, 0),
      40,
      'the newer one answers'
    )
    for (const [i, url] of pinned.entries())
      if ((await bytes(url)) === before[i]) t.pass(url)
      else t.fail(`${url} has changed`)
  }
)
