import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { ReleaseEntry } from '../../../src/snapshot/card.ts'
import { cpuOf, cpuOfTree } from '../../processes.ts'
import { inPercent, ratiosOf } from '../rounds.ts'
import type { Finding, Row } from '../row.ts'
import { type Serving, startService } from '../serving.ts'
import type { CopyOrder, CopyTold } from './copy.ts'
import { wireCells } from './wire-cells.ts'

const source = 'unhcr-asylum-decisions'
const list = `/v1/published-counts.csv?source=${source}`
const goal = 0.6

/** Whole lists, by processor time of all processes: the service with its database server, and COPY with its backend. */
export const listRows: readonly Row[] = [
  {
    id: 'list-csv',
    work: `whole list of \`${list}\`, against COPY of the same columns, words and order, by processor time`,
    goal: `≥ ${100 * goal} %`,
    measure
  }
]

/** LISTS_DATA: a data folder in which a service has loaded its first tables. */
async function measure(rounds: number): Promise<Finding> {
  const folder = process.env.LISTS_DATA
  if (folder === undefined) return { lacks: 'LISTS_DATA, a data folder with the whole first tables' }
  const service = await startService({
    DATA_DIR: folder,
    FIRST_DATA: 'none',
    RATE_LIMIT: 'off',
    ANSWER_CACHE_MB: '0'
  })
  try {
    const url = urlOf(folder)
    const text = await copyOf(url, await columnsOf(service))
    const peak = watchMemory(service.pid)
    const bytes = { ours: 0, theirs: 0 }
    const { ratio, ours, theirs } = await ratiosOf(
      rounds,
      async () => {
        const { seconds, size } = await listed(service)
        bytes.ours = size
        return 1 / seconds
      },
      async () => {
        const { seconds, size } = await copied({ url, text })
        bytes.theirs = size
        return 1 / seconds
      }
    )
    const told = [1 / ours.median, 1 / theirs.median].map(each => each.toFixed(2)).join(' against ')
    return {
      found: inPercent(ratio),
      is_met: ratio.median >= goal,
      details: [
        `${told} s of processor time; ${bytes.ours} bytes against ${bytes.theirs}, which has no header and line feeds alone`,
        `service at its highest ${peak()} MB`
      ]
    }
  } finally {
    await service.stop()
  }
}

function urlOf(folder: string): string {
  const read = (name: string) => readFileSync(path.join(folder, 'postgres', name), 'utf8').trim()
  return `postgres://app:${encodeURIComponent(read('password'))}@127.0.0.1:${read('port')}/postgres`
}

async function listed({ pid, base }: Serving): Promise<{ seconds: number; size: number }> {
  const seconds = cpuOfTree(pid)
  const answer = await fetch(new URL(list, base))
  if (!answer.ok || !answer.body) throw new Error(`${list}: ${answer.status}`)
  let size = 0
  for await (const chunk of answer.body) size += chunk.length
  return { seconds: seconds(), size }
}

/** The columns of the list, as its header has them. */
async function columnsOf({ base }: Serving): Promise<string[]> {
  const text = await (await fetch(new URL(`${list}&limit=1`, base))).text()
  return String(text.split('\r\n')[0]).split(',')
}

/** COPY of the list, with the words that it has. */
async function copyOf(url: string, columns: readonly string[]): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query(
      `select release_id, release, series, synthetic from releases
       where source = $1 and status = 'current' order by (facts->>'published_counts')::int desc limit 1`,
      [source]
    )
    const about = { ids_hold: 'across_releases', id_prefix: 'unhcr' }
    const release = { ...rows[0], source, about } as unknown as ReleaseEntry
    const cells = wireCells('count')(release, columns, {})
    return `copy (select ${cells.join(', ')} from published_counts t where t.release_id = ${rows[0].release_id}
      order by t.period_from desc, t.count_id desc) to stdout (format csv)`
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
