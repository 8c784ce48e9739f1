import { type Chosen, isRecords } from './chosen.ts'
import type { Frame } from './columns.ts'
import type { Question } from './question.ts'
import { conditionOf, sqlOf } from './scope.ts'
import type { Sql } from './sql-text.ts'

/**
 * Whether the question counts a unit that several records are one of, such as an application that a court decided
 * twice: one in each cell where it stands.
 */
export function isMerged({ unit, measures = [] }: Question, chosen: Chosen): boolean {
  const { merged } = chosen.subject
  return merged !== undefined && isRecords(chosen) && (unit === merged.unit || measures.includes(merged.unit))
}

/** The records that a merged unit is counted by; undefined where the question counts records. */
export function mergedRows(question: Question, frame: Frame): Sql | undefined {
  const { merged } = frame.chosen.subject
  if (!merged || !isMerged(question, frame.chosen)) return undefined
  return sqlOf(conditionOf(merged.rows, question, frame, true))
}
