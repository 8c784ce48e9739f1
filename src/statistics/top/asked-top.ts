import { said } from '../../vocabulary/labels/texts/texts.ts'
import { type Dimension, isRanked } from '../../vocabulary/measures/dimension.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { isRate } from '../question/check-question.ts'
import type { Question } from '../question/question.ts'

/** A question that asks for the largest groups alone: how many, and of which dimension. */
export interface AskedTop {
  top: number
  by: Dimension
}

/** What rows of the largest groups cannot have: an order of their own, and pages. */
const unfit = ['sort', 'cursor'] as const

/**
 * Reads `top`: the largest groups of the first dimension that is a country or a code of a source. Throws a Problem where the
 * question has none, and for parameters that do not go with it.
 */
export function askedTop(question: Question, makeup_of: string | undefined): AskedTop | undefined {
  const { top, group_by = [] } = question
  if (top === undefined) return undefined
  if (makeup_of === 'first_row') throw refusedTop('top', said('top_in_sentences'))
  const by = group_by.find(isRanked)
  if (by === undefined) throw refusedTop('top', said('top_needs_groups'))
  for (const name of unfit)
    if (question[name] !== undefined) throw refusedTop(name, said('top_is_in_order', { parameter: name }))
  return { top, by }
}

export const refusedTop = (parameter: string, detail: ReturnType<typeof said>): Problem =>
  new Problem('unsupported-combination', detail, [{ parameter, code: 'unsupported-combination' }])

/** The question whose rows rank the groups: its first count, by the dimension alone. */
export function rankingQuestion(question: Question, by: Dimension, unit: string | null): Question {
  const { fields: _, fill: __, intervals: ___, measures = [], ...same } = question
  const count = measures.find(name => !isRate(name)) ?? unit
  return { ...same, group_by: [by], ...(count === null ? {} : { measures: [count] }) } as Question
}

/** The question that counts all groups but some together. */
export function restQuestion(question: Question, by: Dimension, words: readonly string[]): Question {
  const { fields: _, group_by = [], ...same } = question
  return { ...same, group_by: group_by.filter(name => name !== by), apart: { dimension: by, words } }
}
