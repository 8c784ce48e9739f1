import type { FastifyRequest } from 'fastify'
import { Overloaded, type Snapshots } from '../../snapshot/release-set.ts'

/** Whether an endpoint asks the release set: always, or as the parameters say, of which nothing has been checked. */
export type IsQueued = boolean | ((given: Record<string, unknown>) => boolean)

/** One for all: an error of its own for each would be half of what a refusal costs, and its stack is never told. */
const refusal = new Overloaded('refused at the door')

/** Tells the refusal of a question whose queries would get their turn too late. One that can end in a 304 is let in. */
export function doorOf(
  { is_queued = false }: { is_queued?: IsQueued },
  { snapshots }: { snapshots: Pick<Snapshots, 'admits'> }
): (request: FastifyRequest) => Overloaded | undefined {
  const asksSet = (given: unknown): boolean =>
    typeof is_queued === 'boolean' ? is_queued : is_queued(given as Record<string, unknown>)
  return ({ asker, headers, quota, query }) => {
    if (!asker || quota?.refusal || headers['if-none-match'] !== undefined || !asksSet(query))
      return undefined
    return (snapshots.admits?.(asker) ?? true) ? undefined : refusal
  }
}
