import type { Format } from '../formats/format.ts'
import type { Language } from '../vocabulary/labels/language.ts'
import { contentLanguage, type LocalText } from '../vocabulary/labels/texts/texts.ts'
import type { BreakNote } from '../vocabulary/results/break-note.ts'
import type { Answer } from './answer.ts'
import { caveatsOfAll } from './envelope.ts'

/**
 * The header Content-Language of an answer (docs/rules/api.md §1.6): the language asked for, and English where the
 * format writes a text that exists in English only. `english_in`: see Endpoint.
 */
export function languagesOf(
  answer: Answer,
  { writes, has_counting_rule }: Format,
  english_in: readonly Format['writes'][],
  lang: Language
): string {
  const { counting_rule } = answer.meta ?? {}
  return contentLanguage(lang, [
    ...caveatsOfAll(answer).map(({ text }) => text),
    ...(writes === 'table' ? [] : breaksIn(answer).flatMap(({ note, told_in }) => [note, told_in])),
    ...(has_counting_rule && typeof counting_rule === 'string' ? [counting_rule] : []),
    ...(english_in.includes(writes) ? [englishData] : [])
  ])
}

/** Stands for the texts of data that are English in every language. */
const englishData: LocalText = 'English'

const breaksIn = ({ result, timeline }: Answer): readonly BreakNote[] => [
  ...(result?.breaks ?? []),
  ...(timeline?.blocks ?? []).flatMap(block => block.breaks)
]
