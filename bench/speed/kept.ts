import { request } from 'node:http'
import type { Repeating } from './bare.ts'
import { inPercent, ratiosOf } from './rounds.ts'
import type { Finding, Row } from './row.ts'
import { type Serving, startAsking, startBare, startService } from './serving.ts'

const question = '/v1/statistics/decisions?source=us-credible-fear&group_by=outcome,year'
const page = '/'
/** Counted, and never reached: all requests of the bench come from one address. */
const limit = '999999999'
const at_once = 20
const times = 30_000
const usual = { accept: '*/*', 'accept-encoding': 'br', 'user-agent': 'bench' }
/** What the server writes by itself. */
const own = ['date', 'connection', 'keep-alive']

interface Asked {
  path: string
  /** The client has the answer: it is told 304. */
  has_it?: true
}

const rowOf = (id: string, asked: Asked, share: number): Row => ({
  id,
  work: `${asked.has_it ? '304' : id} of \`${asked.path}\`, requests a processor second, against bare Fastify with the same status, headers and bytes`,
  goal: `≥ ${100 * share} %`,
  measure: rounds => measured(asked, share, rounds)
})

/** What is kept, asked again and again, with the usual settings: the log goes to a file, and the quota counts. */
export const keptRows: readonly Row[] = [
  rowOf('kept-answer', { path: question }, 0.85),
  rowOf('kept-page', { path: page }, 0.85),
  rowOf('kept-304', { path: question, has_it: true }, 0.9)
]

async function measured({ path, has_it }: Asked, share: number, rounds: number): Promise<Finding> {
  const service = await startService({ RATE_LIMIT: limit }, { isPinned: true })
  try {
    const { headers } = await ask(service, path)
    const sent = { ...usual, ...(has_it && { 'if-none-match': headers.etag }) }
    // What is compared is the third answer: kept, and told before.
    for (let i = 0; i < 2; i++) await ask(service, path, sent)
    const answer = await ask(service, path, sent)
    if (answer.status !== (has_it ? 304 : 200)) throw new Error(`${path}: ${answer.status}`)
    const bare = await startBare([answer])
    await sameAs(answer, await ask(bare, '/0', sent))
    const asking = startAsking()
    try {
      const further = Object.entries(sent)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')
      const order = { times, at_once, further }
      const { ratio, ours, theirs } = await ratiosOf(
        rounds,
        () => asking.perSecond(service, { ...order, paths: [path] }),
        () => asking.perSecond(bare, { ...order, paths: ['/0'] })
      )
      const each = `${Math.round(ours.median)} against ${Math.round(theirs.median)}`
      const what = `${answer.bytes.length} bytes, ${Object.keys(answer.headers).length} headers`
      return {
        found: inPercent(ratio),
        is_met: ratio.median >= share,
        details: [`${each} requests a processor second; ${what}`]
      }
    } finally {
      asking.stop()
      await bare.stop()
    }
  } finally {
    await service.stop()
  }
}

/** One answer, as it is sent. */
function ask({ base }: Serving, path: string, headers: Record<string, string> = usual): Promise<Repeating> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, base), { headers, agent: false }, response => {
      const pieces: Buffer[] = []
      response.on('data', piece => pieces.push(piece))
      response.on('end', () => {
        const told = Object.entries(response.headers).filter(([name]) => !own.includes(name))
        resolve({
          status: Number(response.statusCode),
          headers: Object.fromEntries(told) as Record<string, string>,
          bytes: Buffer.concat(pieces)
        })
      })
    })
    asked.on('error', reject).end()
  })
}

/** Throws where the two differ: only the quota may have gone on. */
async function sameAs(ours: Repeating, theirs: Repeating): Promise<void> {
  const told = ({ status, headers: { ratelimit: _, ...rest }, bytes }: Repeating) =>
    JSON.stringify([status, Object.entries(rest).sort(), bytes.toString('base64')])
  if (told(ours) !== told(theirs)) throw new Error(`bare Fastify sends something else: ${told(theirs)}`)
}
