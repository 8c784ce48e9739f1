import { createServer } from 'node:net'
import { UnusableSettings } from '../../config.ts'

/** Thrown where another program listens on the port. */
export class PortTaken extends Error {
  override name = 'PortTaken'
}

/** The settings that `checkAddress` and `listen` use. */
interface Address {
  host: string
  port: number
}

/** What listening needs of a Fastify app. */
interface Listening {
  listen(address: Address): Promise<string>
}

/** Throws PortTaken or UnusableSettings where the address cannot be used. Called before any other work of a start. */
export async function checkAddress(address: Address): Promise<void> {
  if (address.port === 0) return
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen({ ...address, exclusive: true }, () => probe.close(() => resolve()))
  }).catch(error => {
    throw explained(error, address)
  })
}

/** Listens, and returns the address to show. Throws like `checkAddress`. */
export async function listen(app: Listening, address: Address): Promise<string> {
  return app.listen(address).catch(error => {
    throw explained(error, address)
  })
}

function explained(error: NodeJS.ErrnoException, { host, port }: Address): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new PortTaken(
        `Port ${port} is taken: another program, or this service already, listens there. ` +
          `Stop it, or choose another port, for example PORT=${port + 1} npm start (PORT=0 takes a free one).`
      )
    case 'EACCES':
      return new UnusableSettings(
        `Port ${port} may not be used by this user. Choose one from 1024 on with PORT.`
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UnusableSettings(
        `HOST=${host} is no address of this machine. Use localhost, or 0.0.0.0 for all.`
      )
    default:
      return error
  }
}
