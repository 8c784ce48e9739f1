import type { ReleaseSet } from '../../../snapshot/release-set.ts'
import { chosenTable, column, raw, sql, statementOf } from '../../../snapshot/sql/sql.ts'
import { ofRecords } from '../../rollups/records.ts'
import { type CaseFrame, filtersSql, insideSql } from '../../rows/case-frame.ts'
import { rowsOf } from '../../rows/columns.ts'
import type { Passed } from './graph.ts'

/** Cases that passed the same stages, stand alike, and are dated where a period was asked for, or are not. */
export type PassedAlike = Passed & { dated: boolean }

/** The cases in scope, put together where they are alike. */
export async function passedBy(set: Pick<ReleaseSet, 'query'>, open: CaseFrame): Promise<PassedAlike[]> {
  const { chosen, clock } = open.frame
  const isBound = clock.from !== undefined || clock.to !== undefined
  const [pathway, status] = [column('pathway'), column('case_status')]
  const passed = sql`select cast(pathway as varchar) as pathway,
  coalesce(cast(case_status as varchar), 'unknown') as case_status, dated, cast(number as int) as cases
from (select ${pathway}, ${status}, ${isBound ? sql`${chosenTable.date} is not null` : raw('true')} as dated, ${chosenTable.count} as number
  from ${chosenTable.name} where ${filtersSql(open)} and ${insideSql(open, chosenTable.date)} group by all) order by all`
  const { text, values } = statementOf(ofRecords(chosen, 'filed_on', passed))
  return rowsOf(await set.query(text, values)) as unknown as PassedAlike[]
}
