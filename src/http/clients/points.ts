import { LRUCache } from 'lru-cache'

/** Points that a client has used in its present window, and the milliseconds until that ends. */
export interface Used {
  points: number
  ends_in: number
}

/** Points of clients, each in windows of its own that begin with a first request. */
export interface Points {
  /** Adds points to what a client has used, or takes some back where they are negative; 0 only looks. */
  add(client: string, points: number): Used
  /** Clients that are remembered. */
  size(): number
}

/** Clients of a minute that are told apart: some 20 MB. */
const mostClients = 100_000

/**
 * Counts points. Of more than so many clients those are forgotten that have not asked for longest: who has so many addresses
 * is stopped by no quota, and must not cost memory either. `now`: milliseconds that only grow.
 */
export function makePoints(
  windowMs: number,
  { most = mostClients, now = () => performance.now() }: { most?: number; now?: () => number } = {}
): Points {
  const windows = new LRUCache<string, { points: number; ends: number }>({ max: most })
  return {
    add(client, points) {
      const at = now()
      let window = windows.get(client)
      if (window === undefined || window.ends <= at) {
        window = { points: 0, ends: at + windowMs }
        // A look is no request, and begins no window.
        if (points > 0) windows.set(client, window)
      }
      window.points = Math.max(0, window.points + points)
      return { points: window.points, ends_in: window.ends - at }
    },
    size: () => windows.size
  }
}
