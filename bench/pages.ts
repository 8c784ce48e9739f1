/**
 * What a page costs: processor time of a page that nothing was kept of, beside that of the answers of the API which it is
 * written from, asked over HTTP as a client would, in turns; then requests for a second of processor time of a kept page and
 * of a kept answer of the same size. Starts a service of its own on the loopback, with what a new service has at once, and
 * stops it. Asked by a process of its own; processor time is that of the service and of its database server.
 *
 *   node .build/bench/pages.js [pages of a round, by default 5] [rounds, by default 3] [data folder]
 *
 * A data folder, into which larger releases were imported, is taken instead of an empty one, and left as it is.
 *
 * Exit code 1 where the median of a page is above 2.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/database/connect.ts'
import { migrate } from '../src/database/migrate.ts'
import { prepareData } from '../src/import/first-run.ts'
import { rollupsOf } from '../src/rollups.ts'
import { openSnapshots } from '../src/snapshot/snapshots.ts'
import type { Order } from './pages/client.ts'
import { cpuOfTree, serverOf } from './processes.ts'

const goal = 2
const answerTimeoutMs = 300_000
const [pages = '5', rounds = '3', given] = process.argv.slice(2)
const unhcr = 'source=unhcr-asylum-decisions'
const asked: Record<string, string> = {
  front: '/',
  'Russians in Germany': `/explore?${unhcr}&nationality=RUS&country_of_asylum=DEU&decision_stage=first_instance&period_from=2021&period_to=2025&group_by=year,outcome_group`,
  'many rows': `/explore?${unhcr}&unit=persons&decision_stage=first_instance&group_by=nationality,outcome_group&limit=100`,
  'returns to a country': '/returns/RUS',
  'a nationality': '/nationalities/RUS',
  'a stage': '/stages/screening',
  sources: '/sources',
  'a source': '/sources/unhcr-asylum-decisions'
}
const brotli = 'Accept-Encoding: br\r\n'

const dataDir = given === undefined ? await mkdtemp(path.join(tmpdir(), 'pages-')) : path.resolve(given)
const database = await openDatabase({ dataDir, log: () => {} })
await migrate(database)
if (given === undefined) await prepareData(database, { dataDir, firstData: 'small' }, () => {})
const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: answerTimeoutMs })
const server = serverOf(dataDir)
const client = fork(path.join(import.meta.dirname, 'pages/client.js'))
/** The addresses that were asked inside the process. */
const inside: string[] = []
const [forgetful, keeping] = await Promise.all([serve(0), serve(64)])
try {
  console.log('page / its answers, processor time: min, median, max | ms of each | answers | page')
  for (const [name, page] of Object.entries(asked)) await compare(name, page)
  for (const page of Object.values(asked).slice(0, 2)) await compareKept(page)
} finally {
  client.disconnect()
  await Promise.all([forgetful.app.close(), keeping.app.close()])
  await snapshots.close()
  await database.close()
  if (given === undefined) await rm(dataDir, { recursive: true, force: true })
}

interface Served {
  app: FastifyInstance
  base: string
}

async function serve(answerCacheMb: number): Promise<Served> {
  // Nothing is refused for its time: a busy machine would count as cheap.
  const settings = { rateLimit: 'off' as const, logLevel: 'silent', answerCacheMb, answerTimeoutMs }
  const app = await buildApp({ database, snapshots, settings, build: 'bench' })
  const inject = app.inject.bind(app) as (request: { url: string }) => unknown
  Object.assign(app, {
    inject: (request: { url: string }) => {
      inside.push(request.url)
      return inject(request)
    }
  })
  return { app, base: await app.listen({ port: 0, host: '127.0.0.1' }) }
}

/** Milliseconds of processor time that the service and its database server take to answer. */
async function costOf(
  { base }: Served,
  order: Omit<Order, 'base' | 'further'>,
  further = brotli
): Promise<number> {
  const [before, ofServer] = [process.cpuUsage(), cpuOfTree(server)]
  client.send({ base, further, ...order })
  const [failed] = await once(client, 'message')
  const { user, system } = process.cpuUsage(before)
  if (failed > 0) throw new Error(`${failed} of ${order.paths.join(' ')} got no answer`)
  return (user + system) / 1000 + 1000 * ofServer()
}

async function compare(name: string, page: string): Promise<void> {
  inside.length = 0
  await costOf(forgetful, { paths: [page], times: 1, at_once: 1 })
  const answers = [...new Set(inside)]
  const times = Number(pages)
  const orders = {
    of_page: { paths: [page], times, at_once: 2 },
    of_answers: { paths: answers, times, at_once: 2 }
  }
  // The first round compiles what is measured.
  for (const order of Object.values(orders)) await costOf(forgetful, order)
  const found: { ratio: number; page: number; answers: number }[] = []
  for (let round = 0; round < Number(rounds); round++) {
    const [a, b] = [await costOf(forgetful, orders.of_page), await costOf(forgetful, orders.of_answers)]
    found.push({ ratio: a / b, page: a / times, answers: b / times })
  }
  const ratio = spread(found.map(each => each.ratio))
  const [ofPage, ofAnswers] = [spread(found.map(each => each.page)), spread(found.map(each => each.answers))]
  console.log(
    `${ratio.least.toFixed(2)}, ${ratio.median.toFixed(2)}, ${ratio.most.toFixed(2)} | ` +
      `${ofPage.median.toFixed(1)} / ${ofAnswers.median.toFixed(1)} ms | ${answers.length} | ${name}`
  )
  if (process.env.TELLS_ANSWERS) console.log(answers.map(each => `  ${each}`).join('\n'))
  if (ratio.median > goal) {
    console.log(`  above ${goal}`)
    process.exitCode = 1
  }
}

/** A kept page beside a kept answer of the same size, without packing: what is sent is what is compared. */
async function compareKept(page: string): Promise<void> {
  const size = (await keeping.app.inject(page)).rawPayload.length
  const answer = await answerOfSize(size)
  const at_once = 20
  const times = 2000
  const perSecond = async (url: string) =>
    (1000 * times) / (await costOf(keeping, { paths: [url], times, at_once }, ''))
  for (const url of [page, answer.url]) await perSecond(url)
  const ratios: number[] = []
  for (let round = 0; round < Number(rounds); round++)
    ratios.push((await perSecond(page)) / (await perSecond(answer.url)))
  const { least, median, most } = spread(ratios)
  console.log(
    `kept: ${page.slice(0, 40)} (${size} bytes) against an answer of ${answer.size} bytes, requests for a second of ` +
      `processor time: ${least.toFixed(2)}, ${median.toFixed(2)}, ${most.toFixed(2)}`
  )
}

/** A list of so many bytes, as near as its number of rows allows. */
async function answerOfSize(wanted: number): Promise<{ url: string; size: number }> {
  const urlOf = (limit: number) => `/v1/published-counts?${unhcr}&limit=${limit}`
  const sizeOf = async (limit: number) => (await keeping.app.inject(urlOf(limit))).rawPayload.length
  let [low, high] = [1, 1000]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if ((await sizeOf(middle)) < wanted) low = middle
    else high = middle
  }
  return { url: urlOf(high), size: await sizeOf(high) }
}

function spread(values: readonly number[]): { least: number; median: number; most: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? 0
  return { least: at(0), median: at(Math.floor(sorted.length / 2)), most: at(sorted.length - 1) }
}
