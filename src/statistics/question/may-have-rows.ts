import { mayHaveWord } from '../../snapshot/sql/enum-words.ts'
import { emptyValue } from '../../vocabulary/measures/dimension.ts'
import type { Chosen } from './chosen.ts'
import { setClock } from './clock.ts'
import { filtersIn, type Question } from './question.ts'
import { reachOf } from './reach.ts'

/**
 * Whether a table may have a row of what is asked: a part of it is covered, and of each filter some value is in the
 * table. Only such a table is chosen before others, or offered beside them.
 */
export function mayHaveRows(question: Question, chosen: Chosen): boolean {
  if (reachOf(question, setClock(question, chosen), chosen).inside === 'outside') return false
  const words = chosen.release.stored?.words[chosen.table]
  return filtersIn(question).every(
    ([name, values]) => values.includes(emptyValue(name)) || mayHaveWord(words, name, values)
  )
}
