import type { Format } from '../../formats/format.ts'
import type { Asker } from '../../snapshot/admission/asker.ts'
import { LargeRead, type ReleaseSet } from '../../snapshot/release-set.ts'
import type { DeliveredBody } from '../caching/answer-delivery.ts'
import type { Registered } from '../endpoint-definition.ts'
import type { AskedRequest } from '../writing.ts'
import type { Answerers } from './answerers.ts'

/** Milliseconds in which an answer must be written where requests have no deadline. */
const longestWriting = 60_000

/** What is asked, and of which set. */
interface Asking {
  definition: Pick<Registered<never, never>, 'operationId' | 'is_from_set'>
  asked: AskedRequest
  format: Format
  set: ReleaseSet
  asker: Asker | undefined
  timeoutMs: number | undefined
}

/**
 * Makes an answer where it keeps nobody waiting: `here`, in the main thread, while its queries give few rows, and in a process of its
 * own from then on. Pictures, workbooks and other costly formats, and grids, are made there at once.
 */
export async function madeWhereItFits(
  answerers: Answerers | undefined,
  { definition, asked, format, set, asker, timeoutMs }: Asking,
  here: () => Promise<DeliveredBody>
): Promise<DeliveredBody> {
  if (!answerers || !definition.is_from_set || !asker || !set.shared || !set.known) return here()
  const order = {
    ...{ set: set.shared, asker, writing_ms: timeoutMs ?? longestWriting },
    job: {
      ...{ operation: definition.operationId, asked, format: format.id },
      rows_left: Number.POSITIVE_INFINITY
    }
  }
  if (asked.query.fill === 'grid') return answerers.make(order)
  if (format.is_costly) return answerers.make(order, answerers.rows_here)
  try {
    asker.rows_left = answerers.rows_here
    return await here()
  } catch (error) {
    if (!(error instanceof LargeRead)) throw error
    return answerers.make(order)
  } finally {
    asker.rows_left = Number.POSITIVE_INFINITY
  }
}
