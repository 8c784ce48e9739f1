import type { RollupsOf } from '../../snapshot/rollup.ts'
import { rollupOfHeld } from './held.ts'
import { rollupsOfObservations } from './observations.ts'
import { rollupsOfRecords } from './records.ts'
import { rollupOfSizes } from './sizes.ts'
import { rollupOfUndated } from './undated.ts'

/** All rollups of a release for statistics. Small tables get the same ones as large tables. */
export const rollupsOfStatistics: RollupsOf = card => [
  ...rollupsOfRecords(card),
  ...rollupsOfObservations(card),
  ...rollupOfUndated(card),
  ...rollupOfHeld(card),
  ...rollupOfSizes(card)
]
