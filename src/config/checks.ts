import { isIP } from 'node:net'

/** Whether a text is an address, a network or the name of networks that Fastify's `trustProxy` takes. */
export function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', prefix = '0', ...more] = text.split('/')
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return more.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits
}

/** Seconds that suffice for a balancer that asks `/ready` every two seconds. */
const usualDrain = 5

/** With the embedded database nobody but this node can answer, and a developer should not wait. */
export function drainOf(given: string, databaseUrl: string | undefined): number {
  if (given !== 'auto') return Number(given)
  return databaseUrl === undefined ? 0 : usualDrain
}

/** What a schema found wrong, each with the path of its setting. */
export function faultsOf(error: unknown): { instancePath: string }[] {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : []
}
