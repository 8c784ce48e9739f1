/**
 * Whether memory stays flat: asks a service for so many minutes without a pause, for statistics, lists, pictures,
 * workbooks, CSV and files of all other formats, for what it refuses (unknown parameters and codes, tables that are too
 * large, a burst each minute that it is too busy for), each address once, from thousands of made-up clients; answers
 * are kept and clients counted as by default. Prints memory at the end of each minute, just after a collection of garbage, and by
 * how much each figure grew in an hour, as a line through the second half of the minutes.
 *
 *   node .build/bench/memory.js [minutes, by default 30] [requests a second, by default 15]
 *
 * Starts the built service on the loopback, with the first-run data and the demo, and stops it.
 */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '../src/root.ts'
import { type Connections, connectionsTo } from './overload/connection.ts'
import { addresses } from './overload/mix.ts'

/** Megabytes, by what they hold. */
type Memory = Record<string, number>

const [minutes = '30', rate = '15'] = process.argv.slice(2)
const settings = {
  ...{ METRICS: 'on', RATE_LIMIT: '1000000', FIRST_DATA: 'demo', TRUSTED_PROXIES: 'loopback' },
  LOG_LEVEL: 'error',
  NODE_OPTIONS: `--import=${new URL('memory/collects.js', import.meta.url).href}`
}
const files = ['csv', 'svg', 'xlsx', 'parquet', 'ndjson', 'json-stat', 'vega-lite', 'sentence']
const refused = [
  '/v1/statistics/decisions?source=us-eoir-cases&group_by=nothing',
  '/v1/statistics/decisions?source=us-eoir-cases&nationality=constructor',
  '/v1/statistics/decisions?source=us-eoir-cases&group_by=court,nationality,month,outcome,custody&limit=100000',
  '/v1/cases/us-eoir-cases:0',
  '/v1/nothing'
]
/** A burst is so many times the rate, for so many seconds of each minute. */
const burst = { factor: 40, seconds: 3 }
const { withService } = await import(path.join(projectRoot, 'scripts/running-service.mjs'))

const { given: failure } = await withService(
  (address: string, pid: number) => watched(address, pid).catch(error => error),
  settings
)
if (failure) throw failure

async function watched(address: string, pid: number): Promise<void> {
  const service = connectionsTo(address)
  const addressOf = await addresses()
  const seen: Memory[] = []
  const by_status: Record<string, number> = {}
  let asked = 0
  console.log('memory after each minute, in MB; answers by status until then')
  for (let minute = 1; minute <= Number(minutes); minute++) {
    for (let second = 0; second < 60; second++) {
      const began = performance.now()
      const now = Number(rate) * (second < burst.seconds ? burst.factor : 1)
      for (let i = 0; i < now; i++, asked++) ask(service, pathOf(asked, addressOf), asked, by_status)
      await sleep(Math.max(0, 1000 - (performance.now() - began)))
    }
    process.kill(pid, 'SIGWINCH')
    const found = await memoryOf(address)
    seen.push(found)
    console.log(`${String(minute).padStart(6)}  ${told(found)}  ${JSON.stringify(by_status)}`)
  }
  service.close()
  const half = seen.slice(Math.floor(seen.length / 2))
  for (const name of Object.keys(half[0] ?? {}))
    console.log(`${name}: ${(60 * slope(half.map(memory => memory[name] ?? 0))).toFixed(1)} MB an hour`)
  console.log(`${asked} requests`)
}

function ask(service: Connections, url: string, n: number, by_status: Record<string, number>): void {
  const client = (n * 7919) % 5000
  const packed = n % 2 === 0 ? 'Accept-Encoding: br\r\n' : ''
  service.ask(url, `198.18.${client >> 8}.${client & 255}`, packed).then(({ status }) => {
    by_status[status] = (by_status[status] ?? 0) + 1
  })
}

/** The address of a request: a third are files, a tenth are refused by what they ask. */
function pathOf(n: number, addressOf: (n: number) => string): string {
  if (n % 10 === 9) return `${refused[Math.floor(n / 10) % refused.length]}`
  const url = addressOf(n)
  if (n % 3 !== 0) return url
  return `${url}&format=${files[Math.floor(n / 3) % files.length]}`
}

async function memoryOf(address: string): Promise<Memory> {
  const text = await (await fetch(`${address}/metrics`)).text()
  const found = text.matchAll(/^asylum_outcomes_memory_bytes\{of="(\w+)"\} (\S+)$/gm)
  return Object.fromEntries([...found].map(([, of, bytes]) => [of, Number(bytes) / 2 ** 20]))
}

function told(memory: Memory): string {
  return Object.entries(memory)
    .map(([name, megabytes]) => `${name} ${megabytes.toFixed(0)}`)
    .join(', ')
}

/** By how much a figure grows from one minute to the next: the least squares of a line. */
function slope(figures: readonly number[]): number {
  const middle = (figures.length - 1) / 2
  const mean = figures.reduce((sum, each) => sum + each, 0) / figures.length
  const [up, across] = figures.reduce(
    ([up, across], each, i) => [up + (i - middle) * (each - mean), across + (i - middle) ** 2],
    [0, 0] as [number, number]
  )
  return across === 0 ? 0 : up / across
}
