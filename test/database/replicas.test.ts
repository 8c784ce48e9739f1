import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { withReplicas } from '../../src/database/replicas.ts'
import { rollupsOf } from '../../src/rollups.ts'
import { openSnapshots } from '../../src/snapshot/snapshots.ts'
import { copyOf, firstRun } from '../loaded.ts'

const question = '/v1/published-counts?source=us-credible-fear&limit=1'

t.test('records are read from a replica that has the release, and from the primary otherwise', async t => {
  const { database: primary, dataDir } = await copyOf(t, firstRun)
  const { database: copy } = await copyOf(t, firstRun)
  // A replica never differs from its primary: that this one does shows who answered.
  await copy.pool.query('update published_counts set value = 987654 where value is not null')
  const snapshots = await openSnapshots({ database: primary, dataDir, rollupsOf, timeoutMs: 60_000 })
  const nowhere = 'postgres://127.0.0.1:1/postgres'
  const replicas = withReplicas(primary, [nowhere, copy.url], () => snapshots.current().version, {
    dataDir,
    databaseTimeoutMs: 5_000
  })
  const app = await buildApp({
    ...{ database: replicas, snapshots, build: 'test' },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 }
  })
  t.teardown(async () => {
    await app.close()
    await replicas.close()
    await snapshots.close()
  })
  const value = async () => {
    const answer = await app.inject({ url: question })
    t.equal(answer.statusCode, 200, answer.body.slice(0, 200))
    return answer.json().data[0].value
  }
  const isReplica = async () => (await value()) === 987_654

  await replicas.look()
  t.ok(await isReplica(), 'the replica that answers')
  t.ok(await isReplica(), 'one that is away has no turn')

  await primary.pool.query('update pointer set version = version + 1')
  await snapshots.refresh()
  t.notOk(await isReplica(), 'a replica without the newest release')
  await copy.pool.query('update pointer set version = version + 1')
  await replicas.look()
  t.ok(await isReplica(), 'which it has got')

  await copy.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
  )
  t.type(await value(), 'number', 'a connection that was cut costs no answer')
})
