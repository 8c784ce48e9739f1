import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { CaseFrame } from '../case-frame.ts'
import { raw, type Sql, sql } from '../sql-text.ts'
import { subjects } from '../subject.ts'
import { isSaid, wordsIn } from '../words.ts'

/** The two tables that observations are read from. Each has words of its own, so a condition is put to one of them. */
export interface Tables {
  cases: CaseFrame
  decisions: CaseFrame
  /** The day of a decision; a month or a year is no day to count to. */
  decided: Sql
  /** Whether a case passed a first instance, on a day or without one. */
  passedFirstInstance: Sql
}

export async function tablesOf(set: Pick<ReleaseSet, 'query'>, open: CaseFrame): Promise<Tables> {
  const { frame } = open
  const chosen = { ...frame.chosen, table: 'decisions' as const, subject: subjects.decisions }
  const words = await wordsIn(set, chosen)
  const decisions = { ...open, frame: { ...frame, chosen, words } }
  const precisions = words.get('decided_precision')
  const isDay = isSaid({ chosen, words }, 'decided_precision', ['day'])
  return {
    cases: open,
    decisions,
    decided: precisions?.every(word => word === 'day')
      ? raw('decided_on')
      : sql`case when ${isDay} then decided_on end`,
    passedFirstInstance: passed(open)
  }
}

/** There are few pathways and many cases: which of them hold the stage is asked of the words. */
function passed({ frame }: CaseFrame): Sql {
  const pathways = frame.words?.get('pathway')
  const passing = pathways?.filter(pathway => pathway.split(',').includes('first_instance'))
  const onADay = passing
    ? isSaid(frame, 'pathway', passing)
    : sql`contains(cast(pathway as varchar), 'first_instance')`
  return sql`(coalesce(${onADay}, false) or protection_outcome is not null)`
}
