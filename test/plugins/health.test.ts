import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'

/** The service over a database that answers with what is given. */
async function over(t: Test, query: () => Promise<unknown>) {
  // It never connects.
  const pool = Object.assign(new pg.Pool(), { query })
  const app = await buildApp({
    database: { url: '', pool, db: drizzle(pool), close: async () => {} },
    snapshots: {
      ...{
        use: () => Promise.reject(new Error('nobody asks')),
        current: () => ({ version: 0, releases: [] })
      },
      ...{ refresh: async () => {}, close: async () => {} }
    },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 1 },
    build: 'test'
  })
  t.teardown(() => app.close())
  return app
}

t.test('/ready is answered while the database hangs, and all who ask share one look', async t => {
  let looks = 0
  const app = await over(t, () => {
    looks++
    return new Promise(() => {})
  })
  const ask = () => app.inject('/ready')
  for (const answer of [...(await Promise.all([ask(), ask(), ask()])), await ask()]) {
    t.equal(answer.statusCode, 503)
    t.match(answer.json(), { database: 'away', release_set: 'none' })
  }
  t.equal(looks, 1)
})

t.test('/ready looks again when the look before has ended', async t => {
  let looks = 0
  const app = await over(t, () => (++looks === 1 ? Promise.reject(new Error('away')) : Promise.resolve()))
  t.match((await app.inject('/ready')).json(), { database: 'away' })
  t.match((await app.inject('/ready')).json(), { database: 'ok' })
})
