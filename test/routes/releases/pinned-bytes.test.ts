import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { buildApp } from '../../../src/app.ts'
import { importRelease } from '../../../src/import/run.ts'
import { rollupsOf } from '../../../src/rollups.ts'
import { projectRoot } from '../../../src/root.ts'
import { openSnapshots } from '../../../src/snapshot/snapshots.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { service } from '../../service.ts'

const starter = (name: string): string => path.join(projectRoot, 'starter', name)
const court = 'source=us-eoir-cases&release=synthetic-sample'
const tables = 'source=unhcr-asylum-decisions&release=2026-06-starter&unit=persons'
const screenings = 'source=us-credible-fear&release=fy2016-2021-starter'
const documented = 'source=documented-cases&release=story-starter'
const stages = 'decision_stage=first_instance&application_type=asylum'

/** Pinned addresses of every kind of answer, in many formats. */
const addresses = [
  ...['', '.csv', '.ndjson', '.parquet', '.xlsx', '.json-stat', '.vega-lite', '.svg', '.sentence'].map(
    format => `/v1/statistics/decisions${format}?${tables}&group_by=year`
  ),
  `/v1/statistics/decisions?${tables}&group_by=outcome,country_of_asylum&fill=none&labels=true&lang=fr`,
  `/v1/statistics/decisions?${tables}&group_by=year&fill=grid`,
  `/v1/statistics/decisions?${screenings}&group_by=nationality&measures=cases,fear_found_rate&intervals=true`,
  `/v1/statistics/decisions.csv?${court}&${stages}&group_by=nationality,year`,
  `/v1/statistics/decisions?${documented}`,
  ...['', '.csv', '.xlsx', '.sentence'].map(
    format => `/v1/statistics/cases${format}?${court}&group_by=case_status`
  ),
  `/v1/statistics/pending?${court}`,
  `/v1/statistics/pending.csv?${court}`,
  `/v1/statistics/durations?${court}&decision_stage=first_instance`,
  `/v1/statistics/pathways?${court}`,
  `/v1/statistics/pathways.csv?${court}`,
  `/v1/statistics/returns?${documented}`,
  `/v1/compare?nationality=RUS&unit=persons&${tables.replace('&unit=persons', '')}`,
  `/v1/compare.csv?measures=cases&${screenings}`,
  ...['', '.csv', '.ndjson', '.parquet'].map(format => `/v1/cases${format}?${court}&nationality=CHN`),
  `/v1/cases?${court}&limit=7&count=exact`,
  `/v1/decisions?${court}&limit=5&sort=decided_on`,
  `/v1/decisions.csv?${documented}`,
  `/v1/returns?${documented}`,
  `/v1/events?${documented}`,
  `/v1/statements?${documented}`,
  `/v1/reported-figures?${documented}`,
  `/v1/case-groups?${documented}`,
  `/v1/published-counts?${tables}&limit=5`,
  `/v1/published-counts.csv?${screenings}&nationality=GTM`,
  `/v1/countries-of-return?${documented}`,
  `/v1/countries-of-return/RUS?${documented}`,
  `/v1/countries-of-return/RUS.csv?${documented}`,
  `/v1/countries-of-return/RUS/nationalities?${documented}`,
  `/v1/decision-stages/first_instance?${court}`,
  `/v1/decision-stages/first_instance?${tables.replace('&unit=persons', '')}`
]

/** What of an answer the client keeps: all but what tells of this moment. */
const told = ({ statusCode, headers, rawPayload }: Told) => ({
  statusCode,
  body: rawPayload.toString('latin1'),
  type: headers['content-type'],
  named: headers['content-disposition'],
  link: headers.link,
  language: headers['content-language'],
  empty: headers['asylum-outcomes-empty']
})
interface Told {
  statusCode: number
  headers: Record<string, unknown>
  rawPayload: Buffer
}

t.test('a pinned address gives the same bytes before and after three imports and a restart', async t => {
  const { database, snapshots, dataDir, get, json } = await service(t)
  const { data: cases } = await json(`/v1/cases?${court}&limit=1&nationality=CHN`)
  const { data: decisions } = await json(`/v1/decisions?${documented}&limit=1`)
  const all = [
    ...addresses,
    `/v1/cases/${cases[0].case_id}?release=synthetic-sample`,
    `/v1/cases/${cases[0].case_id}/timeline?release=synthetic-sample`,
    `/v1/decisions/${decisions[0].decision_id}?release=story-starter`
  ]
  const before = new Map<string, ReturnType<typeof told>>()
  for (const address of all) {
    const answer = await get(address)
    t.equal(answer.statusCode, 200, `${address} ${answer.statusCode === 200 ? '' : answer.body}`)
    before.set(address, told(answer))
  }
  const current = await get(
    '/v1/statistics/decisions?source=unhcr-asylum-decisions&unit=persons&group_by=year'
  )

  const folder = t.testdir({})
  const context = { database, dataDir, sources: sourceRegistry, today: '2026-11-29' }
  const russians = readFileSync(starter('decisions-on-russian-nationals-2021-2025.csv'), 'utf8').trimEnd()
  for (const n of [1, 2, 3]) {
    // Another edition each time: its last rows are gone.
    const file = path.join(folder, `edition-${n}.csv`)
    writeFileSync(file, `${russians.split('\n').slice(0, -n).join('\n')}\n`)
    const newer = { force: true, makeCurrent: true }
    await importRelease(context, {
      ...{ source: 'unhcr-asylum-decisions', paths: [file], release: `2026-0${6 + n}`, ...newer }
    })
    await importRelease(context, {
      ...{ source: 'us-eoir-cases', paths: [starter('us-eoir-cases-synthetic.zip')], ...newer },
      release: `synthetic-${n}`
    })
    await importRelease(context, {
      ...{ source: 'us-credible-fear', release: `later-${n}`, ...newer },
      paths: [starter('us-credible-fear-by-nationality-fy2016-2021.csv')]
    })
    await importRelease(context, {
      ...{ source: 'documented-cases', paths: [starter('documented-cases.json')], ...newer },
      release: `later-${n}`
    })
  }
  await snapshots.refresh()

  await t.test('after the imports', async t => {
    t.notSame(
      (await get('/v1/statistics/decisions?source=unhcr-asylum-decisions&unit=persons&group_by=year')).body,
      current.body,
      'what is not pinned has changed'
    )
    for (const address of all) t.same(told(await get(address)), before.get(address), address)
  })

  await t.test('after a restart', async t => {
    const reopened = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
    const app = await buildApp({
      ...{ database, snapshots: reopened, build: 'test' },
      settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 }
    })
    t.teardown(async () => {
      await app.close()
      await reopened.close()
    })
    for (const address of all)
      t.same(told(await app.inject({ method: 'GET', url: address })), before.get(address), address)
  })
})
