import { caseList } from './queries/cases.ts'
import { decisionList } from './queries/decisions.ts'
import { summariesOfLists } from './queries/in-order.ts'
import type { SummariesOf } from './snapshot/summary.ts'
import { summariesOfStatistics } from './statistics/summaries/catalogue.ts'

/** All that is made of a release beside its tables, for statistics and for lists. */
export const summariesOf: SummariesOf = card => [
  ...summariesOfStatistics(card),
  ...summariesOfLists(card, [caseList, decisionList])
]
