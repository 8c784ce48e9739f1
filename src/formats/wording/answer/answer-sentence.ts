import type {
  Attribution,
  ResultColumn,
  ResultRow,
  ResultTable
} from '../../../vocabulary/results/result-table.ts'
import { clausesOf } from '../clauses.ts'
import { capitalised, phrase } from '../phrases.ts'
import { detailsOf, headOfRow, separator } from './facts.ts'
import { outcomePartsOf, outcomesText, partsWithheld, rangeText } from './outcomes.ts'

/**
 * A whole answer in words, as it is asked without groups: how many, what became of them, the rate with its n and range, and
 * what is withheld. What is never added has a sentence each. The facts that limit it follow in a sentence of their own.
 */
export function answerSentence(figures: ResultTable, attribution: Attribution): string {
  const { lang, citation, synthetic } = attribution
  const warning = synthetic ? `${phrase('made_up', lang)}. ` : ''
  const { rows } = figures
  const texts =
    rows.length === 0 ? [nothingText(figures, lang)] : rows.map(row => rowText(figures, row, lang))
  return `${warning}${texts.join(' ')} ${phrase('source', lang, { citation: citation.replace(/\.$/, '') })}.`
}

type Lang = Attribution['lang']

function nothingText(figures: ResultTable, lang: Lang): string {
  const { start } = headOfRow(figures, undefined, lang)
  const facts = factsText(detailsOf(figures, undefined, false, lang), lang)
  return `${capitalised(phrase('no_figure', lang, { when: start, details: '' }), lang)}.${facts}`
}

function rowText(figures: ResultTable, row: ResultRow, lang: Lang): string {
  const told = { ...figures, measures: measuresTold(figures, row) }
  const { start, nation, place } = headOfRow(told, row, lang)
  const [count, rate] = told.measures
  const parts = count && outcomePartsOf(figures, row, count.name)
  // The outcomes are listed one by one, so that the clause of the number does not say them again.
  const words = parts ? { ...told, makeup: { ...told.makeup, is_whole: true as const } } : told
  const [first = '', ...more] = clausesOf(words, row, { nation, place }, lang)
  const outcomes = parts && count ? outcomesText(parts, row.numbers[count.name] ?? null, lang) : []
  const withheld = parts && count && row.numbers[count.name] === null ? partsWithheld(parts, lang) : undefined
  const list = outcomes.length > 0 ? phrase('made_of', lang, { what: outcomes.join(separator(lang)) }) : ''
  const range = rate?.rate && row.numbers[rate.name] != null ? rangeOf(rate, row, lang) : ''
  const clauses = [`${first}${withheld ? ` (${withheld})` : ''}${list}`, ...more]
  if (range && clauses[1] !== undefined) clauses[1] += range
  const text = `${start === '' ? '' : `${start}, `}${clauses.join(separator(lang))}`
  const facts = factsText(detailsOf(told, row, nation !== undefined, lang), lang)
  return `${capitalised(text, lang)}.${facts}`
}

/** The first count, and the first rate that exists for the row. */
function measuresTold({ measures }: ResultTable, { flags }: ResultRow): readonly ResultColumn[] {
  const count = measures.find(({ kind }) => kind === 'count')
  const rate = measures.find(({ kind, name }) => kind === 'share' && !flags[name]?.includes('not_applicable'))
  const days = measures.filter(({ kind }) => kind === 'days')
  return [count, rate, ...days].filter(measure => measure !== undefined)
}

function rangeOf({ rate }: ResultColumn, { numbers }: ResultRow, lang: Lang): string {
  return rate ? rangeText(numbers[rate.low] ?? null, numbers[rate.high] ?? null, lang) : ''
}

/** What limits the figure, as a sentence after it: `Stage: first instance.` */
const factsText = (facts: readonly string[], lang: Lang): string =>
  facts.length === 0 ? '' : ` ${capitalised(facts.join(separator(lang)), lang)}.`
