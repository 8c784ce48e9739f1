import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { sql, statementOf } from '../../snapshot/sql/sql.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import { type Chosen, isRecords } from '../question/chosen.ts'
import type { Question } from '../question/question.ts'
import { type Frame, rowsOf } from './columns.ts'
import { type Subset, selectionSql, statesOf } from './selection.ts'

/**
 * Whether the question counts a unit that several records are one of, such as an application that a court decided
 * twice: one in each cell where it stands.
 */
export function isMerged({ unit, measures = [] }: Question, chosen: Chosen): boolean {
  const { merged } = chosen.subject
  return merged !== undefined && isRecords(chosen) && (unit === merged.unit || measures.includes(merged.unit))
}

/** The question as it is asked of records: a merged unit is counted by those that are about it, and no others. */
export function askedOfRecords(question: Question, chosen: Chosen): Question {
  const { merged } = chosen.subject
  if (!merged || !isMerged(question, chosen)) return question
  const narrowed = Object.entries(merged.rows).map(([name, values]) => [
    name,
    question.filters?.[name as Dimension]?.filter(value => values.includes(value)) ?? values
  ])
  return { ...question, filters: { ...question.filters, ...Object.fromEntries(narrowed) } }
}

/** How many things there are by where they stand: in a cell, or the reason why they are in none. */
export type CountsByState = Record<string, number>

/**
 * Counts each thing that several records are of once, by its state. One with a record in a cell is in a cell, and left
 * out nowhere, whatever its other records are. Any other is left out once, for the reason of its record that is nearest
 * to a cell (statesOf): it stands in a cell as soon as this one reason is lifted. `several` are the records.
 */
export async function countNearest(
  set: Pick<ReleaseSet, 'query'>,
  question: Question,
  frame: Frame,
  several: Subset
): Promise<CountsByState> {
  const { merged } = frame.chosen.subject
  if (merged === undefined) throw new Error('no unit is merged here')
  const { key } = merged
  const counting = sql`select state, cast(count(*) as int) as number
from (select ${key} as one, min(state) as state from selected where ${key} is not null group by one) group by state`
  const { text, values } = statementOf(selectionSql(question, frame, 'count', counting, several))
  const states = statesOf(question, frame)
  const found = rowsOf(await set.query(text, values))
  return Object.fromEntries(found.map(({ state, number }) => [states[state as number], number as number]))
}
