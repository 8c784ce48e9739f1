import { unitLabel } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import type { ResultTable } from '../../vocabulary/results/result-table.ts'
import phrases from './phrases.json' with { type: 'json' }
import { listText, numberText, type Phrase, phrase } from './phrases.ts'

/** What is in scope but not counted, as texts: without them a number would look like the whole. */
export function leftOutTexts(
  { left_out, not_added }: Pick<ResultTable, 'left_out' | 'not_added'>,
  lang: Language
): string[] {
  const left = left_out.map(({ reason, count, rows = count }) =>
    phrase(phraseOf(reason), lang, {
      n: rows === null ? phrase('some_number', lang) : numberText(rows, lang),
      reason: reason.replaceAll('_', ' ')
    })
  )
  const units = not_added.map(unit => unitLabel(unit, 2, lang))
  return [
    ...(left.length > 0 ? [phrase('left_out', lang, { what: listText(left, lang) })] : []),
    ...(units.length > 0 ? [phrase('not_added', lang, { units: listText(units, lang) })] : [])
  ]
}

/** The phrase of a reason. A reason that only one source has is shown by its own name. */
function phraseOf(reason: string): Phrase {
  const name = `because_${reason}`
  return Object.hasOwn(phrases, name) ? (name as Phrase) : 'because_other'
}
