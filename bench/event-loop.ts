/**
 * How long answers keep the main thread from everything else: of each question and format the longest block of the
 * event loop, and all that the main thread works for it. Asks a service in this process, from a process of its own, one
 * question at a time; nothing is kept. Both are processor time of the thread, as Linux counts it, so that they mean the same on a busy machine.
 *
 *   node .build/bench/event-loop.js DATA [words of a question, or nothing] [rounds, by default 5]
 *
 * DATA: a data folder with the releases that event-loop/questions.json names. Ends with 1 where a block is longer than 50 ms.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/database/connect.ts'
import { rollupsOf } from '../src/rollups.ts'
import { projectRoot } from '../src/root.ts'
import { openSnapshots } from '../src/snapshot/snapshots.ts'

const goal = 50
const [dataDir, words = '', rounds = '5'] = process.argv.slice(2)
if (dataDir === undefined) throw new Error('Name the data folder: node .build/bench/event-loop.js DATA')

interface Asked {
  path: string
  /** Each with further parameters. */
  formats: string[]
}

interface Answered {
  status: number
  bytes: number
  rows: number | undefined
}

interface Cost extends Answered {
  /** Milliseconds: of the main thread in one turn of the event loop, at most; of the main thread in all; and until the answer was there. */
  block: number
  work: number
  took: number
}

const questions = JSON.parse(
  await readFile(path.join(projectRoot, 'bench/event-loop/questions.json'), 'utf8')
) as Record<string, Asked>

const client = fork(path.join(import.meta.dirname, 'event-loop/client.js'))
const database = await openDatabase({ dataDir, log: () => {} })
const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
const settings = { rateLimit: 'off' as const, logLevel: 'silent', answerCacheMb: 0 }
const app = await buildApp({ database, snapshots, settings, build: 'bench' })
try {
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  console.log(
    'longest block, median and worst, ms | main thread, ms | answer, ms | status, rows, bytes | question'
  )
  for (const [name, { path: question, formats }] of Object.entries(questions))
    for (const format of formats) {
      const label = `${name}: ${format}`
      if (!label.includes(words)) continue
      await report(label, new URL(`${question}${format === '' ? '' : `&format=${format}`}`, address).href)
    }
} finally {
  client.disconnect()
  await app.close()
  await snapshots.close()
  await database.close()
}

async function report(label: string, url: string): Promise<void> {
  const costs: Cost[] = []
  for (let round = 0; round < Number(rounds); round++) costs.push(await costOf(url))
  const [first] = costs
  const median = (of: 'block' | 'work' | 'took'): number =>
    costs.map(cost => cost[of]).sort((a, b) => a - b)[Math.floor((costs.length - 1) / 2)] ?? 0
  const worst = Math.max(...costs.map(({ block }) => block))
  const figures = [median('block'), worst, median('work'), median('took')].map(ms =>
    ms.toFixed(0).padStart(5)
  )
  const isMissed = median('block') > goal
  if (isMissed) process.exitCode = 1
  console.log(
    `${isMissed ? 'MISSED' : '      '} ${figures.join(' ')}  ${first?.status} ${String(first?.rows ?? '').padStart(6)} ${String(first?.bytes).padStart(9)}  ${label}`
  )
}

/** Processor milliseconds of the main thread so far: its id is that of the process. */
function mainThread(): number {
  const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')
  return Number(nanoseconds) / 1e6
}

/** Asks once. What the thread works between two ticks of a timer is one turn of the event loop, or several short ones. */
async function costOf(url: string): Promise<Cost> {
  await sleep(50)
  let block = 0
  let last = mainThread()
  const tick = (): void => {
    const now = mainThread()
    block = Math.max(block, now - last)
    last = now
  }
  const ticking = setInterval(tick, 4)
  const before = last
  const from = performance.now()
  client.send(url)
  const [answered] = (await once(client, 'message')) as [Answered]
  const took = performance.now() - from
  tick()
  clearInterval(ticking)
  return { ...answered, block, work: last - before, took }
}
