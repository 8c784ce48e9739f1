import { dimensionText, labelOf } from './labels.ts'
import { inEach, listedUpTo, said, type Translated, textIn } from './texts/texts.ts'
import type { TwoForms } from './texts/two-forms.ts'

/** The name of a dimension: its code for the API, its label for readers. */
export const nameTold = (name: string): TwoForms => ({ text: name, plain: dimensionText(name) })

/** Values of a dimension: their codes for the API, their labels for readers. Beyond `most` only their number is told. */
export const codesTold = (
  name: string,
  codes: readonly string[],
  most = Number.POSITIVE_INFINITY
): TwoForms => ({ text: listedUpTo(most, codes), plain: labelsListed(name, codes, most) })

/** The labels of values, as a list. */
export const labelsListed = (
  name: string,
  codes: readonly string[],
  most = Number.POSITIVE_INFINITY
): Translated =>
  inEach(lang => {
    const labels = codes.map(code => labelOf(name, code, lang))
    return textIn(listedUpTo(most, labels), lang)
  })

/** A filter: `same_country=true` for the API, `return to the country of nationality: Yes` for readers. */
export const filterTold = (name: string, word: string): TwoForms => ({
  text: `${name}=${word}`,
  plain: said('filter_in_words', { name: dimensionText(name), values: labelsListed(name, [word]) })
})
