import { mayHaveWord } from '../../snapshot/sql/enum-words.ts'
import { emptyValue } from '../../vocabulary/measures/dimension.ts'
import type { Lack } from './abilities.ts'
import type { Chosen } from './chosen.ts'
import { setClock } from './clock.ts'
import { filtersIn, type Question } from './question.ts'
import { reachOf } from './reach.ts'

/**
 * Why a table can have no row of what is asked: nothing of it is covered, or of a filter no value is in the table;
 * undefined where it may have some. Only such a table is chosen before others, or offered beside them.
 */
export function whyNoRows(question: Question, chosen: Chosen): Lack | undefined {
  const { inside, missing } = reachOf(question, setClock(question, chosen), chosen)
  if (inside === 'outside')
    return { parameter: 'source', reason: `it covers nothing of what is asked, not ${missing.join('; ')}` }
  const words = chosen.release.stored?.words[chosen.table]
  const [absent] = filtersIn(question).filter(
    ([name, values]) => !values.includes(emptyValue(name)) && !mayHaveWord(words, name, values)
  )
  return (
    absent && { parameter: absent[0], reason: `it has no row with ${absent[0]} ${absent[1].join(' or ')}` }
  )
}

export const mayHaveRows = (question: Question, chosen: Chosen): boolean =>
  whyNoRows(question, chosen) === undefined
