import { loadCases } from '../cases/load-cases.ts'
import type { RecognisedRelease } from '../recognise/recognised.ts'
import { loadRows } from './load-rows.ts'
import type { Loaded, LoadOptions } from './loaded.ts'
import type { Sink } from './sink.ts'

/**
 * Reads every row of a release into a sink; reading waits where the sink is slower. Each raw row is loaded, rejected
 * or excluded, and counted. Throws the errors of reading, and ImportRefused for a file without rows.
 */
export async function load(recognised: RecognisedRelease, sink: Sink, options: LoadOptions): Promise<Loaded> {
  return recognised.kind === 'rows'
    ? loadRows(recognised, sink, options)
    : loadCases(recognised, sink, options)
}
