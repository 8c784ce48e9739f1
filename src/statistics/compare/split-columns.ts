import { type Dimension, dimensionNames, emptyValue } from '../../vocabulary/measures/dimension.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import type { Answered } from './ask-each.ts'
import { type ToldDimension, toldDimensions, wordsTold } from './told.ts'

/** Dimensions that are never added in any series: columns of the rows where the answers differ in them. */
const neverAdded: readonly ToldDimension[] = [
  'decision_stage',
  'application_type',
  'screening_type',
  'source_level'
]

/**
 * The dimensions that distinguish rows of different sources: those that any answer is split by, and those with one word
 * in each answer but not the same in all, such as the stage.
 */
export function splitColumns(answered: readonly Answered[], key: readonly Dimension[]): Dimension[] {
  const withRows = answered.filter(({ answer }) => answer.result.rows.length > 0)
  const split = new Set(withRows.flatMap(splitBy))
  const differ = neverAdded.filter(
    name => name !== 'source_level' && new Set(withRows.map(each => onlyWord(each, name))).size > 1
  )
  return [...neverAdded, ...dimensionNames.filter(name => !isNeverAdded(name))].filter(
    name => !key.includes(name) && (split.has(name) || differ.some(each => each === name))
  )
}

const isNeverAdded = (name: Dimension): boolean => neverAdded.some(each => each === name)

export const splitBy = ({ answer }: Answered): Dimension[] =>
  (answer.meta.query.split_by as Dimension[] | undefined) ?? []

/** The one word of all rows of an answer, for a dimension that it is not split by. */
function onlyWord({ told, question }: Answered, name: Dimension): string {
  const known = toldDimensions.find(each => each === name)
  const [only, ...others] = known === undefined ? [] : wordsTold(told, known)
  if (only !== undefined && others.length === 0) return only
  const [filtered, ...more] = question.filters?.[name] ?? []
  return filtered !== undefined && more.length === 0 ? filtered : emptyValue(name)
}

/** The word of a dimension that the answer of a row is not split by: that of all its rows. */
export function splitWord(from: Answered, words: ResultRow['words'], name: Dimension): string {
  if (name !== 'source_level') return onlyWord(from, name)
  // Levels distinguish rows only inside the stage mixed.
  const stage = words.decision_stage ?? onlyWord(from, 'decision_stage')
  const [level] = wordsTold(
    from.told.filter(each => each.decision_stage === 'mixed'),
    'source_level'
  )
  return stage === 'mixed' && level !== undefined ? level : 'not_split'
}
