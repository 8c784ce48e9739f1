import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Order } from '../pages/client.ts'
import { cpuOf } from '../processes.ts'
import type { Repeating } from './bare.ts'
import type { OneRow } from './bare-record.ts'
import { pinned, processors } from './pinned.ts'

const program = path.join(import.meta.dirname, '../../../dist/server.js')

/** A process that serves, on the loopback. */
export interface Serving {
  pid: number
  base: string
  stop(): Promise<void>
}

/**
 * The built service in a process of its own, with its usual settings but these, what a new service has at once, and its log in
 * a file. `isPinned`: tied to the processor of those that serve. `node_options`: such as `--cpu-prof`.
 */
export async function startService(
  settings: Record<string, string>,
  { isPinned = false, node_options = process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [] } = {}
): Promise<Serving> {
  const folder = await mkdtemp(path.join(tmpdir(), 'speed-'))
  const log = openSync(path.join(folder, 'log'), 'w')
  const own = { DATA_DIR: path.join(folder, 'data'), PORT: '0', HOST: '127.0.0.1', FIRST_DATA: 'small' }
  const started: [string, ...string[]] = [process.execPath, ...node_options, program]
  const [command, ...words] = isPinned ? pinned(processors.serving, started) : started
  const child = spawn(command, words, {
    env: { PATH: process.env.PATH, ...own, ...settings },
    stdio: ['ignore', log, 'pipe']
  })
  closeSync(log)
  const { pid, stderr } = child
  if (pid === undefined || !stderr) throw new Error('the service cannot be started')
  const ended = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const said: string[] = []
  for await (const line of createInterface({ input: stderr })) {
    said.push(line)
    const base = /answers at (http:\S+)/.exec(line)?.[1]
    if (base === undefined) continue
    stderr.resume()
    await quiet(pid)
    return { pid, base, stop }
  }
  await stop()
  throw new Error(`the service does not start: ${said.join('\n')}`)
}

/** Waits until a process does nothing: a service that has just started warms itself up. */
async function quiet(pid: number): Promise<void> {
  for (let before = -1, now = cpuOf(pid); now - before > 0.02; now = cpuOf(pid)) {
    before = now
    await sleep(1000)
  }
}

/** A process with Fastify alone, and one route for each of these answers: `/0`, `/1` and so on. */
export const startBare = (answers: readonly Repeating[]): Promise<Serving> => startProgram('bare.js', answers)

/** A process with Fastify and a pool alone, which sends the row of an id: `/1`. */
export const startBareRecord = (row: OneRow): Promise<Serving> => startProgram('bare-record.js', row)

async function startProgram(file: string, given: object): Promise<Serving> {
  const child = forked(file, processors.serving)
  child.send(given)
  const [base] = (await once(child, 'message')) as [string]
  return {
    pid: Number(child.pid),
    base,
    stop: async () => {
      child.disconnect()
      await once(child, 'exit')
    }
  }
}

/** A module of ours as a process of its own, on one processor. */
function forked(module: string, processor: number): ChildProcess {
  const [execPath, ...execArgv] = pinned(processor, [process.execPath])
  return fork(path.join(import.meta.dirname, module), { execPath, execArgv, serialization: 'advanced' })
}

/** Asks from a process of its own. What is called tells the requests for a second of the server's processor time. */
export function startAsking() {
  const client = forked('../pages/client.js', processors.asking)
  return {
    async perSecond({ pid, base }: Serving, order: Omit<Order, 'base'>): Promise<number> {
      const before = cpuOf(pid)
      client.send({ base, ...order })
      const [failed] = await once(client, 'message')
      if (failed > 0) throw new Error(`${failed} of ${order.paths.join(' ')} got no answer`)
      return (order.times * order.paths.length) / (cpuOf(pid) - before)
    },
    stop: () => client.disconnect()
  }
}
