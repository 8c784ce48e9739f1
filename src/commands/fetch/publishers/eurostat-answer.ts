import { Hiccup, NotGiven, Unreachable } from '../errors.ts'
import { refuseOtherKind } from '../kinds.ts'
import { refuseError } from '../persist.ts'
import { ask, type Web, type WebResponse } from '../web.ts'

/** The requested table is larger than Eurostat gives at once. */
export class TooLarge extends NotGiven {
  override name = 'TooLarge'
}

const poll_ms = 5_000
const most_polls = 240
const longest_message = 1024 * 1024

/** Addresses of the status and of the data of a queued request, without its id. */
export interface QueuedRequest {
  status: string
  data: string
}

/** The bytes of a table from its start; still compressed where `gzipped`. */
export interface TableBytes {
  gzipped: boolean
  bytes: AsyncIterable<Buffer>
}

/**
 * Requests a table, and waits for it where Eurostat queues the request. Throws TooLarge where Eurostat refuses to give
 * the table at once, Hiccup where another try may help, and NotGiven.
 */
export async function requestTable(web: Web, url: string, queue: QueuedRequest): Promise<TableBytes> {
  const answer = await ask(web, url)
  const given = await lookAt(web, answer)
  if (typeof given !== 'string') return given
  const id = /<(?:\w+:)?id>([\w-]{1,100})<\//.exec(given)?.[1]
  if (id === undefined || !/<(?:\w+:)?status>\s*\w+\s*<\//.test(given)) return refuseMessage(given, url)
  await available(web, `${queue.status}${id}`)
  const data = await lookAt(web, await ask(web, `${queue.data}${id}`))
  return typeof data === 'string' ? refuseMessage(data, url) : data
}

/** A table, or the text of a message that came instead. The first bytes decide which, not the headers. */
async function lookAt(web: Web, answer: WebResponse): Promise<TableBytes | string> {
  if (answer.status === 413) {
    answer.leave()
    throw new TooLarge('Eurostat says that the table is too large to be given at once.')
  }
  refuseError(web, answer)
  const chunks = answer.chunks()[Symbol.asyncIterator]()
  let start = Buffer.alloc(0)
  while (start.length < 1024) {
    const { done, value } = await chunks.next()
    if (done) break
    start = Buffer.concat([start, value])
  }
  const bytes = startingWith(start, chunks)
  // The signature of gzip: no header says that the table is compressed.
  if (start[0] === 0x1f && start[1] === 0x8b) return { gzipped: true, bytes }
  if (!/^\s*[<{]/.test(start.toString('latin1', 0, 64))) {
    refuseOtherKind('tsv', start, answer.url)
    return { gzipped: false, bytes }
  }
  let message = ''
  for await (const chunk of bytes) message = (message + chunk).slice(0, longest_message)
  return message
}

async function* startingWith(start: Buffer, rest: AsyncIterator<Buffer>): AsyncIterable<Buffer> {
  yield start
  yield* { [Symbol.asyncIterator]: () => rest }
}

function refuseMessage(message: string, url: string): never {
  if (/EXTRACTION_TOO_BIG|<faultcode>413</.test(message))
    throw new TooLarge('Eurostat says that the table is too large to be given at once.')
  const fault = /<faultstring>([^<]{1,300})/.exec(message)?.[1]
  if (fault !== undefined) throw new NotGiven(`Eurostat refused ${url}: ${fault}`)
  return refuseOtherKind('tsv', Buffer.from(message), url) as never
}

async function available(web: Web, url: string): Promise<void> {
  for (let poll = 0; poll < most_polls; poll++) {
    const answer = await ask(web, url)
    refuseError(web, answer)
    const text = await answer.text(longest_message)
    const status = /"status"\s*:\s*"(\w+)"|<(?:\w+:)?status>\s*(\w+)\s*</.exec(text)
    const word = status?.[1] ?? status?.[2]
    if (word === 'AVAILABLE') return
    if (word !== 'SUBMITTED' && word !== 'PROCESSING')
      throw new Hiccup(new Unreachable(`Eurostat lost the request (${word ?? 'no status'}).`))
    if (poll === 0) web.tell('Eurostat prepares the table; this can take some minutes.')
    await web.clock.wait(poll_ms, web.signal)
  }
  throw new NotGiven('Eurostat has not prepared the table in 20 minutes. Fetch it again later.')
}
