import { caseList } from './queries/cases.ts'
import { decisionList } from './queries/decisions.ts'
import { summariesOfLists } from './queries/in-order.ts'
import type { SummariesOf } from './snapshot/summary.ts'
import { summariesOfStatistics } from './statistics/summaries/catalogue.ts'

/** Of fewer records than this, all are read as soon as any. */
const fewest = 100

/** All that is made of a release beside its tables, for statistics and for lists. */
export const summariesOf: SummariesOf = card =>
  Object.values(card.tables).every(({ rows }) => rows < fewest)
    ? []
    : [...summariesOfStatistics(card), ...summariesOfLists(card, [caseList, decisionList])]
