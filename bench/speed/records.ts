import { execFile } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { openDatabase } from '../../src/database/connect.ts'
import { projectRoot } from '../../src/root.ts'
import { storedFields } from '../../src/vocabulary/records/record.ts'
import { cpuOfTree, serverOf } from '../processes.ts'
import { courtRelease, ownFolder } from './court/court.ts'
import { inPercent, ratiosOf, spreadOf } from './rounds.ts'
import type { Finding, Row } from './row.ts'
import { type Serving, startAsking, startBareRecord, startService } from './serving.ts'

const run = promisify(execFile)
const source = 'us-eoir-cases'
const release = 'synthetic-bench'
/** Counted, and never reached: all requests of the bench come from one address. */
const limit = '999999999'
const at_once = 20
const most = 8_000
const share = 0.6

/** Single records by their ids, of which none is asked twice and no answer is kept. */
export const recordRows: readonly Row[] = [
  {
    id: 'case-by-id',
    work: 'a random case by its id, never repeated, nothing kept, requests a processor second, against bare Fastify and `pg` with one row',
    goal: `≥ ${100 * share} %, of the service and of Postgres`,
    measure
  }
]

async function measure(rounds: number): Promise<Finding> {
  const { folder, end } = await ownFolder()
  try {
    const data = path.join(folder, 'data')
    const files = courtRelease(folder)
    const settings = { DATA_DIR: data, RATE_LIMIT: limit, ANSWER_CACHE_MB: '0' }
    const service = await startService(settings, { isPinned: true })
    try {
      await imported(files, data)
      return await besideBare(service, data, rounds)
    } finally {
      await service.stop()
    }
  } finally {
    await end()
  }
}

async function imported(files: string, data: string): Promise<void> {
  const cli = path.join(projectRoot, 'dist/cli.js')
  // A made-up release has no day of its own in its files.
  const given = ['import', source, files, '--release', release, '--retrieved-on', '2026-09-02']
  await run(process.execPath, [cli, ...given], { env: { PATH: process.env.PATH, DATA_DIR: data } })
}

async function besideBare(service: Serving, data: string, rounds: number): Promise<Finding> {
  const prefix = await prefixOfIds(service)
  const { url, release_id, ids } = await idsIn(data)
  const text = `select ${columns} from cases where release_id = ${release_id} and case_id = $1`
  const bare = await startBareRecord({ url, text })
  const asking = startAsking()
  try {
    // One round more goes before those that count.
    const count = Math.min(most, Math.floor(ids.length / (rounds + 1)))
    const server = serverOf(data)
    const side = (serving: Serving, begin: string) => {
      // Each side has an order of its own, so that neither finds what the other has just read.
      const left = shuffled(ids)
      const found: number[] = []
      const ask = async () => {
        const order = { times: 1, at_once, further: '', status: 200 }
        const paths = left.splice(0, count).map(id => `${begin}${id}`)
        const spent = cpuOfTree(server)
        const per_second = await asking.perSecond(serving, { ...order, paths })
        found.push(count / spent())
        return per_second
      }
      return { ask, found }
    }
    const [own, other] = [side(service, `/v1/cases/${prefix}`), side(bare, '/')]
    const { ratio, ours, theirs } = await ratiosOf(rounds, own.ask, other.ask)
    const of_postgres = spreadOf(own.found.map((each, i) => each / Number(other.found[i])).slice(1))
    const [first, second] = [own.found, other.found].map(each => spreadOf(each.slice(1)).median)
    return {
      found: `${inPercent(ratio)}; of Postgres ${inPercent(of_postgres)}`,
      is_met: ratio.median >= share && of_postgres.median >= share,
      details: [
        `${Math.round(ours.median)} against ${Math.round(theirs.median)} requests a processor second of the process that serves`,
        `${Math.round(Number(first))} against ${Math.round(Number(second))} requests a processor second of Postgres`,
        `${count} of ${ids.length} ids in a round, ${at_once} at once`
      ]
    }
  } finally {
    asking.stop()
    await bare.stop()
  }
}

const columns = storedFields('case')
  .map(({ name }) => name)
  .join(', ')

/** What stands before the number in an id of the imported release, once the service has that. */
async function prefixOfIds({ base }: Serving): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`${base}/v1/cases?source=${source}&release=${release}&limit=1`)
    const { data } = (await answer.json()) as { data?: { case_id: string }[] }
    if (data?.[0]) return data[0].case_id.replace(/\d+$/, '')
    await sleep(200)
  }
  throw new Error('the service does not answer from the imported release')
}

async function idsIn(dataDir: string): Promise<{ url: string; release_id: number; ids: string[] }> {
  const database = await openDatabase({ dataDir })
  try {
    const { rows } = await database.pool.query<{ release_id: number; id: string }>(
      `select release_id, case_id::text as id from cases
       where release_id = (select release_id from releases where source = $1 and release = $2)`,
      [source, release]
    )
    return { url: database.url, release_id: Number(rows[0]?.release_id), ids: rows.map(({ id }) => id) }
  } finally {
    await database.close()
  }
}

function shuffled<T>(given: readonly T[]): T[] {
  return given
    .map(each => ({ each, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)
}
