import type { Language } from './labels/language.ts'
import { said } from './labels/texts/texts.ts'
/** The caveat of every figure and record of a synthetic release. */
export const syntheticCaveat = {
  id: 'synthetic',
  text: said('synthetic')
} as const

/** The citation of a release. A synthetic one is never cited as figures of its publisher. */
export const citedAs = (
  { synthetic }: { synthetic: boolean },
  citation: string,
  lang: Language = 'en'
): string => (synthetic ? said('citation_made_up', { citation })[lang] : citation)

/** How citations tell release and day: words of ours, after the publisher's name and title. */
const frame = 'release {release}, retrieved on {retrieved_on}'

/** A citation with `{release}` and `{retrieved_on}` filled in, as that of a release is since its import. What the publisher says stays as it is. */
export function citationFilled(
  citation: string,
  { release, retrieved_on }: { release: string; retrieved_on: string | null },
  lang: Language = 'en'
): string {
  const framed =
    retrieved_on === null
      ? said('citation_frame_undated', { release })
      : said('citation_frame', { release, retrieved_on })
  return citation
    .replaceAll(frame, () => framed.en)
    .replaceAll('{release}', () => release)
    .replaceAll('{retrieved_on}', () => retrieved_on ?? 'an unknown day')
    .replaceAll(framed.en, () => framed[lang])
}
