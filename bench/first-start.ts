/**
 * Starts a new service on an empty folder until all that it ships is loaded, and then copies the same figures plainly:
 *
 *   npm run build && node scripts/compile-tests.mjs && node .build/bench/first-start.js
 *
 * Prints seconds to the first answer and to the last table, how long answers take meanwhile, memory and disk, and the
 * ratios of time and of processor time: only a ratio of one run says anything. It ends by itself and leaves nothing.
 */
import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { openDatabase } from '../src/database/connect.ts'
import { projectRoot } from '../src/root.ts'
import { restatedReleases } from '../src/sources/publishers/first-data.ts'
import { watchProcesses } from './processes.ts'

interface Took {
  seconds: number
  cpu: number
}

const megabyte = 1024 * 1024
/** Answered from the small tables, at once. */
const question =
  '/v1/statistics/decisions?source=us-credible-fear&series=by-nationality&group_by=year,nationality'
const whole = [...new Set(restatedReleases.map(({ file }) => file))]

const folder = await mkdtemp(path.join(process.env.BENCH_DIR ?? tmpdir(), 'asylum-outcomes-first-start-'))
console.log(`load of the machine before: ${loadavg()[0]?.toFixed(1)}`)
try {
  const loaded = await firstStart()
  const { lines, figures } = await copies()
  console.log(
    `plain COPY of the lines of the files: ${told(lines)}; of the figures made of them: ${told(figures)}`
  )
  for (const [name, copied] of Object.entries({ lines, figures }))
    console.log(
      `ratio to the COPY of the ${name}: ${(loaded.seconds / copied.seconds).toFixed(1)} in time, ` +
        `${(loaded.cpu / copied.cpu).toFixed(1)} in processor time`
    )
} finally {
  console.log(`load of the machine after: ${loadavg()[0]?.toFixed(1)}`)
  await rm(folder, { recursive: true, force: true })
}

/** Runs the service as `npm start` does, and asks it meanwhile. */
async function firstStart(): Promise<Took> {
  const began = performance.now()
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist/server.js')], {
    env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: '0', RATE_LIMIT: 'off', ANSWER_CACHE_MB: '0' },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const closed = new Promise(resolve => child.once('close', resolve))
  let [answering, first, tables, asking] = [0, 0, 0, true]
  let watch: ReturnType<typeof watchProcesses> | undefined
  const waits: number[] = []
  let asked: Promise<void> | undefined
  for await (const line of createInterface({ input: child.stderr })) {
    const [, address] = / answers at (http:\S+)/.exec(line) ?? []
    if (address !== undefined) {
      answering = performance.now() - began
      first = await ask(address)
      watch = watchProcesses(folder)
      watch.include(child.pid as number)
      asked = askMeanwhile(address, waits, () => asking)
    } else if (watch && line.startsWith('First data of ')) {
      console.log(`  ${((performance.now() - began) / 1000).toFixed(1)} s: ${line}`)
      if (++tables === restatedReleases.length) break
    }
  }
  if (tables < restatedReleases.length || !watch) throw new Error('the service ended before all was loaded')
  const seconds = (performance.now() - began - answering) / 1000
  asking = false
  await asked
  const { peak, at_peak, cpu_seconds, disk } = await watch.stop()
  child.kill('SIGTERM')
  await closed
  const slowest = waits.toSorted((a, b) => a - b)
  console.log(
    `answers after ${(answering / 1000).toFixed(1)} s; the first answer takes ${first.toFixed(0)} ms, while tables are ` +
      `loaded half take ${slowest[slowest.length >> 1]?.toFixed(0)} ms and the slowest ${slowest.at(-1)?.toFixed(0)} ms\n` +
      `all ${tables} tables after ${(seconds + answering / 1000).toFixed(1)} s, ${cpu_seconds.toFixed(1)} s of processor time; ` +
      `memory ${Math.round(peak / megabyte)} MB at its highest (${at_peak}), disk ${Math.round(disk / megabyte)} MB`
  )
  return { seconds, cpu: cpu_seconds }
}

async function ask(address: string): Promise<number> {
  const began = performance.now()
  const answer = await fetch(address + question)
  await answer.text()
  if (answer.status !== 200) throw new Error(`${question}: ${answer.status}`)
  return performance.now() - began
}

async function askMeanwhile(address: string, waits: number[], isWanted: () => boolean): Promise<void> {
  while (isWanted()) {
    waits.push(await ask(address))
    await new Promise(resolve => setTimeout(resolve, 500))
  }
}

/** The lines of the files as text, and the figures of the service's own table without its keys. */
async function copies(): Promise<{ lines: Took; figures: Took }> {
  const database = await openDatabase({ dataDir: folder })
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const file = path.join(folder, 'figures')
  try {
    const lines = await measured(async () => {
      for (const [at, name] of whole.entries()) {
        await client.query(`begin; create table plain_${at} (line text)`)
        // A delimiter that no line has: each is one text.
        const copy = copyFrom(
          `copy plain_${at} from stdin (format csv, delimiter e'\\x02', quote e'\\x01', freeze true)`
        )
        const from = createReadStream(path.join(projectRoot, 'starter', name))
        await pipeline(from, createGunzip(), client.query(copy))
        await client.query('commit')
      }
    })
    await pipeline(
      client.query(copyTo('copy (select * from published_counts) to stdout')),
      createWriteStream(file)
    )
    const figures = await measured(async () => {
      await client.query('begin; create table plain_figures as select * from published_counts limit 0')
      const copy = copyFrom('copy plain_figures from stdin (freeze true)')
      await pipeline(createReadStream(file, { highWaterMark: megabyte }), client.query(copy))
      await client.query('commit')
    })
    return { lines, figures }
  } finally {
    await client.end()
    await database.close()
  }
}

async function measured(work: () => Promise<void>): Promise<Took> {
  const watch = watchProcesses(folder)
  const own = process.cpuUsage()
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(own)
  const { cpu_seconds } = await watch.stop()
  return { seconds, cpu: cpu_seconds + (user + system) / 1e6 }
}

function told({ seconds, cpu }: Took): string {
  return `${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of processor time`
}
