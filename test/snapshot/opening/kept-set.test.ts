import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { buildApp } from '../../../src/app.ts'
import { servingDatabase } from '../../../src/database/serving.ts'
import { rollupsOf } from '../../../src/rollups.ts'
import { cacheFolder } from '../../../src/snapshot/materialise.ts'
import { openSnapshots } from '../../../src/snapshot/snapshots.ts'
import { copyOf, firstRun } from '../../loaded.ts'

const statistic = '/v1/statistics/decisions?source=us-credible-fear&group_by=outcome'
const settings = { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 } as const

t.test(
  'a node that starts while the database is away answers statistics from what it opened last',
  async t => {
    const { database, dataDir } = await copyOf(t, firstRun)
    const away = 'postgres://reader:other@127.0.0.1:1/cases'
    const options = { dataDir, rollupsOf, timeoutMs: 60_000, keptFor: away }
    const first = await openSnapshots({ ...options, database })
    const before = await buildApp({ database, snapshots: first, settings, build: 'test' })
    const { data, meta } = (await before.inject({ url: statistic })).json()
    t.ok(data.length > 0)
    const version = first.current().version
    await before.close()
    await first.close()
    const kept = () => readdirSync(cacheFolder(dataDir)).filter(name => name.startsWith('release-set-'))
    t.equal(kept().length, 1, 'one whole file, and nothing unfinished beside it')

    const gone = servingDatabase({ databaseUrl: away, dataDir })
    t.teardown(() => gone.close())
    await t.rejects(gone.open(), { message: /ECONNREFUSED/ })
    await t.rejects(openSnapshots({ ...options, database: gone }), { code: 'ECONNREFUSED' })
    const snapshots = await openSnapshots({ ...options, database: gone, isAway: true })
    const app = await buildApp({ database: gone, snapshots, settings, build: 'test' })
    t.teardown(async () => {
      await app.close()
      await snapshots.close()
    })
    t.match(snapshots.state(), { version, behind_because: 'the database was away at the start' })
    const answer = (await app.inject({ url: statistic })).json()
    t.strictSame(answer.data, data)
    t.strictSame(answer.meta.sources, meta.sources)
    const record = await app.inject({ url: '/v1/cases/documented:1' })
    t.match(record.json(), { status: 503, type: 'overloaded' })
    t.ok(record.headers['retry-after'])
    t.match((await app.inject({ url: '/ready' })).json(), { status: 'ready', database: 'away', version })
  }
)

t.test('nothing is answered from what was kept of another database, in part, or unreadably', async t => {
  const { database, dataDir } = await copyOf(t, firstRun)
  const options = { dataDir, rollupsOf, timeoutMs: 60_000, database }
  const keptFor = 'postgres://a:b@127.0.0.1:1/cases'
  await (await openSnapshots({ ...options, keptFor })).close()
  const start = (url: string) => openSnapshots({ ...options, isAway: true, keptFor: url })
  await (await start('postgres://another:role@127.0.0.1:1/cases')).close()
  const none = { message: 'no whole release set is kept' }
  await t.rejects(start('postgres://a:b@127.0.0.1:1/others'), none)
  await t.rejects(openSnapshots({ ...options, isAway: true }), none)
  const folder = cacheFolder(dataDir)
  const files = readdirSync(folder)
  rmSync(path.join(folder, files.find(name => name.endsWith('.duckdb')) as string))
  await t.rejects(start(keptFor), none)
  writeFileSync(path.join(folder, files.find(name => name.startsWith('release-set-')) as string), '{"format"')
  await t.rejects(start(keptFor), none)
})
