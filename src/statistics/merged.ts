import type { Dimension } from '../vocabulary/dimension.ts'
import { type Chosen, isRecords } from './chosen.ts'
import type { Question } from './question.ts'

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
