import type { ReleaseSet } from '../../../snapshot/release-set.ts'
import { chosenTable, column, raw, sql, statementOf } from '../../../snapshot/sql/sql.ts'
import { ofRecords } from '../../rollups/records.ts'
import { type CaseFrame, filtersSql, insideSql, needsDate } from '../../rows/case-frame.ts'
import { rowsOf } from '../../rows/columns.ts'
import { changesInMonths } from '../../rows/member.ts'
import type { Passed } from './graph.ts'

/** The same, by whether the cases have a filing date. `dated` is always true where the question needs none. */
export type PassedAlike = Passed & { dated: boolean }

/** The cases in scope, grouped by pathway, status and `dated`. */
export async function passedBy(set: Pick<ReleaseSet, 'query'>, open: CaseFrame): Promise<PassedAlike[]> {
  const { chosen } = open.frame
  const [pathway, status] = [column('pathway'), column('case_status')]
  const day = changesInMonths(open.frame.memberships) ? column('filed_on') : chosenTable.date
  const passed = sql`select cast(pathway as varchar) as pathway,
  coalesce(cast(case_status as varchar), 'unknown') as case_status, dated, cast(number as int) as cases
from (select ${pathway}, ${status}, ${needsDate(open) ? sql`${chosenTable.date} is not null` : raw('true')} as dated, ${chosenTable.count} as number
  from ${chosenTable.name} where ${filtersSql(open, day)} and ${insideSql(open, chosenTable.date)} group by all) order by all`
  const { text, values } = statementOf(ofRecords(chosen, 'filed_on', passed))
  return rowsOf(await set.query(text, values)) as unknown as PassedAlike[]
}
