/**
 * A load of so many requests a second, in a process of its own, so that it measures without the service's own thread.
 * It goes to the loopback only, has so many connections at most, and stops by itself. Started by overload.ts, which
 * reads the line of JSON that it prints.
 *
 *   node .build/bench/overload/load.js http://127.0.0.1:3000 '{"rate": 100, "seconds": 10, "connections": 200, "from": 0}'
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { connectionsTo, type Told } from './connection.ts'
import { addresses } from './mix.ts'

/** What is asked for. `from`: the number of the first address, so that no load asks what another asked. */
export interface LoadOptions {
  rate: number
  seconds: number
  connections: number
  from: number
}

/** What came of a load. Times are in milliseconds. */
export interface Load {
  sent: number
  /** Requests that were not sent in their time, because all connections were busy. */
  held_back: number
  by_status: Record<string, number>
  accepted_per_second: number
  accepted: Times
  refused: Times
  health: Times
  /** The longest time in which this process itself was not served. */
  own_delay: number
  /** Seconds of processor time that this process took. */
  own_cpu: number
}
interface Times {
  p50: number
  p99: number
  max: number
}

/** Seconds in which nothing is measured, since a burst may wait longer than later requests. */
const settling = 2
const clients = 5000

const [base = '', given = '{}'] = process.argv.slice(2)
if (base !== '') console.log(JSON.stringify(await load(base, JSON.parse(given) as LoadOptions)))

async function load(url: string, { rate, seconds, connections, from }: LoadOptions): Promise<Load> {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname))
    throw new Error(`${url} is not this machine: load goes to the loopback only`)
  const addressOf = await addresses()
  const [service, prober] = [connectionsTo(url), connectionsTo(url)]
  const [accepted, refused, health]: [number[], number[], number[]] = [[], [], []]
  const by_status: Record<string, number> = {}
  let [sent, held_back] = [0, 0]
  const began = performance.now()
  const elapsed = () => (performance.now() - began) / 1000
  const pending = new Set<Promise<unknown>>()
  const track = (asked: Promise<unknown>) => {
    pending.add(asked)
    asked.finally(() => pending.delete(asked))
  }
  const ask = async (n: number) => {
    const isMeasured = elapsed() > settling
    const { status, ms } = await service.ask(addressOf(from + n), clientOf(n))
    if (!isMeasured) return
    by_status[status] = (by_status[status] ?? 0) + 1
    if (status < 500 && status > 0) accepted.push(ms)
    else refused.push(ms)
  }
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  let looking: Promise<unknown> | undefined
  let due = 0
  while (elapsed() < seconds + settling) {
    for (; due < elapsed() * rate; due++)
      if (service.open() < connections) {
        sent++
        track(ask(due))
      } else held_back++
    looking ??= prober.ask('/health', '198.51.100.1').then(({ ms }: Told) => {
      if (elapsed() > settling) health.push(ms)
      looking = undefined
    })
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  await Promise.all(pending)
  await looking
  for (const each of [service, prober]) each.close()
  const { user, system } = process.cpuUsage()
  return {
    ...{ sent, held_back, by_status, accepted_per_second: accepted.length / seconds },
    ...{ accepted: timesOf(accepted), refused: timesOf(refused), health: timesOf(health) },
    own_delay: delay.max / 1e6,
    own_cpu: (user + system) / 1e6
  }
}

/** A made-up client's address, from a network that is reserved for benchmarks. */
function clientOf(n: number): string {
  const client = (n * 7919) % clients
  return `198.18.${client >> 8}.${client & 255}`
}

function timesOf(all: number[]): Times {
  const sorted = all.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}
