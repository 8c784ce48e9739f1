/**
 * How near a kept answer comes to a route that sends a static buffer: requests a second of both on one app with the
 * same plugins, the same headers and the same bytes, in turns; and what the same question costs where nothing is kept.
 * Needs `wrk` (in Debian: apt install wrk). Starts its own service on the loopback, with the starter data, and stops.
 *
 *   node .build/bench/cached-answers.js [seconds of a round, by default 3] [rounds, by default 5]
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/database/connect.ts'
import { migrate } from '../src/database/migrate.ts'
import { prepareData } from '../src/import/first-run.ts'
import { rollupsOf } from '../src/rollups.ts'
import { openSnapshots } from '../src/snapshot/snapshots.ts'

const [seconds = '3', rounds = '5'] = process.argv.slice(2)
const question = '/v1/statistics/decisions?source=us-credible-fear&group_by=outcome,year'
const encodings = ['identity', 'br']
const run = promisify(execFile)

const dataDir = await mkdtemp(path.join(tmpdir(), 'cached-answers-'))
const database = await openDatabase({ dataDir, log: () => {} })
await migrate(database)
await prepareData(database, { dataDir, firstData: 'demo' }, () => {})
const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 10_000 })
const statics = new Map<string, { headers: Record<string, string>; bytes: Buffer }>()
const [keeping, forgetful] = await Promise.all([serve(64), serve(0)])
try {
  for (const encoding of encodings) await compare(encoding)
  console.log(`nothing kept: ${told(await load(forgetful, question, 'identity'))}`)
} finally {
  await Promise.all([keeping.close(), forgetful.close()])
  await snapshots.close()
  await database.close()
  await rm(dataDir, { recursive: true, force: true })
}

/** The service with its rate limit counting, though never reached, and beside it the static routes. */
async function serve(answerCacheMb: number): Promise<FastifyInstance> {
  const settings = { rateLimit: 999_999_999, logLevel: 'silent', answerCacheMb }
  const app = await buildApp({ database, snapshots, settings, build: 'bench' }, further => {
    for (const encoding of encodings)
      further.get(`/static-${encoding}`, { compress: false, schema: { hide: true } }, (_request, reply) => {
        const { headers, bytes } = statics.get(encoding) ?? { headers: {}, bytes: Buffer.alloc(0) }
        return reply.headers(headers).send(bytes)
      })
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return app
}

async function compare(encoding: string): Promise<void> {
  const ask = () => keeping.inject({ url: question, headers: { 'accept-encoding': encoding } })
  const { statusCode, rawPayload, headers, body } = await ask()
  if (statusCode !== 200) throw new Error(`${question}: ${statusCode} ${body}`)
  const ofTheAnswer = ['content-type', 'content-length', 'content-encoding', 'etag', 'cache-control', 'vary']
  const own = [...ofTheAnswer, 'last-modified', 'link'].flatMap(name =>
    headers[name] === undefined ? [] : [[name, String(headers[name])]]
  )
  statics.set(encoding, { headers: Object.fromEntries(own), bytes: rawPayload })
  const sent = await keeping.inject(`/static-${encoding}`)
  const missing = Object.keys(headers).filter(name => !(name in sent.headers))
  if (missing.length > 0) throw new Error(`The static route lacks ${missing.join(', ')}`)

  for (const url of [question, `/static-${encoding}`]) await load(keeping, url, encoding)
  const ratios: { rate: number; perCpu: number }[] = []
  for (let round = 0; round < Number(rounds); round++) {
    const fixed = await load(keeping, `/static-${encoding}`, encoding)
    const kept = await load(keeping, question, encoding)
    ratios.push({ rate: kept.rate / fixed.rate, perCpu: kept.perCpu / fixed.perCpu })
    console.log(
      `${encoding}, ${rawPayload.length} bytes: static ${told(fixed)}; kept ${told(kept)}: ` +
        `${percent(kept.rate / fixed.rate)}, by processor time ${percent(kept.perCpu / fixed.perCpu)}`
    )
  }
  const [rate, perCpu] = [median(ratios.map(each => each.rate)), median(ratios.map(each => each.perCpu))]
  console.log(
    `${encoding}: a kept answer reaches ${percent(rate)} of the requests/s of a static buffer, ` +
      `${percent(perCpu)} by processor time (medians of ${rounds} rounds)`
  )
}

function told({ rate, perCpu, busy }: Load): string {
  return `${rate.toFixed(0)}/s (${perCpu.toFixed(0)} a second of processor time, busy ${percent(busy)})`
}

interface Load {
  /** Requests a second. */
  rate: number
  /** Requests for a second of the process's own time. */
  perCpu: number
  /** The share of the time in which the server worked: near 1, or the client was the limit. */
  busy: number
}

async function load(app: FastifyInstance, url: string, encoding: string): Promise<Load> {
  const { port } = app.server.address() as AddressInfo
  const before = performance.eventLoopUtilization()
  const cpu = process.cpuUsage()
  const { stdout } = await run('wrk', [
    ...['-t', '1', '-c', '50', '-d', `${seconds}s`, '-H', `Accept-Encoding: ${encoding}`],
    `http://127.0.0.1:${port}${url}`
  ])
  const { user, system } = process.cpuUsage(cpu)
  const { utilization } = performance.eventLoopUtilization(before)
  if (stdout.includes('Non-2xx')) throw new Error(`${url}: ${stdout}`)
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1])
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    perCpu: (requests * 1e6) / (user + system),
    busy: utilization
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
