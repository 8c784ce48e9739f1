import { connect } from 'node:net'

/** What came back of a request. Status 0: no answer. */
export interface Told {
  status: number
  ms: number
}

export interface Connections {
  /** How many requests wait for their answer. */
  open(): number
  /** Asks over a connection that is free, or over a new one. Never rejects. `further`: lines of headers. */
  ask(path: string, client: string, further?: string): Promise<Told>
  close(): void
}

interface Connection {
  ask(request: string): Promise<Told>
  isOpen(): boolean
  close(): void
}

const patience = 30_000
const headEnd = '\r\n\r\n'
/** How a body in chunks ends. With the CRLF before it, a row that ends with 0 does not look like it. */
const lastChunk = Buffer.from('\r\n0\r\n\r\n')

/**
 * Keep-alive connections to a service on the loopback, each with one request at a time. They read no more of an answer
 * than its status and its end, so that a load leaves the processors to the service: a request of `node:http` costs
 * several times what the service needs to refuse it.
 */
export function connectionsTo(base: string): Connections {
  const { hostname, port } = new URL(base)
  const all = new Set<Connection>()
  const free: Connection[] = []
  let open = 0
  const freeOne = (): Connection => {
    for (let found = free.pop(); found; found = free.pop())
      if (found.isOpen()) return found
      else all.delete(found)
    const made = connectionTo(hostname, Number(port))
    all.add(made)
    return made
  }
  return {
    open: () => open,
    async ask(path, client, further = '') {
      const connection = freeOne()
      open++
      const told = await connection.ask(
        `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nX-Forwarded-For: ${client}\r\n${further}\r\n`
      )
      open--
      free.push(connection)
      return told
    },
    close() {
      for (const connection of all) connection.close()
    }
  }
}

function connectionTo(host: string, port: number): Connection {
  const socket = connect({ host, port, noDelay: true })
  let isOpen = true
  let waiting: { began: number; tell: (told: Told) => void } | undefined
  const end = (status: number) => {
    const { began, tell } = waiting ?? {}
    waiting = undefined
    if (began !== undefined) tell?.({ status, ms: performance.now() - began })
  }
  const fail = () => {
    isOpen = false
    socket.destroy()
    end(0)
  }
  const read = readerOf(({ status, closes }) => {
    if (closes) isOpen = false
    end(status)
  })
  socket.setTimeout(patience, fail).on('error', fail).on('close', fail).on('data', read)
  return {
    ask: request =>
      new Promise(tell => {
        waiting = { began: performance.now(), tell }
        socket.write(request, 'latin1')
      }),
    isOpen: () => isOpen,
    close: () => socket.destroy()
  }
}

/** Reads answers one after the other, and tells of each when all of it is there. */
function readerOf(onEnd: (answer: { status: number; closes: boolean }) => void): (data: Buffer) => void {
  let head: Buffer = Buffer.alloc(0)
  let answer: { status: number; closes: boolean; left: number; tail: Buffer } | undefined
  return data => {
    let body = data
    if (answer === undefined) {
      head = head.length === 0 ? data : Buffer.concat([head, data])
      const end = head.indexOf(headEnd)
      if (end < 0) return
      const text = head.toString('latin1', 0, end)
      // The CRLF that ends the head belongs to what is looked at, for a body without a chunk.
      body = head.subarray(end + headEnd.length)
      answer = {
        ...{ status: Number(text.slice(9, 12)), closes: /^connection: close/im.test(text) },
        ...{ left: lengthOf(text), tail: Buffer.from('\r\n') }
      }
      head = Buffer.alloc(0)
    }
    answer.left -= body.length
    if (answer.left === Number.POSITIVE_INFINITY)
      answer.tail = Buffer.concat([answer.tail, body.subarray(-lastChunk.length)]).subarray(-lastChunk.length)
    if (answer.left > 0 && !answer.tail.equals(lastChunk)) return
    const { status, closes } = answer
    answer = undefined
    onEnd({ status, closes })
  }
}

/** Bytes of the body that a head announces; Infinity where they come in chunks. */
function lengthOf(head: string): number {
  if (/^transfer-encoding: *chunked/im.test(head)) return Number.POSITIVE_INFINITY
  return Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
}
