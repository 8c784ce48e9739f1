/**
 * Kills the service, or the database server under it, with SIGKILL at random moments, while releases are imported
 * without a pause and a reader asks without a pause. Each time: every answer that is given is one whole release, what
 * cannot be answered is a 503 that says when to ask again, and afterwards the service answers, the next import succeeds
 * and nothing half-made is left. Prints a table; exit code 1 where anything did not hold.
 *
 *   node .build/bench/kill-service.js [moments, by default 50]
 *
 * All figures that it imports are made up, in a data folder of its own that is removed at the end.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../src/database/connect.ts'
import { projectRoot } from '../src/root.ts'
import { figures, leftBehind, untilStopped } from './kill-releases.ts'
import { serverOf } from './processes.ts'

type Victim = 'service' | 'database server'

/** Milliseconds after which a service that does not answer again counts as lost: many, as others may use the machine. */
const patience = 900_000
/** What the reader asks about. */
const asked = `source=${figures.source}&nationality=AFG&country_of_asylum=AGO,ALB`
const folder = await mkdtemp(path.join(tmpdir(), 'asylum-outcomes-kill-'))
const env = {
  ...{ PATH: process.env.PATH, DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1' },
  ...{ RATE_LIMIT: 'off', ANSWER_CACHE_MB: '0', LOG_LEVEL: 'warn' },
  // What others do on the machine must not cost an answer.
  STATISTICS_TIMEOUT_MS: '120000'
}
let nextValue = 100
let current = 0
let failures = 0

let { service, address } = await startService()
const began = performance.now()
await importAll()
/** Milliseconds that an import takes which nothing disturbs. */
const usual = performance.now() - began
await untilTold(current)
// Patient, as others may use the machine: a wait is no wrong answer.
const database = await openDatabase({ dataDir: folder, databaseTimeoutMs: 300_000 })
try {
  console.log('killed                          read   503  slowest  answers after  next import')
  for (let i = 0; i < Number(process.argv[2] ?? 50); i++)
    await killAt(i % 2 === 0 ? 'service' : 'database server', Math.round(Math.random() * usual))
  console.log(failures === 0 ? '\nAll of it held.' : `\n${failures} did not hold.`)
} finally {
  service.kill('SIGTERM')
  if (service.exitCode === null) await once(service, 'exit')
  await database.close()
  await rm(folder, { recursive: true, force: true })
}
process.exitCode = failures === 0 ? 0 : 1

/** Starts the service and waits for its address and its first release set. */
async function startService(): Promise<{ service: ChildProcess; address: string }> {
  const service = spawn(process.execPath, [path.join(projectRoot, 'dist/server.js')], {
    env: { ...env, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const address = await new Promise<string>((resolve, reject) => {
    service.stderr?.on('data', data => {
      const said = /answers at (http:\S+)/.exec(String(data))?.[1]
      if (said) resolve(said)
    })
    service.once('exit', code => reject(new Error(`the service ended with ${code}`)))
  })
  return { service, address }
}

async function killAt(victim: Victim, after_ms: number): Promise<void> {
  const attempt = nextValue + 1
  const reading = readWithoutPause(new Set([current, attempt]), victim)
  const importing = importOnce()
  await sleep(after_ms)
  const killed = performance.now()
  if (victim === 'service') {
    service.kill('SIGKILL')
    if (service.exitCode === null && service.signalCode === null) await once(service, 'exit')
    ;({ service, address } = await startService())
  } else process.kill(serverOf(folder), 'SIGKILL')
  const back = await untilAnswers(killed)
  const code = await importing
  if (code === 0) current = attempt
  else current = (await releaseNow()) ?? current
  const next = await importAll()
  await untilTold(current)
  const { reads, refused, slowest, wrong } = await reading.stop()
  const left = await leftBehind(database)
  const holds = wrong.length === 0 && back !== undefined && next === 0 && left === 'nothing'
  if (!holds) failures++
  const ending = holds ? 'succeeds' : `FAILS: exit ${next}, left ${left}, ${wrong.slice(0, 2).join('; ')}`
  console.log(
    `${`${victim}, after ${after_ms} ms`.padEnd(30)} ${String(reads).padStart(5)} ${String(refused).padStart(5)} ` +
      `${`${slowest} ms`.padStart(8)} ${`${back ?? 'never'} ms`.padStart(14)}  ${ending}`
  )
}

/** Milliseconds since `killed` until statistics and records are answered. Undefined where they never are. */
async function untilAnswers(killed: number): Promise<number | undefined> {
  while (performance.now() - killed < patience) {
    const answers = await Promise.all([statistics(), records()])
    if (answers.every(({ status }) => status === 200)) return Math.round(performance.now() - killed)
    await sleep(50)
  }
  return undefined
}

/** Waits until the service answers from a release. Throws where it does not within its patience. */
async function untilTold(value: number): Promise<void> {
  const began = performance.now()
  while (performance.now() - began < patience) {
    if ((await releaseNow()) === value) return
    await sleep(100)
  }
  throw new Error(`the service does not answer from release made-up-${value}`)
}

async function importOnce(): Promise<number | null> {
  const child = spawn(
    process.execPath,
    [path.join(projectRoot, 'dist/cli.js'), ...(await figures.argumentsOf(folder, ++nextValue))],
    { env, stdio: 'ignore' }
  )
  const [code] = await once(child, 'exit')
  return code as number | null
}

async function importAll(): Promise<number | null> {
  const code = await importOnce()
  if (code === 0) current = nextValue
  return code
}

interface Told {
  /** HTTP status; 0 where there was no connection. */
  status: number
  release?: number
  values: number[]
  retry: boolean
  /** What a refusal says. */
  detail?: string
}

function statistics(): Promise<Told> {
  return ask(
    `/v1/statistics/decisions?${asked}&unit=persons&group_by=country_of_asylum,year,outcome&limit=500`,
    'persons'
  )
}

function records(): Promise<Told> {
  return ask(`/v1/published-counts?${asked}&is_total=false&limit=50`, 'value')
}

/** The number of the release that answers statistics. */
async function releaseNow(): Promise<number | undefined> {
  return (await statistics()).release
}

async function ask(question: string, figure: string): Promise<Told> {
  try {
    const response = await fetch(`${address}${question}`, { signal: AbortSignal.timeout(120_000) })
    const retry = response.headers.has('retry-after')
    const body = (await response.json()) as {
      data?: Record<string, unknown>[]
      meta?: { sources?: { release: string }[] }
      detail?: string
    }
    const release = Number(/\d+$/.exec(body.meta?.sources?.[0]?.release ?? '')?.[0])
    return {
      ...{ status: response.status, retry, values: (body.data ?? []).map(row => Number(row[figure])) },
      ...(Number.isNaN(release) ? {} : { release }),
      ...(body.detail === undefined ? {} : { detail: body.detail })
    }
  } catch {
    return { status: 0, values: [], retry: false }
  }
}

/** Asks over and over. Each answer must be one whole release; only a killed service may leave a question without one. */
function readWithoutPause(allowed: Set<number>, victim: Victim) {
  const result = { reads: 0, refused: 0, slowest: 0, wrong: [] as string[] }
  const reading = untilStopped(async () => {
    for (const [name, put] of [
      ['statistics', statistics],
      ['records', records]
    ] as const) {
      const began = performance.now()
      const told = await put()
      result.slowest = Math.max(result.slowest, Math.round(performance.now() - began))
      result.reads++
      if (told.status === 503) result.refused++
      if (!isRight(told, name, allowed, victim))
        result.wrong.push(`${name} ${JSON.stringify(told).slice(0, 200)}`)
    }
  })
  return { stop: () => reading.stop().then(() => result) }
}

function isRight(told: Told, name: string, allowed: Set<number>, victim: Victim): boolean {
  if (told.status === 200)
    // A release that was published after the killed one is right too: it is the next import's.
    return (
      told.release !== undefined &&
      told.values.length > 0 &&
      told.values.every(value => value === told.release) &&
      (allowed.has(told.release) || told.release === nextValue)
    )
  if (told.status === 503) return told.retry && (victim === 'service' || name === 'records')
  return told.status === 0 && victim === 'service'
}
