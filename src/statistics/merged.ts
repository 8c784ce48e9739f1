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
