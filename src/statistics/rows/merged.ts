import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { sql, statementOf } from '../../snapshot/sql/sql.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import { type Chosen, isRecords } from '../question/chosen.ts'
import type { Question } from '../question/question.ts'
import { type Frame, rowsOf } from './columns.ts'
import { type Subset, selectionSql, statesOf } from './selection.ts'

/**
 * Whether the question counts a unit of which several records can be one, such as an application that a court decided
 * twice. It counts once in each cell that has one of its records.
 */
export function isMerged({ unit, measures = [] }: Question, chosen: Chosen): boolean {
  const { merged } = chosen.subject
  return merged !== undefined && isRecords(chosen) && (unit === merged.unit || measures.includes(merged.unit))
}

/**
 * The question for the records: for a merged unit, narrowed to the records that the unit applies to; else unchanged.
 */
export function askedOfRecords(question: Question, chosen: Chosen): Question {
  const { merged } = chosen.subject
  if (!merged || !isMerged(question, chosen)) return question
  const narrowed = Object.entries(merged.rows).map(([name, values]) => [
    name,
    question.filters?.[name as Dimension]?.filter(value => values.includes(value)) ?? values
  ])
  return { ...question, filters: { ...question.filters, ...Object.fromEntries(narrowed) } }
}

/** Counts by state: in a cell, or the reason for being in none. */
export type CountsByState = Record<string, number>

/**
 * Counts each merged unit once, by its state. A unit with a record in a cell is in a cell and not left out, whatever
 * its other records are. Any other is left out once, for the reason of its record that is nearest to a cell (statesOf):
 * the unit would be in a cell if this one reason did not apply. `several`: the records to count from.
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
