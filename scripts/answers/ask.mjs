import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'

const patience = 600_000

/** An agent that keeps up to `count` connections open. */
export const connections = count => new Agent({ keepAlive: true, maxSockets: count })

/** Sends one request unchanged, and resolves to status, headers and the body's bytes. */
export function ask({ port, agent }, { method = 'GET', path, headers = {} }) {
  return new Promise((resolve, reject) => {
    const asking = httpRequest(
      // A fixed host name, because a response may contain it.
      {
        host: '127.0.0.1',
        port,
        agent,
        method,
        path,
        headers: { host: 'localhost:3000', ...headers },
        timeout: patience
      },
      answer => {
        const chunks = []
        answer.on('data', chunk => chunks.push(chunk))
        answer.once('error', reject)
        answer.once('end', () =>
          resolve({
            status: answer.statusCode,
            headers: listed(answer.rawHeaders),
            body: Buffer.concat(chunks)
          })
        )
      }
    )
    asking.once('timeout', () =>
      asking.destroy(new Error(`no answer in ${patience / 1000} s: ${method} ${path}`))
    )
    asking.once('error', reject)
    asking.end()
  })
}

/** Sends bytes as they are, such as a malformed request. All bytes received are the body; the status is 0. */
export function askRaw({ port }, { raw }) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(raw))
    const chunks = []
    socket.setTimeout(30_000, () =>
      socket.destroy(new Error(`no answer to ${JSON.stringify(raw.slice(0, 60))}`))
    )
    socket.on('data', chunk => chunks.push(chunk))
    socket.once('error', reject)
    socket.once('close', () => resolve({ status: 0, headers: {}, body: Buffer.concat(chunks) }))
  })
}

/** Headers by their names in lower case, sorted; one that comes twice keeps both values. */
function listed(raw) {
  const headers = {}
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i].toLowerCase()
    headers[name] = name in headers ? `${headers[name]}, ${raw[i + 1]}` : raw[i + 1]
  }
  return Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)))
}
