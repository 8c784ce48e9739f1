import type { Sql } from '../../snapshot/sql/sql.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import { isOfScope } from '../../vocabulary/measures/scope-values.ts'
import { namedDimensions } from '../question/check-question.ts'
import { type Chosen, isRecords } from '../question/chosen.ts'
import type { Question } from '../question/question.ts'
import { constantOf, type Frame, hasColumn, isConstant } from './columns.ts'
import { isInScope } from './words.ts'

/** Dimension → values, as about.json names rows. */
export type Scope = Readonly<Record<string, readonly string[]>>

/** The conditions of a scope that the question leaves open; false where no row of the question can be in the scope. */
export type Open = false | [name: Dimension, values: readonly string[]][]

/**
 * Compares a scope with the filters of a question. A filter with values of the scope only settles its dimension; a
 * filter without any of them excludes the scope. Rows are counted faster with fewer conditions.
 */
export function openScope(scope: Scope, { filters = {} }: Question, { chosen }: Pick<Frame, 'chosen'>): Open {
  const open: [Dimension, readonly string[]][] = []
  for (const [name, values] of Object.entries(scope)) {
    if (name in dimensions && isConstant(name as Dimension)) {
      if (!isOfScope(name, values, constantOf(chosen, name as Dimension))) return false
      continue
    }
    if (!hasColumn(chosen, name)) return false
    const filter = filters[name]
    const isIn = (value: string): boolean => isOfScope(name, values, value)
    if (filter && !filter.some(isIn)) return false
    if (!filter?.every(isIn)) open.push([name, values])
  }
  return open
}

/** A condition on rows, or its value where it is the same for all rows. */
export type RowCondition = boolean | Sql

export function conditionOf(
  scope: Scope | undefined,
  question: Question,
  frame: Frame,
  empty: boolean
): RowCondition {
  if (scope === undefined) return empty
  const open = openScope(scope, question, frame)
  return open === false ? false : open.length === 0 ? true : isInScope(frame, open)
}

/** Rules of the source that leave out rows unless the question names the dimension (about.ts `usually`). */
export const usualConditions = (
  question: Question,
  { series, card, ...chosen }: Pick<Chosen, 'series' | 'subject' | 'table' | 'card'>
) =>
  (series.usually ?? []).filter(
    ({ dimension }) =>
      hasColumn(chosen, dimension) &&
      // Figures that tell nothing of it have none to leave out.
      (isRecords(chosen) || card.dimensions.includes(dimension)) &&
      !namedDimensions(question).includes(dimension as Dimension)
  )
