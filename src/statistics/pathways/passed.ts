import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { type CaseFrame, filtersSql, insideSql } from '../case-frame.ts'
import { rowsOf } from '../columns.ts'
import { raw, type Sql, sql } from '../sql-text.ts'
import { askOfRecords, type Relation } from '../summaries/records.ts'
import type { Passed } from './graph.ts'

/** Cases that passed the same stages, stand alike, and are dated where a period was asked for, or are not. */
export type PassedAlike = Passed & { dated: boolean }

/** The cases in scope, put together where they are alike. */
export async function passedBy(set: Pick<ReleaseSet, 'query'>, open: CaseFrame): Promise<PassedAlike[]> {
  const { chosen, clock } = open.frame
  const isBound = clock.from !== undefined || clock.to !== undefined
  const asking = ({ from, date, many }: Relation): Sql => {
    const filed = raw(date('filed_on'))
    return sql`select cast(pathway as varchar) as pathway,
  coalesce(cast(case_status as varchar), 'unknown') as case_status, dated, cast(number as int) as cases
from (select pathway, case_status, ${isBound ? sql`${filed} is not null` : raw('true')} as dated, ${many} as number
  from ${from} where ${filtersSql(open)} and ${insideSql(open, filed)} group by all) order by all`
  }
  const { text, values } = askOfRecords(chosen, 'filed_on', asking)
  return rowsOf(await set.query(text, values)) as unknown as PassedAlike[]
}
