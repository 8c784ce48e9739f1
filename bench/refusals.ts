/**
 * What a refusal and a large answer cost: processor time, time and the longest delay of the event loop, of one request
 * and of many in turn. Imports a release of UNHCR's decisions, starts a service in this process, and stops.
 *
 *   node .build/bench/refusals.js asylum_decisions.csv.gz [data folder, kept for the next call] [times, by default 120]
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/database/connect.ts'
import { migrate } from '../src/database/migrate.ts'
import { prepareData } from '../src/import/first-run.ts'
import { rollupsOf } from '../src/rollups.ts'
import { projectRoot } from '../src/root.ts'
import { openSnapshots } from '../src/snapshot/snapshots.ts'

const [file, kept, times = '120'] = process.argv.slice(2)
if (file === undefined) throw new Error('Name the file of UNHCR: node .build/bench/refusals.js FILE')
const source = '/v1/statistics/decisions?source=unhcr-asylum-decisions&unit=persons'
const questions = {
  'too large': `${source}&group_by=outcome,nationality,country_of_asylum,year&limit=10`,
  'too large, filtered': `${source}&group_by=outcome,nationality,country_of_asylum,year&period_from=2001&limit=10`,
  'large JSON page': `${source}&group_by=nationality,country_of_asylum,year&decision_stage=first_instance&limit=1000`,
  'large CSV': `${source}&group_by=nationality,country_of_asylum,year&decision_stage=first_instance&format=csv`,
  'large NDJSON': `${source}&group_by=nationality,country_of_asylum,year&decision_stage=first_instance&format=ndjson`
}

const dataDir = kept ?? (await mkdtemp(path.join(tmpdir(), 'refusals-')))
const isMade = existsSync(path.join(dataDir, 'cache'))
await mkdir(dataDir, { recursive: true })
const database = await openDatabase({ dataDir, log: () => {} })
await migrate(database)
if (!isMade) await prepareData(database, { dataDir, firstData: 'demo' }, () => {})
if (!isMade) {
  const env = { ...process.env, DATABASE_URL: database.url, DATA_DIR: dataDir }
  const cli = path.join(projectRoot, 'dist/cli.js')
  const asked = ['import', 'unhcr-asylum-decisions', path.resolve(file), '--release', 'bench']
  const { status, stderr } = spawnSync(process.execPath, [cli, ...asked], { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}
const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
try {
  for (const answerCacheMb of [0, 64]) {
    const settings = { rateLimit: 'off' as const, logLevel: 'silent', answerCacheMb }
    const app = await buildApp({ database, snapshots, settings, build: 'bench' })
    console.log(answerCacheMb === 0 ? 'Nothing is kept:' : 'Answers are kept:')
    for (const [name, url] of Object.entries(questions)) {
      console.log(`  ${name}: ${await cost(app, url, 1)}`)
      console.log(`  ${name}, ${times} in turn: ${await cost(app, url, Number(times))}`)
    }
    await app.close()
  }
} finally {
  await snapshots.close()
  await database.close()
  if (kept === undefined) await rm(dataDir, { recursive: true, force: true })
}

async function cost(app: FastifyInstance, url: string, times: number): Promise<string> {
  const delays = monitorEventLoopDelay({ resolution: 1 })
  await new Promise(resolve => setTimeout(resolve, 200))
  delays.enable()
  const cpu = process.cpuUsage()
  const from = performance.now()
  const before = performance.eventLoopUtilization()
  let status = 0
  let bytes = 0
  for (let i = 0; i < times; i++) {
    const answer = await app.inject(url)
    status = answer.statusCode
    bytes = answer.rawPayload.byteLength
  }
  const ms = performance.now() - from
  const { active } = performance.eventLoopUtilization(before)
  const { user, system } = process.cpuUsage(cpu)
  // A delay is told only after the loop has turned once more.
  await new Promise(resolve => setTimeout(resolve, 20))
  delays.disable()
  const each = (all: number): string => (all / times).toFixed(1)
  return `${status}, ${bytes} bytes; ${each(ms)} ms, ${each((user + system) / 1000)} ms of processor time, ${each(active)} ms of the main thread each; longest delay ${(delays.max / 1e6).toFixed(0)} ms`
}
