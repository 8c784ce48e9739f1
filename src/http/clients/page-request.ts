import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** The requests for pages that are being made, by the key that their questions to the API carry. */
    pages_made: Map<string, FastifyRequest>
  }
  interface FastifyRequest {
    /** The request for a page that asks this of the API, inside the process. */
    page?: FastifyRequest | undefined
  }
}

/** The header of a question that a page asks. Its values are made for one page each, and are told to nobody. */
export const pageHeader = 'x-asked-by-page'

/** The page that asks; undefined for a client's own request, whatever it claims. */
export function pageBehind({ server, headers }: FastifyRequest): FastifyRequest | undefined {
  const key = headers[pageHeader]
  return typeof key === 'string' ? server.pages_made.get(key) : undefined
}

/**
 * Runs `make` with the headers by which the questions of a page are known as its own: they count as one request of its
 * client, and have its deadline together.
 */
export async function asPage<Made>(
  app: Pick<FastifyInstance, 'pages_made'>,
  page: FastifyRequest,
  make: (headers: Record<string, string>) => Promise<Made>
): Promise<Made> {
  const key = randomUUID()
  app.pages_made.set(key, page)
  try {
    return await make({ [pageHeader]: key })
  } finally {
    app.pages_made.delete(key)
  }
}
