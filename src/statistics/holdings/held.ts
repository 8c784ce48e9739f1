import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { allOf } from '../../snapshot/sql/conditions.ts'
import { join, raw, sql, statementOf } from '../../snapshot/sql/sql.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { filtersIn } from '../question/question.ts'
import { heldTable } from '../rollups/held.ts'
import { groupSql, hasColumn, rowsOf, storedGroups } from '../rows/columns.ts'
import { isMemberSql } from '../rows/member.ts'
import { type Family, isEligible } from '../rows/selection.ts'
import { isWord } from '../rows/words.ts'
import type { PeriodSpan } from './series-periods.ts'

/** What the whole table tells of one value of a dimension: whose, when and at which level, over all nationalities. */
export interface HeldValue {
  reporter: string
  from: string
  level: string
  /** Empty in a row that says only that something is told. */
  dimension: Dimension | ''
  value: string
  sum: number
  /** Whether it stands at a stage and level that the question asks for. */
  in_scope: boolean
  /** The words of the answer's groups that are of the procedure: see procedureOf. */
  procedure: string
}

/** Dimensions of the procedure: what a table tells at one stage says nothing of another. */
const ofProcedure: readonly Dimension[] = ['decision_stage', 'source_level', 'authority', 'return_type']

/** The words of a key that are of the procedure, as one text: cells that differ in them are judged apart. */
export function procedureOf(groups: readonly Dimension[]): (key: readonly string[]) => string {
  const places = groups.flatMap((name, place) => (ofProcedure.includes(name) ? [place] : []))
  return key => places.map(place => key[place]).join(' ')
}

/** Reads what the table holds of these dimensions in the unit that is counted, in rows that the family can use. */
export async function heldValues(
  set: Pick<ReleaseSet, 'query'>,
  { question, frame, unit }: Plan,
  family: Family,
  names: readonly Dimension[]
): Promise<HeldValue[]> {
  const { chosen } = frame
  const has = (name: Dimension): boolean => hasColumn(chosen, name) && chosen.card.dimensions.includes(name)
  const column = (name: Dimension | ''): string => (name !== '' && has(name) ? name : "''")
  const filters = filtersIn(question).filter(([name]) => ofProcedure.includes(name))
  const named = question.filters?.country_of_asylum
  const members = frame.memberships?.country_of_asylum_group
  const conditions = allOf([
    raw('is_told'),
    ...(named && has('country_of_asylum') ? [isWord(frame, 'country_of_asylum', named)] : []),
    ...(members && has('country_of_asylum')
      ? [isMemberSql(frame, 'country_of_asylum_group', members, raw('period_to'))]
      : []),
    ...(chosen.card.total_sets.length > 0 ? [isEligible(question, frame, family)] : [])
  ])
  const groups = storedGroups(frame).filter(name => ofProcedure.includes(name))
  const grouped = groups.map((name, i) => sql`${groupSql(frame, name)} as ${raw(`p${i}`)}, `)
  const procedure = raw(
    groups.length === 0 ? "''" : `concat_ws(' ', ${groups.map((_, i) => `p${i}`).join(', ')})`
  )
  const inScope = allOf(filters.map(([name, values]) => isWord(frame, name, values)))
  // Words are made of the columns' values after they were counted.
  const scans = ['' as const, ...names].map(
    name => sql`select cast(reporter as varchar) as reporter, cast(period_from as varchar) as "from",
    cast(level as varchar) as level, ${raw(`'${name}'`)} as dimension, cast(value as varchar) as value, in_scope, sum, ${procedure} as procedure
  from (
    select ${join(grouped, '')}${raw(`${column('country_of_asylum')} as reporter, period_from, ${column('source_level')} as level,
      ${column(name)} as value`)}, ${inScope} as in_scope, cast(coalesce(sum(value), 0) as double) as sum
    from ${raw(heldTable(chosen.release))} where unit = ${unit} and ${conditions} group by all
  )`
  )
  const { text, values } = statementOf(join(scans, ' union all '))
  return rowsOf(await set.query(text, values)) as unknown as HeldValue[]
}

/** The periods that a table has figures for in the unit that is counted. */
export async function heldPeriods(
  set: Pick<ReleaseSet, 'query'>,
  { frame, unit }: Plan
): Promise<PeriodSpan[]> {
  const { text, values } = statementOf(
    sql`select distinct cast(period_from as varchar) as "from", cast(period_to as varchar) as "to"
from ${raw(heldTable(frame.chosen.release))} where unit = ${unit}`
  )
  return rowsOf(await set.query(text, values)) as unknown as PeriodSpan[]
}
