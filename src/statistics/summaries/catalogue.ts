import type { SummariesOf } from '../../snapshot/summary.ts'
import { summariesOfObservations } from './observations.ts'
import { summariesOfRecords } from './records.ts'
import { summaryOfUndated } from './undated.ts'

/** All that is put together of a release when its statistics file is made. Small tables get the same as large ones. */
export const summariesOf: SummariesOf = card => [
  ...summariesOfRecords(card),
  ...summariesOfObservations(card),
  ...summaryOfUndated(card)
]
