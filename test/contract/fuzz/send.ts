import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface Received {
  status: number
  headers: IncomingHttpHeaders
  /** The bytes as sent, still compressed. */
  bytes: Buffer
}

export interface Sent {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
}

export type Send = (sent: Sent) => Promise<Received>

/** Sends requests to a service on this machine over connections that are kept. */
export function sender(base: string): { send: Send; close(): void } {
  const { hostname, port } = new URL(base)
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw new Error(`${base} is not this machine: load goes to the loopback only`)
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const send: Send = ({ method, url, headers }) =>
    new Promise((resolve, reject) => {
      const sending = request({ hostname, port, agent, method, path: url, headers }, response => {
        const read: Buffer[] = []
        response.on('data', (piece: Buffer) => read.push(piece))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(read)
          })
        )
      })
      sending.on('error', reject)
      sending.end()
    })
  return { send, close: () => agent.destroy() }
}
