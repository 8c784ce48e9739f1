import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { ReleaseEntry } from '../../../src/snapshot/card.ts'
import { cpuOf, cpuOfTree } from '../../processes.ts'
import { courtData, ownFolder } from '../court/court.ts'
import { inPercent, ratiosOf } from '../rounds.ts'
import type { Finding, Row } from '../row.ts'
import { type Serving, startService } from '../serving.ts'
import type { CopyOrder, CopyTold } from './copy.ts'
import { firstTables } from './first-tables.ts'
import { wireCells } from './wire-cells.ts'

/** A list that is asked whole, and where its rows are. */
interface WholeList {
  id: string
  path: string
  source: string
  id_prefix: string
  grain: 'count' | 'decision'
  table: string
  date: string
  key: string
  /** The member of a release's `facts` that counts its rows. */
  counted: string
  /** A data folder that has it: one that is given, or one made inside `folder`. */
  data(folder: string): Promise<string>
}

const figures: WholeList = {
  ...{ id: 'list-csv', path: '/v1/published-counts', source: 'unhcr-asylum-decisions', id_prefix: 'unhcr' },
  ...{
    grain: 'count',
    table: 'published_counts',
    date: 'period_from',
    key: 'count_id',
    counted: 'published_counts'
  },
  data: firstTables
}
const decisions: WholeList = {
  ...{ id: 'list-csv-decisions', path: '/v1/decisions', source: 'us-eoir-cases', id_prefix: 'us-eoir' },
  ...{ grain: 'decision', table: 'decisions', date: 'decided_on', key: 'decision_id', counted: 'decisions' },
  data: courtData
}

const goal = 0.6
const own = 'by processor time of the service with its database server'

/** Whole lists, by processor time of all processes. */
export const listRows: readonly Row[] = [
  ...[figures, decisions].map(list => ({
    id: list.id,
    work: `whole list ${addressOf(list, 'csv')}, ${own}, against \`COPY\` of the same columns, words and order with its backend`,
    goal: `≥ ${100 * goal} %`,
    measure: (rounds: number) => besideCopy(list, rounds)
  })),
  {
    id: 'list-parquet',
    work: `whole list ${addressOf(figures, 'parquet')}, ${own}, against the same as CSV`,
    goal: 'at most the time of the CSV: ≥ 100 %',
    measure: rounds => besideCsv(figures, rounds)
  }
]

function addressOf({ path: at, source }: WholeList, format: string): string {
  return `${at}.${format}?source=${source}`
}

function besideCopy(list: WholeList, rounds: number): Promise<Finding> {
  return onService(list, async (service, url) => {
    const address = addressOf(list, 'csv')
    const text = await copyOf(list, url, await columnsOf(service, address))
    const theirs = () => copied({ url, text })
    return compared({ service, rounds, least: goal, ours: () => listed(service, address), theirs })
  })
}

function besideCsv(list: WholeList, rounds: number): Promise<Finding> {
  return onService(list, service => {
    const [ours, theirs] = ['parquet', 'csv'].map(format => () => listed(service, addressOf(list, format)))
    return compared({ service, rounds, least: 1, ours: ours as Ask, theirs: theirs as Ask })
  })
}

/** Asks of a service with its usual settings but those that keep an answer or refuse one. */
async function onService(
  list: WholeList,
  ask: (service: Serving, url: string) => Promise<Finding>
): Promise<Finding> {
  const { folder, end } = await ownFolder()
  try {
    const data = await list.data(folder)
    const service = await startService({
      ...{ DATA_DIR: data, FIRST_DATA: 'none', RATE_LIMIT: 'off', ANSWER_CACHE_MB: '0' }
    })
    try {
      return await ask(service, urlOf(data))
    } finally {
      await service.stop()
    }
  } finally {
    await end()
  }
}

type Ask = () => Promise<{ seconds: number; size: number }>

async function compared({
  service,
  rounds,
  least,
  ours,
  theirs
}: {
  service: Serving
  rounds: number
  least: number
  ours: Ask
  theirs: Ask
}): Promise<Finding> {
  const peak = watchMemory(service.pid)
  const bytes = { ours: 0, theirs: 0 }
  const speedOf = (side: keyof typeof bytes, ask: Ask) => async () => {
    const { seconds, size } = await ask()
    bytes[side] = size
    return 1 / seconds
  }
  const found = await ratiosOf(rounds, speedOf('ours', ours), speedOf('theirs', theirs))
  const told = [1 / found.ours.median, 1 / found.theirs.median].map(each => each.toFixed(2)).join(' against ')
  return {
    found: inPercent(found.ratio),
    is_met: found.ratio.median >= least,
    details: [
      `${told} s of processor time; ${bytes.ours} against ${bytes.theirs} bytes (COPY has no header and line feeds alone)`,
      `service at its highest ${peak()} MB`
    ]
  }
}

function urlOf(folder: string): string {
  const read = (name: string) => readFileSync(path.join(folder, 'postgres', name), 'utf8').trim()
  return `postgres://app:${encodeURIComponent(read('password'))}@127.0.0.1:${read('port')}/postgres`
}

async function listed({ pid, base }: Serving, address: string): Promise<{ seconds: number; size: number }> {
  const seconds = cpuOfTree(pid)
  const answer = await fetch(new URL(address, base))
  if (!answer.ok || !answer.body) throw new Error(`${address}: ${answer.status}`)
  let size = 0
  for await (const chunk of answer.body) size += chunk.length
  return { seconds: seconds(), size }
}

/** The columns of the list, as its header has them. */
async function columnsOf({ base }: Serving, address: string): Promise<string[]> {
  const text = await (await fetch(new URL(`${address}&limit=1`, base))).text()
  return String(text.split('\r\n')[0]).split(',')
}

/** COPY of the list, with the words that it has. */
async function copyOf(
  { source, id_prefix, grain, table, date, key, counted }: WholeList,
  url: string,
  columns: readonly string[]
): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query(
      `select release_id, release, series, synthetic from releases
       where source = $1 and status = 'current' order by (facts->>$2)::int desc limit 1`,
      [source, counted]
    )
    const about = { ids_hold: 'across_releases', id_prefix }
    const release = { ...rows[0], source, about } as unknown as ReleaseEntry
    const cells = wireCells(grain)(release, columns, {})
    return `copy (select ${cells.join(', ')} from ${table} t where t.release_id = ${rows[0].release_id}
      order by t.${date} desc nulls last, t.${key} desc) to stdout (format csv)`
  } finally {
    await client.end()
  }
}

async function copied(order: CopyOrder): Promise<{ seconds: number; size: number }> {
  const child = fork(path.join(import.meta.dirname, 'copy.js'))
  child.send(order)
  const [{ bytes, backend }] = (await once(child, 'message')) as [CopyTold]
  const seconds = cpuOf(Number(child.pid)) + cpuOf(backend)
  child.send('end')
  await once(child, 'exit')
  return { seconds, size: bytes }
}

/** The memory of a process at its highest from now on, in MB. */
function watchMemory(pid: number): () => number {
  let most = 0
  const timer = setInterval(() => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    most = Math.max(most, Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
  }, 100)
  return () => {
    clearInterval(timer)
    return Math.round(most)
  }
}
