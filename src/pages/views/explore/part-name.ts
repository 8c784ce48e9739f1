import { capitalised, detailText } from '../../../formats/wording/phrases.ts'
import { labelOf } from '../../../vocabulary/labels/labels.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import { readsLikeWhole } from '../../../vocabulary/results/parts.ts'
import type { StatisticsRow } from '../../asking/answers.ts'
import { wordIn } from './cells.ts'

/** A word of one part of an answer whose parts are never added. */
export interface PartWord {
  name: string
  word: string
}

/** What tells a part from the others: what it is broken down by, and what it is not where it would read like the whole. */
export function partWords(
  row: StatisticsRow,
  rows: readonly StatisticsRow[],
  splitBy: readonly string[]
): PartWord[] {
  const wordsOf = (each: StatisticsRow) => Object.fromEntries(splitBy.map(name => [name, wordIn(each, name)]))
  const [own, all] = [wordsOf(row), rows.map(wordsOf)]
  return splitBy
    .filter(name => own[name] !== 'not_split' || readsLikeWhole(own, all, name, splitBy))
    .map(name => ({ name, word: wordIn(row, name) }))
}

/** The words of a part. Of what is not broken down it is said what, since it would read like the whole. */
export const partTexts = (words: readonly PartWord[], lang: Language): string[] =>
  words.map(({ name, word }) =>
    word === 'not_split' ? detailText(name, [word], lang) : capitalised(labelOf(name, word, lang), lang)
  )
