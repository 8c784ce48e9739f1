import t from 'tap'
import { buildApp } from '../../../src/app.ts'
import { lateSnapshots } from '../../../src/snapshot/opening/late.ts'
import { service } from '../../service.ts'

const statistic = '/v1/statistics/decisions?source=us-credible-fear&group_by=outcome'

t.test(
  'before its releases are open a service is up, refuses with what it is doing, and then answers',
  async t => {
    const { database, snapshots } = await service(t)
    const late = lateSnapshots()
    const settings = { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 64 } as const
    const app = await buildApp({ database, snapshots: late, settings, build: 'test' })
    t.teardown(() => app.close())
    const get = (url: string) => app.inject({ url })

    t.equal((await get('/health')).statusCode, 200)
    t.equal((await get('/openapi.json')).statusCode, 200)
    t.match((await get('/ready')).json(), {
      ...{
        status: 503,
        type: 'overloaded',
        detail: 'The service is starting: waiting for the database. Ask again soon.'
      },
      ...{ database: 'away', release_set: 'none', starting: { phase: 'database' } }
    })
    late.note({
      phase: 'statistics',
      release: { source: 'us-eoir-cases', release: '2026-06' },
      share: 0.349
    })
    const ready = await get('/ready')
    t.equal(ready.headers['retry-after'], '2')
    t.match(ready.json(), {
      database: 'ok',
      detail:
        'The service is starting: making the statistics file of us-eoir-cases 2026-06, 34 % done. Ask again soon.',
      starting: {
        phase: 'statistics',
        release: { source: 'us-eoir-cases', release: '2026-06' },
        share: 0.349
      }
    })
    for (const url of [statistic, '/v1/cases', '/v1/cases/documented:1', '/v1/sources', '/v1']) {
      const refused = await get(url)
      t.match(refused.json(), { status: 503, type: 'overloaded', detail: /^The service is starting: / }, url)
      t.equal(refused.headers['retry-after'], '2', url)
      t.equal(refused.headers['cache-control'], 'no-store', url)
    }
    t.equal((await get('/v1/statistics/decisions?colour=red')).statusCode, 400, 'a fault is told already')

    late.become(snapshots)
    t.match((await get('/ready')).json(), { status: 'ready', database: 'ok', release_set: 'open' })
    for (const url of [statistic, '/v1/cases/documented:1', '/v1'])
      t.equal((await get(url)).statusCode, 200, url)
  }
)
