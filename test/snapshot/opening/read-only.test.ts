import t from 'tap'
import { buildApp } from '../../../src/app.ts'
import { openDatabase } from '../../../src/database/connect.ts'
import { rollupsOf } from '../../../src/rollups.ts'
import { openSnapshots } from '../../../src/snapshot/snapshots.ts'
import { copyOf, firstRun } from '../../loaded.ts'

t.test('a database in which nothing can be written answers statistics and records on a new node', async t => {
  const { database: owner } = await copyOf(t, firstRun)
  const url = new URL(owner.url)
  url.searchParams.set('options', '-c default_transaction_read_only=on')
  const dataDir = t.testdir({})
  const database = await openDatabase({ databaseUrl: url.href, dataDir })
  await t.rejects(database.pool.query('create table made (n int)'), { code: '25006' })
  const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
  const settings = { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 } as const
  const app = await buildApp({ database, snapshots, settings, build: 'test' })
  t.teardown(async () => {
    await app.close()
    await snapshots.close()
    await database.close()
  })
  for (const asked of [
    '/v1/statistics/decisions?source=us-credible-fear&group_by=outcome',
    '/v1/cases/documented:1',
    '/v1/cases/documented:1/timeline',
    '/v1/decisions?source=documented-cases&count=exact',
    '/v1/published-counts?source=us-credible-fear',
    '/v1/sources',
    '/v1/code-lists',
    '/ready'
  ])
    t.equal((await app.inject({ url: asked })).statusCode, 200, asked)
})
