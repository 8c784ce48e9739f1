import type { SummariesOf } from '../../snapshot/summary.ts'
import { summariesOfObservations } from './observations.ts'
import { summariesOfRecords } from './records.ts'
import { summaryOfUndated } from './undated.ts'

/** All that is put together of the rows of a release. Small tables get the same as large ones. */
export const summariesOfStatistics: SummariesOf = card => [
  ...summariesOfRecords(card),
  ...summariesOfObservations(card),
  ...summaryOfUndated(card)
]
