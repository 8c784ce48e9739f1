// Sends a list of requests to a build with a prepared data folder, and stores the responses:
//   node scripts/answers/record.mjs --checkout DIR --data FILE.tar --requests LIST --out FOLDER
// LIST is one of requests/*.mjs, or a corpus, whose requests are then sent again. `--every 10` sends every tenth of
// them: compare such a corpus with `compare.mjs --part`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ask, askRaw, connections } from './ask.mjs'
import { normalised } from './normalise.mjs'
import { namedBuild, removeFolder, startService } from './service.mjs'
import { newCorpus, readCorpus } from './store.mjs'

const buildName = '0.0.0+answers'
const { values } = parseArgs({
  options: {
    checkout: { type: 'string', default: '.' },
    data: { type: 'string' },
    requests: { type: 'string' },
    out: { type: 'string' },
    jobs: { type: 'string', default: '6' },
    every: { type: 'string', default: '1' }
  }
})
if (!values.data || !values.requests || !values.out) {
  console.error(
    'usage: record.mjs [--checkout DIR] --data FILE.tar --requests LIST|CORPUS --out FOLDER [--jobs N] [--every N]'
  )
  process.exit(2)
}

const requests = (await requestsOf(values.requests)).filter((_, at) => at % Number(values.every) === 0)
for (const { path } of requests)
  if (path !== undefined && !/^\/[!-~]*$/.test(path)) throw new Error(`not an address: ${path}`)
const keep = newCorpus(values.out)
const build = namedBuild(values.checkout, buildName)
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'answers-data-'))
const began = performance.now()
let service
let isInterrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, async () => {
    isInterrupted = true
    await service?.stop()
    tidy()
    process.exit(1)
  })
try {
  const { status } = spawnSync('tar', ['--numeric-owner', '-xpf', path.resolve(values.data), '-C', dataDir])
  if (status !== 0) throw new Error(`${values.data} cannot be unpacked`)
  service = await startService(build, dataDir)
  const jobs = Number(values.jobs)
  const to = { port: service.port, agent: connections(jobs) }
  const sent = new Set()
  const waiting = requests.values()
  let count = 0
  const work = async () => {
    for (const request of waiting) count += await askAll(to, request, sent)
  }
  await Promise.all(Array.from({ length: jobs }, work))
  to.agent.destroy()
  console.log(`${count} answers in ${((performance.now() - began) / 1000).toFixed(0)} s: ${values.out}`)
} finally {
  await service?.stop()
  tidy()
}

function tidy() {
  removeFolder(dataDir)
  removeFolder(build)
}

/** Sends one request; then, by its `pages` and `again`, requests of the next pages, and one with the ETag received. */
async function askAll(to, request, sent) {
  const { pages = 1, again = false, ...first } = request
  let count = 0
  let next = { ...first, id: idOf(first) }
  if (sent.has(next.id)) return 0
  sent.add(next.id)
  for (let page = 1; next; page++) {
    const { answer, kept } = await answerTo(to, next)
    keep(
      page === 1
        ? { ...next, ...(pages > 1 ? { pages } : {}), ...(again ? { again } : {}) }
        : { ...next, page },
      kept
    )
    count++
    const path = page < pages ? nextPage(answer) : undefined
    if (again && page === 1 && answer.headers.etag) {
      const tagged = { ...first, headers: { ...first.headers, 'if-none-match': answer.headers.etag } }
      keep({ ...tagged, id: `${next.id} (again)`, page: 0 }, (await answerTo(to, tagged)).kept)
      count++
    }
    next = path && { ...first, path, id: `${idOf(first)} (page ${page + 1})` }
  }
  return count
}

/** A connection that ends without a response is stored too. Throws where the service has ended. */
async function answerTo(to, request) {
  try {
    const answer = await (request.raw ? askRaw : ask)(to, request)
    return { answer, kept: normalised(answer) }
  } catch (error) {
    if (isInterrupted || !service.isRunning())
      throw new Error(`${idOf(request)}: ${service.said()}`, { cause: error })
    console.error(`${idOf(request)}: ${error.message}`)
    const none = { status: 0, headers: {}, body: Buffer.from(`no answer: ${error.code}`) }
    return { answer: none, kept: none }
  }
}

/** The address of the next page: the Link header has it in every format. */
function nextPage({ headers }) {
  return /<([^>]*)>; rel="next"/.exec(headers.link ?? '')?.[1]
}

/** The id of a request: its method, address and headers. */
function idOf({ method = 'GET', path, headers = {}, raw }) {
  if (raw) return `raw ${JSON.stringify(raw).slice(0, 120)}`
  const headerTexts = Object.entries(headers).map(([name, value]) => ` ${name}: ${value}`)
  return `${method} ${path}${headerTexts.join('')}`
}

async function requestsOf(list) {
  if (existsSync(path.join(list, 'index.jsonl'))) return requestsOfCorpus(list)
  return (await import(pathToFileURL(path.resolve(list)))).default
}

/** The first pages only: later ones are requested with the cursors that the build gives. */
function requestsOfCorpus(folder) {
  return [...readCorpus(folder).values()]
    .filter(({ page }) => page === undefined)
    .map(({ id, status, answered, bytes, sha256, ...request }) => request)
}
