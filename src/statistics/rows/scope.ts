import type { Sql } from '../../snapshot/sql/sql.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import { isOfScope } from '../../vocabulary/measures/scope-values.ts'
import type { Question } from '../question/question.ts'
import { constantOf, type Frame, hasColumn, isConstant } from './columns.ts'
import { isInScope } from './words.ts'

/** Dimension → values, as about.json names rows. */
export type Scope = Readonly<Record<string, readonly string[]>>

/** What a scope still asks of a row when the question has answered part of it; false where no row can be in it. */
export type Open = false | [name: Dimension, values: readonly string[]][]

/**
 * A scope against what the question already says: a filter inside it answers its part, one beside it shuts it. The
 * less is asked of each row, the faster it is counted.
 */
export function openScope(scope: Scope, { filters = {} }: Question, { chosen }: Pick<Frame, 'chosen'>): Open {
  const open: [Dimension, readonly string[]][] = []
  for (const [name, values] of Object.entries(scope)) {
    if (name in dimensions && isConstant(name as Dimension)) {
      if (!isOfScope(name, values, constantOf(chosen, name as Dimension))) return false
      continue
    }
    if (!hasColumn(chosen, name)) return false
    const asked = filters[name]
    const isIn = (value: string): boolean => isOfScope(name, values, value)
    if (asked && !asked.some(isIn)) return false
    if (!asked?.every(isIn)) open.push([name, values])
  }
  return open
}

/** A condition on rows, or what is known of it without looking at one. */
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
