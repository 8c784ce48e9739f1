import { makePoints, type Used } from './points.ts'
import type { Quota } from './quota.ts'

/** The quotas of all clients, and how they are told (draft-ietf-httpapi-ratelimit-headers). */
export interface Quotas {
  limit: number
  /** The value of `RateLimit-Policy`. */
  policy: string
  /** Takes the one point of a request. */
  begin(client: string): Used
  /** Takes what a request cost beside it, or gives the one point back, and tells what its client has used. */
  settle(client: string, quota: Pick<Quota, 'is_free' | 'further'>): Used
  /** The value of `RateLimit`. */
  left(used: Used): string
  /** Whole seconds until the points are there again. */
  secondsOf(used: Used): number
}

export function makeQuotas(limit: number, windowSeconds: number): Quotas {
  const points = makePoints(windowSeconds * 1000)
  const secondsOf = ({ ends_in }: Used): number => Math.max(1, Math.ceil(ends_in / 1000))
  return {
    limit,
    policy: `"anon";q=${limit};w=${windowSeconds}`,
    begin: client => points.add(client, 1),
    settle(client, quota) {
      const { is_free, further } = quota
      quota.further = 0
      return points.add(client, is_free ? -1 : further)
    },
    left: used => `"anon";r=${Math.max(0, limit - used.points)};t=${secondsOf(used)}`,
    secondsOf
  }
}
