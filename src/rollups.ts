import { caseList } from './queries/cases.ts'
import { decisionList } from './queries/decisions.ts'
import { rollupsOfLists } from './queries/lists/in-order.ts'
import type { RollupsOf } from './snapshot/rollup.ts'
import { rollupsOfStatistics } from './statistics/rollups/catalogue.ts'

/** Of fewer records than this, all are read as soon as any. */
const fewest = 100

/** All that is made of a release beside its tables, for statistics and for lists. */
export const rollupsOf: RollupsOf = card =>
  Object.values(card.tables).every(({ rows }) => rows < fewest)
    ? []
    : [...rollupsOfStatistics(card), ...rollupsOfLists(card, [caseList, decisionList])]
