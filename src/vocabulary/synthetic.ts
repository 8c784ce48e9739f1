import { said } from './labels/texts/texts.ts'
/** The caveat of every figure and record of a synthetic release. */
export const syntheticCaveat = {
  id: 'synthetic',
  text: said('synthetic')
} as const

/** The citation of a release. A synthetic one is never cited as figures of its publisher. */
export const citedAs = ({ synthetic }: { synthetic: boolean }, citation: string): string =>
  synthetic ? `Made-up data, about nobody, in the form of: ${citation}` : citation

/** What stands in a citation for a day that nobody stated. */
const unknownDay = 'an unknown day'

/** A citation with `{release}` and `{retrieved_on}` filled in. */
export const citationFilled = (
  citation: string,
  { release, retrieved_on }: { release: string; retrieved_on: string | null }
): string =>
  citation.replaceAll('{release}', release).replaceAll('{retrieved_on}', retrieved_on ?? unknownDay)
