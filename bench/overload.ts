/**
 * What an overload does: finds the capacity of a service (the best rate at which 99 of 100 answers take a second at
 * most and nine of ten requests are answered), then offers ten times as much, from many made-up clients, every address
 * different and nothing kept. Starts the built service on the loopback, with the first-run data and the demo, and
 * stops it.
 *
 *   node .build/bench/overload.js [seconds of the overload, by default 20] [first rate, by default 20] [data folder]
 *
 * A data folder, into which larger releases were imported, is taken instead of an empty one, and left as it is.
 *
 * Exit code 1 where a goal is missed.
 */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../src/root.ts'
import type { Load, LoadOptions } from './overload/load.ts'
import { cpuOf } from './processes.ts'

const [seconds = '20', firstRate = '20', dataFolder] = process.argv.slice(2)
const goals = { accepted: 1000, refused: 100, health: 100, of_capacity: 0.9 }
const step = { seconds: 6, factor: 1.3, most: 20 }

const run = promisify(execFile)
const { withService } = await import(path.join(projectRoot, 'scripts/running-service.mjs'))
const settings = {
  ...{ RATE_LIMIT: 'off', ANSWER_CACHE_MB: '0', FIRST_DATA: 'demo', TRUSTED_PROXIES: 'loopback' },
  LOG_LEVEL: 'error',
  ...(dataFolder === undefined ? {} : { DATA_DIR: path.resolve(dataFolder) })
}
interface Service {
  address: string
  pid: number
}
/** What came of a load, and the seconds of processor time that the service took for it. */
type Measured = Load & { cpu: number }

let asked = 0

const { given: failure } = await withService(
  (address: string, pid: number) => overload({ address, pid }).catch(error => error),
  settings
)
if (failure) throw failure

async function overload(service: Service): Promise<void> {
  await load(service, { rate: 10, seconds: 4, connections: 20 })
  const capacity = await findCapacity(service)
  console.log(`capacity: ${told(capacity)}`)
  const rate = 10 * capacity.accepted_per_second
  console.log(`offered: ${rate.toFixed(0)}/s for ${seconds} s`)
  judge(await load(service, { rate, seconds: Number(seconds), connections: 1000 }), capacity)
}

async function findCapacity(service: Service): Promise<Measured> {
  let best: Measured | undefined
  let rate = Number(firstRate)
  for (let i = 0; i < step.most; i++, rate *= step.factor) {
    const found = (await held(service, rate)) ?? (await held(service, rate))
    if (found === undefined) break
    best = found
  }
  if (best === undefined) throw new Error(`${firstRate}/s is too much already: begin lower`)
  return best
}

/** What came of a rate, where the service holds it. A rate is tried twice: others may use the machine. */
async function held(service: Service, rate: number): Promise<Measured | undefined> {
  const found = await load(service, { rate, seconds: step.seconds, connections: 500 })
  console.log(`  ${rate.toFixed(0)}/s: ${told(found)}`)
  const refused = (found.by_status[503] ?? 0) + (found.by_status[0] ?? 0)
  const isHeld = found.accepted.p99 <= goals.accepted && refused + found.held_back <= found.sent / 10
  return isHeld ? found : undefined
}

/** A load in a process of its own. */
async function load({ address, pid }: Service, options: Omit<LoadOptions, 'from'>): Promise<Measured> {
  const file = path.join(projectRoot, '.build/bench/overload/load.js')
  const given: LoadOptions = { ...options, from: asked }
  const before = cpuOf(pid)
  const { stdout } = await run(process.execPath, [file, address, JSON.stringify(given)])
  const found = JSON.parse(stdout) as Load
  asked += found.sent + found.held_back
  return { ...found, cpu: cpuOf(pid) - before }
}

function told({
  accepted_per_second,
  accepted,
  refused,
  health,
  by_status,
  own_delay,
  held_back,
  own_cpu,
  cpu
}: Measured): string {
  const ms = (times: { p50: number; p99: number }) => `${times.p50.toFixed(0)}/${times.p99.toFixed(0)} ms`
  return (
    `${accepted_per_second.toFixed(1)} answers/s, accepted p50/p99 ${ms(accepted)}, refused ${ms(refused)}, ` +
    `/health p99 ${health.p99.toFixed(0)}, worst ${health.max.toFixed(0)} ms; ` +
    `by status ${JSON.stringify(by_status)}; held back ${held_back}; the load's own delay ${own_delay.toFixed(0)} ms; ` +
    `processor time: service ${cpu.toFixed(1)} s, load ${own_cpu.toFixed(1)} s`
  )
}

function judge(found: Measured, capacity: Measured): void {
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
