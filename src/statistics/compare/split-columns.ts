import { type Dimension, emptyValue } from '../../vocabulary/measures/dimension.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import type { Answered } from './ask-each.ts'
import { type ToldDimension, toldDimensions, wordsTold } from './told.ts'

/** What is never added, and so stands in the rows wherever it is not the same in all of them. */
const neverAdded: readonly ToldDimension[] = [
  'decision_stage',
  'application_type',
  'screening_type',
  'source_level'
]

/**
 * The dimensions that rows of different sources must be told apart by: those that any answer is split by, and those
 * in which answers differ though each has one word only, such as the stage.
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

/** The one word that an answer's rows have for what it is not split by. */
function onlyWord({ told, question }: Answered, name: ToldDimension): string {
  const [only, ...others] = wordsTold(told, name)
  if (only !== undefined && others.length === 0) return only
  const [asked, ...more] = question.filters?.[name] ?? []
  return asked !== undefined && more.length === 0 ? asked : emptyValue(name)
}

/** The word of a dimension that a row's own answer is not split by: that of all its rows. */
export function splitWord(from: Answered, words: ResultRow['words'], name: string): string {
  const dimension = toldDimensions.find(each => each === name)
  if (dimension === undefined) throw new Error(`a row without ${name}`)
  if (dimension !== 'source_level') return onlyWord(from, dimension)
  // Levels tell rows apart inside the stage mixed only.
  const stage = words.decision_stage ?? onlyWord(from, 'decision_stage')
  const [level] = wordsTold(
    from.told.filter(each => each.decision_stage === 'mixed'),
    'source_level'
  )
  return stage === 'mixed' && level !== undefined ? level : 'not_split'
}
