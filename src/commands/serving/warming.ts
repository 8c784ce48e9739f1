import type { Snapshots } from '../../snapshot/release-set.ts'
import { warmUp } from '../../statistics/warm-up.ts'
import { worldNames } from '../../vocabulary/countries/country-resolution.ts'

/** What an app can make before it is asked for. */
interface Makes {
  makeValidators(under: string, stop: AbortSignal): Promise<void>
}

/** What is asked first of a new process is a statistic, whose parameters are many: its validator takes longer than its answer. */
const askedFirst = '/v1/statistics/'

/** Warms up while requests are answered already, and returns a function that ends it. A failure is only logged. */
export function warming(app: Makes, snapshots: Snapshots, log: (line: string) => void): () => Promise<void> {
  const stop = new AbortController()
  const ended = Promise.all([
    worldNames.read(),
    app.makeValidators(askedFirst, stop.signal),
    warmUp(snapshots, stop.signal)
  ]).catch(error => {
    if (!stop.signal.aborted) log(`not warmed up: ${error instanceof Error ? error.message : String(error)}`)
  })
  return async () => {
    stop.abort()
    await ended
  }
}
