import { Agent, type IncomingMessage, request } from 'node:http'

/** What came back. Status 0: no whole answer. */
export interface Got {
  status: number
  body: string
  /** Why there is no answer. */
  error?: string
}

export interface Client {
  /** Asks as one of many clients, each with an address of its own on the loopback. Never rejects. `host`: the name asked by. */
  get(path: string, as: number, host?: string): Promise<Got>
  close(): void
}

/** Milliseconds after which an answer counts as failed. */
const patience = 30_000
const clients = 200

/**
 * Clients with kept-alive connections. As browsers do (RFC 9110 §9.2.2), a GET is asked once more where a connection that was
 * used before is closed without a byte of an answer.
 */
export function clientOn(port: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const once = (path: string, as: number, host?: string): Promise<Got & { again?: boolean }> =>
    new Promise(resolve => {
      const n = as % clients
      const asking = request({
        ...{ host: '127.0.0.1', port, path, agent, localAddress: `127.0.${2 + (n >> 7)}.${1 + (n & 127)}` },
        headers: { 'accept-encoding': 'identity', ...(host === undefined ? {} : { host }) }
      })
      const timer = setTimeout(() => asking.destroy(new Error('late')), patience)
      const end = (got: Got & { again?: boolean }) => {
        clearTimeout(timer)
        resolve(got)
      }
      let response: IncomingMessage | undefined
      asking.once('error', (error: NodeJS.ErrnoException) =>
        end({
          ...{ status: 0, body: '', error: error.code ?? error.message },
          again: asking.reusedSocket && response === undefined && error.message !== 'late'
        })
      )
      asking.once('response', got => {
        response = got
        let body = ''
        got.setEncoding('utf8')
        got.on('data', piece => {
          body += piece
        })
        got.once('end', () => end({ status: got.statusCode ?? 0, body }))
        got.once('error', error => end({ status: 0, body: '', error: `cut: ${error.message}` }))
      })
      asking.end()
    })
  return {
    async get(path, as, host) {
      // Several kept connections can have been closed at once; a new one is not asked again.
      for (let tries = 0; tries < 8; tries++) {
        const got = await once(path, as, host)
        if (!got.again) return got
      }
      return { status: 0, body: '', error: 'every kept connection was closed' }
    },
    close: () => agent.destroy()
  }
}
