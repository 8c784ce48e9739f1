import { withOrigin } from '../../formats/json-ld/json-ld.ts'
import { type Ask, orRefused } from './ask.ts'
import { Refused } from './refused.ts'

/**
 * What the API tells machines that look for data of all sources, or of one, with whole addresses; undefined where it has
 * nothing to describe.
 */
export async function asDataSets(
  ask: Ask,
  path: string,
  origin: string
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const told = await orRefused(ask.text(`${path}.json-ld`))
  if (told instanceof Refused) return undefined
  return withOrigin(JSON.parse(told), origin) as Record<string, unknown>
}
