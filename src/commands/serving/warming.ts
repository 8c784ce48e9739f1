import type { Snapshots } from '../../snapshot/release-set.ts'
import { warmUp } from '../../statistics/warm-up.ts'
import { worldNames } from '../../vocabulary/countries/country-resolution.ts'

/** Warms up while requests are answered already, and returns a function that ends it. A failure is only logged. */
export function warming(snapshots: Snapshots, log: (line: string) => void): () => Promise<void> {
  const stop = new AbortController()
  const ended = Promise.all([worldNames.read(), warmUp(snapshots, stop.signal)]).catch(error => {
    if (!stop.signal.aborted) log(`not warmed up: ${error instanceof Error ? error.message : String(error)}`)
  })
  return async () => {
    stop.abort()
    await ended
  }
}
