import { mayHaveWord } from '../../snapshot/sql/enum-words.ts'
import { countriesAmong, type Memberships } from '../../vocabulary/countries/groups/memberships.ts'
import { alternatives, said } from '../../vocabulary/labels/texts/texts.ts'
import { twoFormsInOne } from '../../vocabulary/labels/texts/two-forms.ts'
import {
  type Dimension,
  emptyValue,
  groupedCountries,
  isCountryGroup
} from '../../vocabulary/measures/dimension.ts'
import type { Lack } from './abilities.ts'
import type { Chosen } from './chosen.ts'
import { setClock } from './clock.ts'
import { filtersIn, type Question } from './question.ts'
import { reachOf } from './reach.ts'

/**
 * Why a table can have no row of what is asked: nothing of it is covered, or of a filter no value is in the table;
 * undefined where it may have some. Only such a table is chosen before others, or offered beside them. A group of
 * countries is covered where one of its members is.
 */
export function whyNoRows(question: Question, chosen: Chosen, memberships: Memberships): Lack | undefined {
  const { inside, missing } = reachOf(question, setClock(question, chosen), chosen, memberships)
  if (inside === 'outside')
    return {
      parameter: 'source',
      reason: said('lacks_what_is_asked', { parts: twoFormsInOne(missing, '; ').text })
    }
  const words = chosen.release.stored?.words[chosen.table]
  const [absent] = filtersIn(question).filter(
    ([name, values]) =>
      !values.includes(emptyValue(name)) && !mayHaveWord(words, ...stored(name, values, memberships))
  )
  return (
    absent && {
      parameter: absent[0],
      reason: said('lacks_rows_with', { name: absent[0], values: alternatives(absent[1]) })
    }
  )
}

/** A filter as it is put to stored words: one by groups is by their members on any day. */
const stored = (
  name: Dimension,
  values: readonly string[],
  memberships: Memberships
): [name: Dimension, values: readonly string[]] =>
  isCountryGroup(name) ? [groupedCountries[name], countriesAmong(memberships[name] ?? [])] : [name, values]

export const mayHaveRows = (question: Question, chosen: Chosen, memberships: Memberships): boolean =>
  whyNoRows(question, chosen, memberships) === undefined
