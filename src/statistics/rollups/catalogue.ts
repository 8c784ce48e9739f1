import type { RollupsOf } from '../../snapshot/rollup.ts'
import { rollupsOfObservations } from './observations.ts'
import { rollupsOfRecords } from './records.ts'
import { rollupOfUndated } from './undated.ts'

/** All that is put together of the rows of a release. Small tables get the same as large ones. */
export const rollupsOfStatistics: RollupsOf = card => [
  ...rollupsOfRecords(card),
  ...rollupsOfObservations(card),
  ...rollupOfUndated(card)
]
