import { type Language, languages } from './labels/language.ts'
import { type LocalText, said, saidIn, textIn } from './labels/texts/texts.ts'
import { inTwoForms } from './labels/texts/two-forms.ts'

/** The caveat of every figure and record of a synthetic release. */
export const syntheticCaveat = {
  id: 'synthetic',
  ...inTwoForms('synthetic')
} as const

/** The citation of a release. A synthetic one is never cited as figures of its publisher. */
export const citedAs = (
  { synthetic }: { synthetic: boolean },
  citation: string,
  lang: Language = 'en'
): string => (synthetic ? saidIn(lang, 'citation_made_up', { citation }) : citation)

/** How citations tell release and day: words of ours, after the publisher's name and title. */
const frame = said('citation_frame', { release: '{release}', retrieved_on: '{retrieved_on}' })

/** A citation with `{release}` and `{retrieved_on}` filled in, as that of a release is since its import. What the publisher says stays as it is. */
export function citationFilled(
  citation: string,
  { release, retrieved_on }: { release: string; retrieved_on: string | null },
  lang: Language = 'en'
): string {
  const framedIn = (each: Language): string =>
    retrieved_on === null
      ? saidIn(each, 'citation_frame_undated', { release })
      : saidIn(each, 'citation_frame', { release, retrieved_on })
  const english = framedIn('en')
  const unframed = languages.reduce((text, each) => text.replaceAll(frame[each], () => english), citation)
  const filled = unframed
    .replaceAll('{release}', () => release)
    .replaceAll('{retrieved_on}', () => retrieved_on ?? saidIn(lang, 'unknown_day'))
  return lang === 'en' ? filled : filled.replaceAll(english, () => framedIn(lang))
}

/** What a release keeps in English of a text of its source: in every language while the source says the same. */
export const asDeclared = (kept: string, declared: LocalText): LocalText =>
  textIn(declared, 'en') === kept ? declared : kept

const restated = said('citation_restated')

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '')

/** A citation of figures that this product restated, with where the publisher's file was copied from. */
export const citationRestated = (citation: string, copied_from: string, lang: Language = 'en'): string =>
  `${withoutStop(citation)}. ${restated[lang]} ${copied_from}.`

/** The citation of a release in a language: that of its source, or where this has changed since, the one it keeps. */
export function citationTold(
  kept: string,
  declared: LocalText,
  named: { release: string; retrieved_on: string | null },
  lang: Language
): string {
  const [own = kept, copied_from] = kept.split(` ${restated.en} `)
  const isSame = withoutStop(citationFilled(textIn(declared, 'en'), named)) === withoutStop(own)
  const told = citationFilled(isSame ? textIn(declared, lang) : own, named, lang)
  return copied_from === undefined ? told : citationRestated(told, withoutStop(copied_from), lang)
}
