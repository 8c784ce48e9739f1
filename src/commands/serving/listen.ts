import { UnusableSettings } from '../../config.ts'

/** Thrown where another program listens on the port. */
export class PortTaken extends Error {
  override name = 'PortTaken'
}

/** The settings that `listen` uses. */
interface Address {
  host: string
  port: number
}

/**
 * Connections that may wait to be taken. Of more, a client hears nothing for a second and more, not even a refusal. The
 * system can allow fewer (`net.core.somaxconn`).
 */
const backlog = 4096

/** What listening needs of a Fastify app. */
interface Listening {
  listen(address: Address & { backlog: number }): Promise<string>
}

/** Listens, and returns the address to show. Throws PortTaken or UnusableSettings where it cannot be used. */
export async function listen(app: Listening, address: Address): Promise<string> {
  return app.listen({ host: address.host, port: address.port, backlog }).catch(error => {
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
