import { caseList } from './queries/cases.ts'
import { decisionList } from './queries/decisions.ts'
import { rollupsOfLists } from './queries/lists/in-order.ts'
import type { RollupsOf } from './snapshot/rollup.ts'
import { rollupsOfStatistics } from './statistics/rollups/catalogue.ts'

/** A release with fewer rows than this in every table gets no rollups: reading all rows is as fast. */
const fewest = 100

/** All rollups of a release, for statistics and for lists of records. */
export const rollupsOf: RollupsOf = card =>
  Object.values(card.tables).every(({ rows }) => rows < fewest)
    ? []
    : [...rollupsOfStatistics(card), ...rollupsOfLists(card, [caseList, decisionList])]
