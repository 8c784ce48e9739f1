import { type Dimension, emptyValue } from '../../vocabulary/measures/dimension.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import type { Answered } from './ask-each.ts'
import { type ToldDimension, toldDimensions, wordsTold } from './told.ts'

/** Dimensions that are never added. They are columns of the rows where rows differ in them. */
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
  return neverAdded.filter(name => {
    if (key.includes(name)) return false
    if (withRows.some(each => splitBy(each).includes(name))) return true
    return name !== 'source_level' && new Set(withRows.map(each => onlyWord(each, name))).size > 1
  })
}

export const splitBy = ({ answer }: Answered): Dimension[] =>
  (answer.meta.query.split_by as Dimension[] | undefined) ?? []

/** The one word of all rows of an answer, for a dimension that it is not split by. */
function onlyWord({ told, question }: Answered, name: ToldDimension): string {
  const [only, ...others] = wordsTold(told, name)
  if (only !== undefined && others.length === 0) return only
  const [filtered, ...more] = question.filters?.[name] ?? []
  return filtered !== undefined && more.length === 0 ? filtered : emptyValue(name)
}

/** The word of a dimension that the answer of a row is not split by: that of all its rows. */
export function splitWord(from: Answered, words: ResultRow['words'], name: string): string {
  const dimension = toldDimensions.find(each => each === name)
  if (dimension === undefined) throw new Error(`a row without ${name}`)
  if (dimension !== 'source_level') return onlyWord(from, dimension)
  // Levels distinguish rows only inside the stage mixed.
  const stage = words.decision_stage ?? onlyWord(from, 'decision_stage')
  const [level] = wordsTold(
    from.told.filter(each => each.decision_stage === 'mixed'),
    'source_level'
  )
  return stage === 'mixed' && level !== undefined ? level : 'not_split'
}
