import { capitalised } from '../../../formats/wording/phrases.ts'
import { monthText, ruleText, typeNoun } from '../../../formats/wording/returns/returns.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import type { PauseRules } from '../../../vocabulary/results/return-timeline.ts'
import { useHere } from '../../here.ts'
import type { Say } from '../../words/words.ts'
import { type Sentence, Sentences } from '../sentences.tsx'
import { countAfter, type DestinationBlock, type DestinationTable, newestGap } from './blocks.ts'
import { monthsLong, whenIn } from './times.ts'

/** What "resumed" would rest on, by type of return, and when the answer uses the word. Nothing where no gap is told. */
export function BeforeResumed({ table, rules }: { table: DestinationTable; rules: PauseRules }) {
  const { say, lang } = useHere()
  const [first, ...others] = table.blocks
  if (first === undefined) return null
  const sentences = [
    ...restsOn(first, rules.pause_periods, say, lang),
    ...others.flatMap(block => ownCalendar(block, rules.pause_periods, say, lang))
  ]
  if (sentences.length === 0) return null
  return (
    <div class="care">
      <p>
        <b>{say('before_resumed')}</b> <Sentences sentences={sentences} />
      </p>
      <p class="rule">{ruleText(rules, lang)}</p>
    </div>
  )
}

function restsOn(block: DestinationBlock, least: number, say: Say, lang: Language): Sentence[] {
  const gap = newestGap(block, least)
  const after = gap && countAfter(block, gap, say, lang)
  const { open_gap } = block
  return [
    ...(gap && after
      ? [
          {
            word: 'rests_on' as const,
            slots: {
              months: monthsLong(gap.months, lang),
              count: after.count,
              when: whenIn(after.period, lang)
            },
            marks: { count: 'u' as const }
          }
        ]
      : []),
    ...(open_gap
      ? [
          {
            word: 'none_since_then' as const,
            slots: { from: monthText(open_gap.from, 'from', lang), to: monthText(open_gap.to, 'to', lang) }
          }
        ]
      : [])
  ]
}

function ownCalendar(block: DestinationBlock, least: number, say: Say, lang: Language): Sentence[] {
  const gap = newestGap(block, least)
  const after = gap && countAfter(block, gap, say, lang)
  if (!gap || !after) return []
  const slots = {
    types: capitalised(typeNoun(block, 2, lang), lang),
    months: monthsLong(gap.months, lang),
    count: after.count,
    when: whenIn(after.period, lang)
  }
  return [{ word: 'own_calendar', slots }]
}
