import type { IncomingMessage } from 'node:http'
import proxyAddr from '@fastify/proxy-addr'

/** Whose a request is, by the same rules as Fastify's `request.ip`, for one that no route has seen. */
export interface Addresses {
  /** The client's address. */
  of(request: IncomingMessage): string
  /** Whether it came from a proxy whose `X-Forwarded-Host` and `X-Forwarded-Proto` are believed. */
  isByProxy(request: IncomingMessage): boolean
}

/** `proxies`: addresses and networks of those that are trusted. */
export function addressesBehind(proxies: readonly string[] | undefined): Addresses {
  const own = ({ socket }: IncomingMessage): string => socket.remoteAddress ?? ''
  if (!proxies) return { of: own, isByProxy: () => false }
  const isTrusted = proxyAddr.compile([...proxies])
  return {
    of: request => proxyAddr.all(request, isTrusted).at(-1) ?? '',
    isByProxy: request => isTrusted(own(request), 0)
  }
}
