import type { ReleaseEntry } from '../../../snapshot/card.ts'
import { column, raw, type Sql, sql } from '../../../snapshot/sql/sql.ts'
import { isSaid, type Worded, wordsIn } from '../../rows/words.ts'
import { type RecordTableName, type Subject, subjects } from '../subject.ts'

/**
 * The two tables that observations are read from. Each has words of its own, so a condition is made for one of them.
 */
export interface Tables {
  cases: Worded
  decisions: Worded
  /** The day of a decision; null where only its month or year is known. */
  decided: Sql
  /** Whether a case has a first-instance decision, dated or not. */
  passedFirstInstance: Sql
}

/** The tables of a release. Conditions are valid even where the words of the columns are not known yet. */
export function durationTables(release: Pick<ReleaseEntry, 'release_id' | 'stored'>): Tables {
  const [cases, decisions] = [worded(release, subjects.cases), worded(release, subjects.decisions)]
  const isDay = isSaid(decisions, 'decided_precision', ['day'])
  return {
    cases,
    decisions,
    decided: decisions.words?.get('decided_precision')?.every(word => word === 'day')
      ? column('decided_on')
      : sql`case when ${isDay} then ${column('decided_on')} end`,
    passedFirstInstance: passed(cases)
  }
}

function worded(
  release: Pick<ReleaseEntry, 'release_id' | 'stored'>,
  subject: Subject & { table: RecordTableName }
): Worded {
  const chosen = { release, subject, table: subject.table }
  const words = wordsIn(chosen)
  return { chosen, ...(words ? { words } : {}) }
}

/**
 * There are few pathways and many cases, so the pathways that hold the stage are found among the words of the column.
 */
function passed(cases: Worded): Sql {
  const passing = cases.words?.get('pathway')?.filter(each => each.split(',').includes('first_instance'))
  const onADay = passing
    ? isSaid(cases, 'pathway', passing)
    : sql`contains(cast(${column('pathway')} as varchar), 'first_instance')`
  return sql`(coalesce(${onADay}, false) or ${column('protection_outcome')} is not null)`
}

/** The table as SQL names it. */
export const tableSql = ({ chosen: { release, table } }: Worded): Sql =>
  raw(`r${release.release_id}.${table}`)
