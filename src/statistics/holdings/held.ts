import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { allOf } from '../../snapshot/sql/conditions.ts'
import {
  chosenTable,
  column,
  join,
  raw,
  readFrom,
  type Sql,
  sql,
  statementOf
} from '../../snapshot/sql/sql.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { filtersIn } from '../question/question.ts'
import { wholeTable } from '../rollups/records.ts'
import { hasColumn, rowsOf } from '../rows/columns.ts'
import { isWord } from '../rows/words.ts'

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
}

/** Dimensions of the procedure: what a table tells at one stage says nothing of another. */
const ofProcedure: readonly Dimension[] = ['decision_stage', 'source_level', 'authority', 'return_type']

/** Reads what the table holds of these dimensions in the unit that is counted. */
export async function heldValues(
  set: Pick<ReleaseSet, 'query'>,
  { question, frame, unit }: Plan,
  names: readonly Dimension[]
): Promise<HeldValue[]> {
  const { chosen } = frame
  const has = (name: Dimension): boolean => hasColumn(chosen, name) && chosen.card.dimensions.includes(name)
  const word = (name: Dimension): Sql => (has(name) ? sql`cast(${column(name)} as varchar)` : raw("''"))
  const filters = filtersIn(question).filter(([name]) => ofProcedure.includes(name))
  const inScope = allOf(filters.map(([name, values]) => isWord(frame, name, values)))
  const scans = ['' as const, ...names].map(
    name => sql`select ${word('country_of_asylum')} as reporter, period_from, ${word('source_level')} as level,
    ${raw(`'${name}'`)} as dimension, ${name === '' ? raw("''") : word(name)} as value, ${inScope} as in_scope,
    cast(coalesce(sum(value), 0) as double) as sum
  from ${chosenTable.name} where unit = ${unit} and status <> 'not_reported' group by all`
  )
  const asked = readFrom(
    wholeTable(chosen),
    sql`select * exclude (period_from), cast(period_from as varchar) as "from" from (${join(scans, ' union all ')})`
  )
  const { text, values } = statementOf(asked)
  return rowsOf(await set.query(text, values)) as unknown as HeldValue[]
}
