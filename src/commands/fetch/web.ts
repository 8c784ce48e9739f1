import type { Send } from './connection.ts'
import { Hiccup, NotGiven, Unreachable } from './errors.ts'
import { openAddresses, type Resolve } from './private-address.ts'
import { refuseCrawl } from './too-much.ts'

/** Time, so that a test need not wait. */
export interface WaitingClock {
  now(): number
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

/** What a download works with: the network, the time, and limits of tries and waiting. */
export interface Web {
  send: Send
  /** Finds addresses, of which private ones are refused. Left out: none is refused. */
  resolve?: Resolve | undefined
  clock: WaitingClock
  /** Aborts when the user asks to stop. */
  signal: AbortSignal
  /** Writes a line for the user. */
  tell(line: string): void
  /** The number of failures in a row at which a request is given up. */
  tries: number
  /** Milliseconds without an answer, or without a byte, after which a connection counts as dropped. */
  silence_ms: number
  /** Milliseconds in which some 256 kB must come, else a connection counts as dropped too. */
  crawl_ms: number
  /** The longest file that is fetched. */
  most_bytes: number
  /** The longest wait that a server may ask for. */
  longest_wait_ms: number
}

/** A response whose body is not read yet. */
export interface WebResponse {
  status: number
  headers: Headers
  /** The address after redirects. */
  url: string
  chunks(): AsyncIterable<Buffer>
  /** The whole body. Throws NotGiven where it is larger. */
  text(most_bytes: number): Promise<string>
  /** Closes the connection. */
  leave(): void
}

export interface WebRequest {
  method?: 'GET' | 'HEAD'
  headers?: Record<string, string>
}

const furthest = 5
const agent = 'asylum-outcomes'

/**
 * One request, redirects followed by hand: only http and https, and never from https to http.
 * Throws Hiccup where no answer came, and NotGiven for a redirect that is not followed.
 */
export async function ask(web: Web, url: string, question: WebRequest = {}): Promise<WebResponse> {
  let at = asWebAddress(url)
  for (let hop = 0; hop <= furthest; hop++) {
    const answer = await once(web, at, question)
    const onward = [301, 302, 303, 307, 308].includes(answer.status) && answer.headers.get('location')
    if (!onward) return answer
    answer.leave()
    const next = asWebAddress(new URL(onward, at).href)
    if (at.protocol === 'https:' && next.protocol === 'http:')
      throw new NotGiven(`${at.host} leads from https to ${next.href}, which is not followed.`)
    at = next
  }
  throw new NotGiven(`${url} leads from address to address, more than ${furthest} times.`)
}

function asWebAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol)) return url
  throw new NotGiven(`"${text}" is not an address of http or https, and nothing else is followed.`)
}

async function once(web: Web, url: URL, { method = 'GET', headers = {} }: WebRequest): Promise<WebResponse> {
  const given_up = new AbortController()
  const signal = AbortSignal.any([web.signal, given_up.signal])
  const timer = setTimeout(() => given_up.abort(), web.silence_ms)
  try {
    const addresses = web.resolve && (await openAddresses(url, web.resolve))
    const response = await web.send(url, {
      ...{ method, signal, ...(addresses && { addresses }) },
      // A compressed response could not be resumed, and its length would not be that of the file.
      headers: { 'accept-encoding': 'identity', 'user-agent': agent, ...headers }
    })
    return answerOf(web, url.href, response, given_up)
  } catch (error) {
    web.signal.throwIfAborted()
    if (error instanceof NotGiven) throw error
    throw new Hiccup(new Unreachable(`${url.host} cannot be reached (${reasonOf(error)}).`))
  } finally {
    clearTimeout(timer)
  }
}

function answerOf(web: Web, url: string, response: Response, given_up: AbortController): WebResponse {
  const chunks = () => chunksOf(web, url, response, given_up)
  return {
    status: response.status,
    headers: response.headers,
    url,
    chunks,
    async text(most_bytes) {
      const read: Buffer[] = []
      let size = 0
      for await (const chunk of chunks()) {
        read.push(chunk)
        size += chunk.length
        if (size > most_bytes) throw new NotGiven(`${url} gave more than ${most_bytes} bytes.`)
      }
      return Buffer.concat(read).toString()
    },
    leave: () => given_up.abort()
  }
}

/** The bytes as they come. Throws Hiccup where they stop coming before their end. */
async function* chunksOf(
  web: Web,
  url: string,
  response: Response,
  given_up: AbortController
): AsyncIterable<Buffer> {
  let timer = setTimeout(() => given_up.abort(), web.silence_ms)
  const keepsOn = refuseCrawl(web.clock.now, web.crawl_ms)
  try {
    for await (const chunk of response.body ?? []) {
      clearTimeout(timer)
      keepsOn(chunk.length)
      yield Buffer.from(chunk)
      timer = setTimeout(() => given_up.abort(), web.silence_ms)
    }
  } catch (error) {
    web.signal.throwIfAborted()
    const { host } = new URL(url)
    throw new Hiccup(
      new Unreachable(
        `The connection to ${host} was lost (${reasonOf(given_up.signal.aborted ? noAnswer : error)}).`
      )
    )
  } finally {
    clearTimeout(timer)
    given_up.abort()
  }
}

/** Its own reason is only that the connection was closed. */
const noAnswer = new DOMException('', 'AbortError')

/** Why a connection failed: the system's code for it, else the message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'AbortError') return 'no answer in time'
  const cause = error.cause instanceof Error ? error.cause : error
  return 'code' in cause && cause.code ? String(cause.code) : cause.message
}
