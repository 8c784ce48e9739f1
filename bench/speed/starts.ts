import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '../../src/root.ts'
import { cpuSpentBy, serverOf } from '../processes.ts'
import { type Spread, spreadOf } from './rounds.ts'
import type { Finding, Row } from './row.ts'

const service = path.join(projectRoot, 'dist/server.js')
const bare = path.join(import.meta.dirname, 'bare-database.js')
/** Answered from the small tables, which a first start has at once. */
const question =
  '/v1/statistics/decisions?source=us-credible-fear&series=by-nationality&group_by=year,nationality'

/** Seconds from the start of a program to its first answer, and seconds of processor time of all that it had started by then. */
interface Start {
  seconds: number
  cpu: number
}

interface Starts {
  first: Start
  later: Start
}

const rowOf = (id: string, which: keyof Starts, goal: number): Row => ({
  id,
  work: `${which === 'first' ? 'the first start, on an empty folder' : 'a later start on the same folder'}, with default settings and the embedded database, to the first answer about statistics`,
  goal: `≤ ${goal} s`,
  measure: rounds => measured(which, goal, rounds)
})

/** By the clock, which says little on a machine that others use: so with the processor time, and beside the database alone. */
export const startRows: readonly Row[] = [
  rowOf('first-start', 'first', 4),
  rowOf('later-start', 'later', 1.5)
]

async function measured(which: keyof Starts, goal: number, rounds: number): Promise<Finding> {
  const found = { ours: [] as Start[], database: [] as Start[], node: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const ours = await startedTwice([service], base => ask(base + question))
    const database = await startedTwice([bare])
    const node = secondsOfNode()
    found.ours.push(ours[which])
    found.database.push(database[which])
    found.node.push(node)
  }
  const seconds = spreadOf(found.ours.map(each => each.seconds))
  return {
    found: `${told(seconds)} s`,
    is_met: seconds.median <= goal,
    details: [
      `${told(spreadOf(found.ours.map(({ cpu }) => cpu)))} s of processor time`,
      `its database alone: ${told(spreadOf(found.database.map(each => each.seconds)))} s, ` +
        `${told(spreadOf(found.database.map(({ cpu }) => cpu)))} s of processor time`,
      `\`node -e 0\`: ${told(spreadOf(found.node))} s`
    ]
  }
}

const told = ({ least, median, most }: Spread): string =>
  `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`

/** Starts a program on an empty folder, and once more on what it left there. */
async function startedTwice(program: string[], answered?: (base: string) => Promise<void>): Promise<Starts> {
  const folder = await mkdtemp(path.join(process.env.BENCH_DIR ?? tmpdir(), 'speed-start-'))
  try {
    return {
      first: await started(program, folder, answered),
      later: await started(program, folder, answered)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function started(
  program: string[],
  folder: string,
  answered: (base: string) => Promise<void> = async () => {}
): Promise<Start> {
  const began = performance.now()
  const child = spawn(process.execPath, [...program, folder], {
    env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const ended = once(child, 'exit')
  const said: string[] = []
  try {
    for await (const line of createInterface({ input: child.stderr })) {
      said.push(line)
      const base = / answers at (http:\S+)/.exec(line)?.[1]
      if (base === undefined) continue
      await answered(base)
      const seconds = (performance.now() - began) / 1000
      return { seconds, cpu: cpuSpentBy([Number(child.pid), serverOf(folder)]) }
    }
    throw new Error(`it does not start: ${said.join('\n')}`)
  } finally {
    child.stderr.resume()
    child.kill('SIGTERM')
    await ended
  }
}

/** Asks until there is an answer: a service that warms itself up on a busy machine may refuse for a moment. */
async function ask(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(url)
    await answer.arrayBuffer()
    if (answer.status === 200) return
    if (answer.status !== 503) throw new Error(`${url}: ${answer.status}`)
    await sleep(100)
  }
  throw new Error(`${url}: refused for a minute`)
}

function secondsOfNode(): number {
  const began = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  return (performance.now() - began) / 1000
}
