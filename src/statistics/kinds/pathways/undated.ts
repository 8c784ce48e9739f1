import type { ReleaseSet } from '../../../snapshot/release-set.ts'
import { column, raw, sql, statementOf } from '../../../snapshot/sql/sql.ts'
import type { CaveatNote } from '../../../vocabulary/caveat-note.ts'
import { codesTold } from '../../../vocabulary/labels/codes-told.ts'
import { inTwoForms, twoFormsInOne } from '../../../vocabulary/labels/texts/two-forms.ts'
import { undatedDecisions } from '../../rollups/undated.ts'
import { type CaseFrame, filtersSql, insideSql, needsDate } from '../../rows/case-frame.ts'
import { rowsOf } from '../../rows/columns.ts'

/**
 * The caveat with the number of undated decisions at stages that the pathway of their case does not show: without a day
 * they have no place in the order of time. No caveat where there are none, as where a source states the order itself.
 */
export async function undatedCaveats(set: Pick<ReleaseSet, 'query'>, open: CaseFrame): Promise<CaveatNote[]> {
  const { release } = open.frame.chosen
  if (!release.tables.decisions?.rows || !release.tables.cases?.rows) return []
  const filed = column('filed_on')
  const isDated = needsDate(open) ? sql`${filed} is not null` : raw('true')
  const { text, values } = statementOf(
    sql`select cast(undated_stage as varchar) as stage, cast(count(*) as int) as decisions
from ${undatedDecisions(release)}
where ${filtersSql(open, filed)} and ${insideSql(open, filed)} and ${isDated} group by all order by all`
  )
  const found = rowsOf(await set.query(text, values)) as { stage: string; decisions: number }[]
  if (found.length === 0) return []
  const counts = found.map(({ stage, decisions }) =>
    inTwoForms('decisions_at', { n: decisions, stage: codesTold('decision_stage', [stage]) })
  )
  return [
    {
      id: 'pathways-without-undated-decisions',
      source: release.source,
      ...inTwoForms('undated_decisions', { counts: twoFormsInOne(counts, ', ') })
    }
  ]
}
