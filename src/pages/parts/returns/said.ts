import { destinationText, typeNoun } from '../../../formats/wording/returns/returns.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import type { Say } from '../../words/words.ts'
import type { Sentence } from '../sentences.tsx'
import {
  countAfter,
  countIn,
  type DestinationBlock,
  type DestinationTable,
  longestGap,
  newestGap,
  type ToldGap
} from './blocks.ts'
import { during, endsOf, monthsLong, whenIn } from './times.ts'

interface Told {
  publisher: string
  destination: string
  /** Periods that a gap lasts, at least, to be named. */
  least: number
  say: Say
  lang: Language
}

/** What a table says of returns to a destination: of its first type with the gaps, of the others how many. */
export function saidOfTable({ blocks }: DestinationTable, told: Told): Sentence[] {
  const [first, ...others] = blocks
  if (first === undefined) return []
  const apart = others.flatMap(block =>
    block.value === null
      ? []
      : [
          {
            word: 'apart_counts' as const,
            slots: { count: countIn(block, { value: block.value, flags: block.flags }, told.say, told.lang) },
            marks: { count: 'b' as const }
          }
        ]
  )
  return [totalOf(first, told), ...gapsOf(first, told), ...apart]
}

function totalOf(block: DestinationBlock, { publisher, destination, say, lang }: Told): Sentence {
  const slots = { publisher, to_place: destinationText(destination, lang), ...endsOf(block.coverage, lang) }
  if (block.value === null)
    return { word: 'counts_untold', slots: { ...slots, types: typeNoun(block, 2, lang) } }
  const count = countIn(block, { value: block.value, flags: block.flags }, say, lang)
  return { word: 'counts_returns', slots: { ...slots, count }, marks: { count: 'b' } }
}

/** The longest gap, the newest where that is another, and the one that goes on. */
function gapsOf(block: DestinationBlock, told: Told): Sentence[] {
  const { gaps, open_gap, series_by_period, coverage } = block
  const { lang } = told
  if (!coverage.complete || block.value === null) return []
  const isTold = series_by_period.every(({ value }) => value !== null)
  if (gaps.length === 0 && open_gap === null)
    return isTold && block.value > 0 ? [{ word: 'never_none', slots: {} }] : []
  const closed = new Set([longestGap(block), newestGap(block, told.least)])
  return [
    ...[...closed].flatMap(gap => (gap === undefined ? [] : [gapSentence(block, gap, told)])),
    ...(open_gap === null
      ? []
      : [
          {
            word: 'none_since' as const,
            slots: {
              during: during(open_gap.from, open_gap.to, lang),
              months: monthsLong(open_gap.months, lang)
            },
            marks: { months: 'b' as const }
          }
        ])
  ]
}

function gapSentence(block: DestinationBlock, gap: ToldGap, { say, lang }: Told): Sentence {
  const slots = { during: during(gap.from, gap.to, lang), months: monthsLong(gap.months, lang) }
  const after = countAfter(block, gap, say, lang)
  if (after === undefined) return { word: 'none_then_untold', slots, marks: { months: 'b' } }
  return {
    word: gap.is_resumed ? 'none_then_resumed' : 'none_during',
    slots: { ...slots, count: after.count, when: whenIn(after.period, lang) },
    marks: { months: 'b', count: 'u' }
  }
}
