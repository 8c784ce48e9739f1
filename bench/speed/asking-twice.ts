import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AskedTwice } from '../questions/by-hand/catalogue.ts'
import { sameCells } from '../questions/by-hand/compare.ts'
import type { Engine } from '../questions/by-hand/engines.ts'
import { fineCpuOf } from './fine-cpu.ts'
import { type Serving, startService } from './serving.ts'

/** Milliseconds until the answer was there, and of processor time of who made it. */
export interface Took {
  wall: number
  cpu: number
}

/** A question in one round. */
export interface Pair {
  ours: Took
  by_hand: Took
}

/**
 * A new service on a data folder of which the release is the only one. Nothing is kept and nothing refused, and no query is cut
 * off, since others use the machine too. It has ended its warm-up, and the process that makes large answers has started.
 */
export async function freshService(folder: string): Promise<Serving> {
  const service = await startService({
    ...{ DATA_DIR: folder, FIRST_DATA: 'none', ANSWER_CACHE_MB: '0', RATE_LIMIT: 'off' },
    ...{ STATISTICS_TIMEOUT_MS: '600000', DATABASE_TIMEOUT_MS: '600000' }
  })
  for (let before = 0, now = 1000; now - before > 50; ) {
    before = fineCpuOf(service.pid)
    await sleep(1000)
    now = fineCpuOf(service.pid)
  }
  return service
}

/** The day of the release that answers. */
export async function dayOfRelease(service: Serving): Promise<string> {
  const { meta } = JSON.parse(await textOf(service, '/v1/statistics/pending?source=us-eoir-cases'))
  return meta.as_at
}

/** Throws where a cell of an answer is not what the SQL by hand gives. Returns how many figures are the same. */
export async function compareAll(
  service: Serving,
  engine: Engine,
  questions: readonly AskedTwice[],
  as_at: string
): Promise<number> {
  let same = 0
  for (const question of questions) {
    const url = new URL(question.path, service.base)
    url.searchParams.delete('limit')
    const csv = await textOf(service, `${url.pathname}.csv${url.search}`)
    same += sameCells(question, csv, await engine.rows(question.sql(as_at)))
  }
  return same
}

/**
 * Puts each question to the service over HTTP and next to it to the engine, once each, as many rows as the page of the answer
 * has. Who goes first changes from question to question and from round to round.
 */
export async function askedInTurns(
  service: Serving,
  engine: Engine,
  questions: readonly AskedTwice[],
  as_at: string,
  round: number
): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (const [i, { path, sql }] of questions.entries()) {
    const limit = new URL(path, service.base).searchParams.get('limit') ?? '100'
    const our = () => timed(service.pid, () => textOf(service, path))
    const their = () => timed(process.pid, () => engine.rows(`${sql(as_at)} limit ${limit}`))
    if ((i + round) % 2 === 0) pairs.push({ ours: await our(), by_hand: await their() })
    else {
      const by_hand = await their()
      pairs.push({ ours: await our(), by_hand })
    }
  }
  return pairs
}

async function timed(pid: number, work: () => Promise<unknown>): Promise<Took> {
  const [began, used] = [performance.now(), fineCpuOf(pid)]
  await work()
  return { wall: performance.now() - began, cpu: fineCpuOf(pid) - used }
}

const agent = new Agent({ keepAlive: true })

/** An answer. Throws where it is none. */
function textOf({ base }: Serving, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, base), { agent }, response => {
      const pieces: Buffer[] = []
      response.on('data', piece => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString()
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${response.statusCode} of ${path}: ${text}`))
      })
    })
    asked.on('error', reject).end()
  })
}
