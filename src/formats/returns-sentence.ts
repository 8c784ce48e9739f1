import type { Language } from '../vocabulary/labels/language.ts'
import type { Attribution } from '../vocabulary/results/result-table.ts'
import type {
  ClosedGap,
  OpenGap,
  ReturnTimeline,
  TimelineBlock
} from '../vocabulary/results/return-timeline.ts'
import type { TimelineFormat } from './format.ts'
import { sentenceFormat } from './sentence.ts'
import { separator } from './wording/answer/facts.ts'
import { breakTexts } from './wording/breaks.ts'
import { capitalised, dateText, listText, numberText, periodLabel, phrase } from './wording/phrases.ts'
import {
  countText,
  destinationText,
  inferredTexts,
  monthText,
  originText,
  periodNoun,
  returnPhrase,
  ruleText,
  typeNoun
} from './wording/returns/returns.ts'
import { departedNation, detailsOfBlock, untoldOfBlocks } from './wording/returns/timeline.ts'

/**
 * Returns to one destination in sentences that can be published: of each source and type how many, the longest time
 * without one, the newest pause, and whether there is none at the end of the table, each with the counts that it
 * rests on. Then what a pause is, and the source. From templates alone: what is not told is said to be.
 */
export function returnsSentence(timeline: ReturnTimeline, told: Attribution): string {
  const { rules, blocks } = timeline
  const { lang } = told
  const warning = told.synthetic ? [phrase('made_up', lang)] : []
  if (blocks.length === 0) return [...warning, phrase('nothing', lang)].join(' — ')
  const said = blocks.map(block =>
    [
      totalText(timeline, block, lang),
      ...inferredTexts([block], lang),
      ...breakText(block, lang),
      ...gapTexts(block, lang)
    ].join(' ')
  )
  const hasGaps = blocks.some(({ gaps, open_gap }) => gaps.length > 0 || open_gap !== null)
  const rule = hasGaps ? [ruleText(rules, lang)] : []
  return [...warning, ...said, ...rule, phrase('source', lang, { citation: told.citation })].join('\n')
}

function totalText(timeline: ReturnTimeline, block: TimelineBlock, lang: Language): string {
  const { value, coverage, country_of_asylum } = block
  const nation = departedNation(timeline, block, lang)
  const untold = untoldOfBlocks(timeline, [block], lang)
  const details = nation === undefined || value === null ? detailsOfBlock(timeline, block, lang) : []
  const isLowerBound = block.flags.includes('partial')
  const brackets = [
    details.length > 0 ? ` (${details.join(separator(lang))})` : '',
    isLowerBound && untold !== undefined ? phrase('without', lang, { what: untold }) : ''
  ]
  const slots = {
    from: dateText(coverage.from, lang),
    to: dateText(coverage.to, lang),
    to_place: `${destinationText(timeline.country_of_return, lang)}${brackets.join('').replace(') (', separator(lang))}`,
    by: originText(country_of_asylum, lang)
  }
  if (value === null) {
    const text = returnPhrase('total_untold', lang, { ...slots, types: typeNoun(block, 2, lang) })
    return untold === undefined ? text : `${text} ${phrase('untold', lang, { what: untold })}`
  }
  const what = countText(block, value, lang, nation)
  return returnPhrase('total', lang, {
    ...slots,
    were: wereFor(value),
    what: isLowerBound ? returnPhrase('at_least', lang, { n: what }) : what
  })
}

/** Where its series breaks, so that nobody compares what is before with what is after. */
function breakText({ breaks }: TimelineBlock, lang: Language): string[] {
  if (breaks.length === 0) return []
  const texts = listText(breakTexts(breaks, { year_basis: null }, lang), lang)
  return [`${capitalised(phrase('series_breaks', lang, { breaks: texts }), lang)}.`]
}

const wereFor = (n: number): string => (n === 1 ? 'was' : 'were')

function gapTexts(block: TimelineBlock, lang: Language): string[] {
  if (block.return_status === 'ordered') return []
  if (block.gaps_not_told !== null) return [returnPhrase('gaps_untold', lang)]
  const { gaps, open_gap, series_by_period } = block
  const untold = series_by_period.filter(({ value }) => value === null).length
  const provisional = series_by_period.find(({ flags }) => flags.includes('provisional'))
  return [
    ...(gaps.length === 0 && open_gap === null && untold === 0
      ? [returnPhrase('no_gaps', lang, { period: periodNoun(block, false, lang) })]
      : []),
    ...closedTexts(block, lang),
    ...(open_gap
      ? [returnPhrase(open_gap.is_pause ? 'open_pause' : 'open_gap', lang, slotsOf(block, open_gap, lang))]
      : []),
    ...(untold > 0
      ? [
          returnPhrase('untold', lang, {
            n: numberText(untold, lang),
            periods: periodNoun(block, true, lang)
          })
        ]
      : []),
    ...(provisional
      ? [returnPhrase('provisional', lang, { from: monthText(provisional.period, 'from', lang) })]
      : [])
  ]
}

/** How many gaps are over, the longest of them, and the newest pause where that is another. */
function closedTexts(block: TimelineBlock, lang: Language): string[] {
  const { gaps, open_gap } = block
  const [first] = gaps
  if (first === undefined) return []
  const longest = gaps.reduce((best, each) => (each.periods > best.periods ? each : best), first)
  // A pause that goes on is newer, and is told as the open one.
  const newest = open_gap?.is_pause ? undefined : gaps.findLast(({ is_pause }) => is_pause)
  const pauses = gaps.filter(({ is_pause }) => is_pause).length
  return [
    returnPhrase('gaps', lang, { n: numberText(gaps.length, lang), pauses: numberText(pauses, lang) }),
    closedText(longest.is_pause ? 'longest_pause' : 'longest_gap', block, longest, lang),
    ...(newest && newest !== longest ? [closedText('newest_pause', block, newest, lang)] : [])
  ]
}

const closedText = (
  name: 'longest_gap' | 'longest_pause' | 'newest_pause',
  block: TimelineBlock,
  gap: ClosedGap,
  lang: Language
): string => returnPhrase(name, lang, { ...slotsOf(block, gap, lang), afterwards: thenText(gap, lang) })

function thenText({ next_in, next_value, is_resumed }: ClosedGap, lang: Language): string {
  if (next_in === null || next_value === null) return returnPhrase('then_untold', lang)
  return returnPhrase(is_resumed ? 'resumed' : 'then', lang, {
    were: wereFor(next_value),
    n: numberText(next_value, lang),
    period: periodLabel(next_in, lang)
  })
}

/** The length of a gap and the count before it; both can be lower bounds. */
function slotsOf(block: TimelineBlock, { from, to, months, usual_before, flags }: OpenGap, lang: Language) {
  const isLowerBound = flags.includes('partial')
  const before = numberText(usual_before, lang)
  return {
    from: monthText(from, 'from', lang),
    to: monthText(to, 'to', lang),
    months: numberText(months, lang),
    before: isLowerBound ? returnPhrase('at_least', lang, { n: before }) : before,
    periods: periodNoun(block, true, lang)
  }
}

export const returnsSentenceFormat: TimelineFormat = {
  ...sentenceFormat,
  options: [],
  writes: 'timeline',
  write: (timeline, attribution) => `${returnsSentence(timeline, attribution)}\n`
}
