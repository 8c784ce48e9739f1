/**
 * What an overload does: finds the capacity of a service (the best rate at which 99 of 100 answers take a second at
 * most and nine of ten requests are answered), then offers ten times as much, from many made-up clients, every address
 * different and nothing kept. Starts the built service on the loopback, with the first-run data and the demo, and
 * stops it.
 *
 *   node .build/bench/overload.js [seconds of the overload, by default 20] [first rate, by default 20]
 *
 * Exit code 1 where a goal is missed.
 */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../src/root.ts'
import type { Load, LoadOptions } from './overload/load.ts'

const [seconds = '20', firstRate = '20'] = process.argv.slice(2)
const goals = { accepted: 1000, refused: 100, health: 100, of_capacity: 0.9 }
const step = { seconds: 6, factor: 1.3, most: 20 }

const run = promisify(execFile)
const { withService } = await import(path.join(projectRoot, 'scripts/running-service.mjs'))
const settings = {
  ...{ RATE_LIMIT: 'off', ANSWER_CACHE_MB: '0', FIRST_DATA: 'demo', TRUSTED_PROXIES: 'loopback' },
  LOG_LEVEL: 'error'
}
let asked = 0

const { given: failure } = await withService(
  (address: string) => overload(address).catch(error => error),
  settings
)
if (failure) throw failure

async function overload(address: string): Promise<void> {
  await load(address, { rate: 10, seconds: 4, connections: 20 })
  const capacity = await findCapacity(address)
  console.log(`capacity: ${told(capacity)}`)
  const rate = 10 * capacity.accepted_per_second
  console.log(`offered: ${rate.toFixed(0)}/s for ${seconds} s`)
  judge(await load(address, { rate, seconds: Number(seconds), connections: 1000 }), capacity)
}

async function findCapacity(address: string): Promise<Load> {
  let best: Load | undefined
  let rate = Number(firstRate)
  for (let i = 0; i < step.most; i++, rate *= step.factor) {
    const found = (await held(address, rate)) ?? (await held(address, rate))
    if (found === undefined) break
    best = found
  }
  if (best === undefined) throw new Error(`${firstRate}/s is too much already: begin lower`)
  return best
}

/** What came of a rate, where the service holds it. A rate is tried twice: others may use the machine. */
async function held(address: string, rate: number): Promise<Load | undefined> {
  const found = await load(address, { rate, seconds: step.seconds, connections: 500 })
  console.log(`  ${rate.toFixed(0)}/s: ${told(found)}`)
  const refused = (found.by_status[503] ?? 0) + (found.by_status[0] ?? 0)
  const isHeld = found.accepted.p99 <= goals.accepted && refused + found.held_back <= found.sent / 10
  return isHeld ? found : undefined
}

/** A load in a process of its own. */
async function load(address: string, options: Omit<LoadOptions, 'from'>): Promise<Load> {
  const file = path.join(projectRoot, '.build/bench/overload/load.js')
  const given: LoadOptions = { ...options, from: asked }
  const { stdout } = await run(process.execPath, [file, address, JSON.stringify(given)])
  const found = JSON.parse(stdout) as Load
  asked += found.sent + found.held_back
  return found
}

function told({
  accepted_per_second,
  accepted,
  refused,
  health,
  by_status,
  own_delay,
  held_back
}: Load): string {
  const ms = (times: { p50: number; p99: number }) => `${times.p50.toFixed(0)}/${times.p99.toFixed(0)} ms`
  return (
    `${accepted_per_second.toFixed(1)} answers/s, accepted p50/p99 ${ms(accepted)}, refused ${ms(refused)}, ` +
    `/health p99 ${health.p99.toFixed(0)}, worst ${health.max.toFixed(0)} ms; ` +
    `by status ${JSON.stringify(by_status)}; held back ${held_back}; the load's own delay ${own_delay.toFixed(0)} ms`
  )
}

function judge(found: Load, capacity: Load): void {
  console.log(`overload: ${told(found)}`)
  const share = found.accepted_per_second / capacity.accepted_per_second
  const reached: [string, number, boolean][] = [
    ['accepted p99, ms', found.accepted.p99, found.accepted.p99 <= goals.accepted],
    ['refused p99, ms', found.refused.p99, found.refused.p99 <= goals.refused],
    ['/health worst, ms', found.health.max, found.health.max <= goals.health],
    ['answers a second, % of capacity', 100 * share, share >= goals.of_capacity]
  ]
  for (const [goal, figure, isMet] of reached)
    console.log(`${isMet ? 'met ' : 'MISSED'} ${goal}: ${figure.toFixed(0)}`)
  if (reached.some(([, , isMet]) => !isMet)) process.exitCode = 1
}
