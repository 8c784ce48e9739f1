import { type AddressInfo, connect } from 'node:net'
import type { Service } from '../service.ts'

/** Sends bytes to the service over a socket, and resolves with all that it sends until it closes. */
export function saying({ app }: Pick<Service, 'app'>): (bytes: string) => Promise<string> {
  const { port } = app.server.address() as AddressInfo
  return bytes =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
      let said = ''
      socket.setEncoding('utf8')
      socket.on('data', chunk => {
        said += chunk
      })
      socket.on('close', () => resolve(said))
      socket.on('error', reject)
    })
}
