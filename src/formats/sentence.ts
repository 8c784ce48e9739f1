import type { Attribution, ResultTable } from '../vocabulary/results/result-table.ts'
import type { ResultFormat } from './format.ts'
import { answerSentence } from './wording/answer/answer-sentence.ts'
import { detailsOf, headOfRow, separator } from './wording/answer/facts.ts'
import { clausesOf } from './wording/clauses.ts'
import { capitalised, phrase } from './wording/phrases.ts'
import { withShownMeasures } from './wording/shown-measures.ts'

/**
 * The first row as one sentence that can be published, with source, release and date. It is filled into templates:
 * nothing is summed, rounded or guessed, and a withheld number is stated to be withheld.
 */
export function sentence(figures: ResultTable, attribution: Attribution): string {
  const { lang } = attribution
  const row = figures.rows[0]
  const { start, nation, place } = headOfRow(figures, row, lang)
  const source = phrase('told_by', lang, { citation: attribution.citation.replace(/\.$/, '') })
  const warning = attribution.synthetic ? `${phrase('made_up', lang)} — ` : ''
  const facts = detailsOf(figures, row, nation !== undefined, lang)
  const details = facts.length === 0 ? '' : ` (${facts.join(separator(lang))})`
  const said =
    row === undefined
      ? phrase('no_figure', lang, { when: start, details })
      : `${start === '' ? '' : `${start}, `}${clausesOf(figures, row, { nation, place }, lang).join(separator(lang))}${details}`
  // Consecutive brackets are merged into one.
  const text = `${capitalised(said, lang)} (`.replace(/\) \(/g, separator(lang))
  return `${warning}${text}${source}).`
}

export const sentenceFormat: ResultFormat = {
  id: 'sentence',
  type: 'text/plain; charset=utf-8',
  accepts: ['text/plain'],
  ending: 'txt',
  is_shown: true,
  is_paged: false,
  is_binary: false,
  options: ['sentence_of'],
  writes: 'result',
  makeup_of: 'first_row',
  largest: 100_000,
  write: (result, attribution, { sentence_of }) =>
    sentence_of === 'answer'
      ? `${answerSentence(result, attribution)}\n`
      : `${sentence(withShownMeasures(result), attribution)}\n`
}
