import type { Format } from '../formats/format.ts'
import type { Language } from '../vocabulary/labels/language.ts'
import { contentLanguage } from '../vocabulary/labels/texts/texts.ts'
import type { Answer } from './answer.ts'
import { caveatsOfAll } from './envelope.ts'

/**
 * The header Content-Language of an answer (docs/rules/api.md §1.6): the language asked for, and those of the texts in
 * it that their author wrote in another one alone, such as a partner's description.
 */
export const languagesOf = (answer: Answer, { writes }: Format, has_texts: boolean, lang: Language): string =>
  contentLanguage(lang, [
    caveatsOfAll(answer).flatMap(({ text, plain }) => [text, plain]),
    (answer.releases ?? []).map(({ about }) => about.licence),
    ...(writes === 'document' ? [answer.meta] : []),
    ...(has_texts && (writes === 'document' || writes === 'table' || writes === 'feed') ? [answer.data] : []),
    ...(writes === 'description' ? [answer.described] : []),
    ...(writes === 'result' ? [answer.result?.breaks, answer.result?.missing] : [])
  ])
