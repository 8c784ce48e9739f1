import { dice } from '../../statistics/dice.ts'
import { decoded } from './bodies.ts'
import { corpusOf } from './corpus.ts'
import { faultsOf } from './judge.ts'
import { type MadeRequest, makeRequest } from './requests.ts'
import type { Received, Send } from './send.ts'

export interface Finding {
  /** The request, as a person would repeat it. */
  request: string
  fault: string
}

export interface FuzzResult {
  requests: number
  /** Answers by status. */
  statuses: Record<number, number>
  findings: Finding[]
}

export interface FuzzLimits {
  requests: number
  /** Milliseconds; default: no limit. */
  time?: number
  /** How many requests are open at once. */
  open?: number
  seed: number
  /** Findings after which it stops. */
  most?: number
}

/** Where values for parameters are seen first. */
const firstPages = [
  '/v1/sources',
  '/v1/countries',
  '/v1/cases',
  '/v1/decisions',
  '/v1/returns',
  '/v1/code-lists'
]

/** Sends made-up requests until a limit is reached, and judges each answer by the contract. */
export async function fuzz(
  send: Send,
  { requests, time = Number.POSITIVE_INFINITY, open = 4, seed, most = 50 }: FuzzLimits
): Promise<FuzzResult> {
  const roll = dice(seed)
  const corpus = corpusOf()
  const result: FuzzResult = { requests: 0, statuses: {}, findings: [] }
  const ends = performance.now() + time

  for (const url of firstPages) learn(await send({ method: 'GET', url, headers: {} }))

  function learn(received: Received): void {
    const isJson = /^application\/json/.test(received.headers['content-type'] ?? '')
    if (received.status === 200 && isJson && received.bytes.length < 100_000)
      corpus.learn(JSON.parse(decoded(received).toString('utf8')), received.headers.etag)
  }

  async function one(): Promise<void> {
    const asked = makeRequest(roll, corpus)
    const found = (fault: string) => result.findings.push({ request: textOf(asked), fault })
    try {
      const received = await send(asked)
      result.statuses[received.status] = (result.statuses[received.status] ?? 0) + 1
      const faults = faultsOf(asked, received)
      faults.forEach(found)
      if (faults.length === 0 && asked.method === 'GET') learn(received)
    } catch (error) {
      found(`no answer: ${error instanceof Error ? error.message : error}`)
    }
  }

  await Promise.all(
    Array.from({ length: open }, async () => {
      while (result.requests < requests && performance.now() < ends && result.findings.length < most) {
        result.requests++
        await one()
      }
    })
  )
  return result
}

const textOf = ({ method, url, headers }: MadeRequest): string =>
  [method, url, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)]
    .join(' ')
    .slice(0, 500)
