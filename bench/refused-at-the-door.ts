/**
 * What a refusal at the door costs: processor time of a request that is refused because its turn would come too late,
 * and of one for a static text with the same headers, in turns. Starts its own service on the loopback, which refuses
 * every statistic and needs no database, and stops.
 *
 *   node .build/bench/refused-at-the-door.js [requests of a round, by default 20000] [rounds, by default 5]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { type AppDeps, buildApp } from '../src/app.ts'
import { connectionsTo } from './overload/connection.ts'

const connections = 50
const asked = {
  refused: (n: number) =>
    `/v1/statistics/decisions?source=us-eoir-cases&group_by=outcome,year&limit=${1 + (n % 900)}`,
  static: (n: number) => `/static?n=${n}`
}

if (process.env.ASKS) await askAll(process.env.ASKS)
else await compare()

async function compare(): Promise<void> {
  const [requests = '20000', rounds = '5'] = process.argv.slice(2)
  const app = await buildApp(shutDoor(), further =>
    further.get('/static', { compress: false, schema: { hide: true } }, (_request, reply) =>
      reply.header('content-type', 'text/plain; charset=utf-8').send('x'.repeat(300))
    )
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  for (let round = 0; round <= Number(rounds); round++)
    for (const what of ['static', 'refused'] as const) {
      const before = process.cpuUsage()
      const client = fork(process.argv[1] as string, [requests], {
        env: { ...process.env, ASKS: `http://127.0.0.1:${port} ${what}` }
      })
      await once(client, 'exit')
      const { user, system } = process.cpuUsage(before)
      // The first round compiles what is measured.
      if (round > 0)
        console.log(`${what}: ${((user + system) / Number(requests)).toFixed(1)} µs of a processor`)
    }
  await app.close()
}

/** A service whose queue takes nothing. */
function shutDoor(): AppDeps {
  const unused = async () => {
    throw new Error('nothing is asked of it')
  }
  const snapshots = {
    ...{ use: unused, refresh: async () => {}, close: async () => {} },
    ...{ current: () => ({ version: 1, releases: [] }), admits: () => false }
  }
  const settings = {
    ...{ rateLimit: 'off' as const, logLevel: 'silent', answerCacheMb: 0 },
    trustedProxies: ['loopback']
  }
  // A pool connects when it is first asked.
  const pool = new pg.Pool()
  const database = { url: '', pool, db: drizzle(pool), close: () => pool.end() }
  return { database, snapshots, settings, build: 'bench' } as unknown as AppDeps
}

async function askAll(given: string): Promise<void> {
  const [base = '', what = ''] = given.split(' ')
  const pathOf = asked[what as keyof typeof asked]
  const service = connectionsTo(base)
  const expected = what === 'static' ? 200 : 503
  let next = 0
  const last = Number(process.argv[2])
  const ask = async () => {
    while (next < last) {
      const { status } = await service.ask(pathOf(next++), `198.18.${next % 20}.${next % 250}`)
      if (status !== expected) throw new Error(`${what} was answered with ${status}`)
    }
  }
  await Promise.all(Array.from({ length: connections }, ask))
  service.close()
}
