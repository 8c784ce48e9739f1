import type { Language } from '../../vocabulary/labels/language.ts'
import { textIn } from '../../vocabulary/labels/texts/texts.ts'
import type { PlaceOfFigures } from '../../vocabulary/results/place.ts'
import type { ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { countryForm } from './country-forms.ts'
import { listText, numberText, phrase } from './phrases.ts'
import { areRefusals } from './returns/returns.ts'

/** Countries that are named; of more the number is stated. */
const mostNamed = 3

type Placed = Pick<ResultTable, 'about' | 'filters' | 'place'> & { dimensions?: readonly string[] }

/**
 * Where the figure of a row was decided, or without a row those of the whole answer: `in the United Kingdom`, of returns
 * `from the United Kingdom` (but of refusals of entry), else `worldwide`. Undefined where that is not known or does not fit into a sentence.
 */
export function placeText(figures: Placed, row: ResultRow | undefined, lang: Language): string | undefined {
  const isFrom = figures.about === 'returns' && !areRefusals(figures, row === undefined ? [] : [row])
  const form = isFrom ? 'from' : 'in'
  // A publisher's aggregate that answers in the place of countries is where its figure is from.
  if (row?.stands_for !== undefined) return countryForm(form, row.stands_for, lang)
  const named = namedIn(figures, row)
  if (named !== undefined) {
    const [only] = named
    return named.length === 1 && only !== undefined ? countryForm(form, only, lang) : undefined
  }
  // A group is in the details, with the number of its countries.
  return namesGroup(figures, row) ? undefined : releaseText(figures.place, form, lang)
}

/** Whether the country of asylum that a filter or the row names is part of this text. */
export const isInPlace = (figures: Placed, row: ResultRow | undefined, lang: Language): boolean =>
  namedIn(figures, row) !== undefined && placeText(figures, row, lang) !== undefined

function namedIn({ filters }: Placed, row: ResultRow | undefined): readonly string[] | undefined {
  const own = row?.words.country_of_asylum
  return own === undefined ? filters.country_of_asylum : [own]
}

const namesGroup = ({ filters }: Placed, row: ResultRow | undefined): boolean =>
  (row?.words.country_of_asylum_group ?? filters.country_of_asylum_group) !== undefined

function releaseText(
  place: PlaceOfFigures | undefined,
  form: 'in' | 'from',
  lang: Language
): string | undefined {
  if (place === undefined) return undefined
  if (place === 'worldwide') return phrase(`${form}_world`, lang)
  const { countries, reports_to } = place
  if (countries.length > mostNamed) {
    const n = numberText(countries.length, lang)
    return reports_to === null
      ? phrase(`${form}_countries`, lang, { n })
      : phrase(`${form}_reporting`, lang, { n, publisher: textIn(reports_to, lang) })
  }
  // French repeats the preposition, whose form follows from each name: `au Danemark et en Norvège`.
  const formOf = (i: number) => (lang === 'fr' || i === 0 ? form : 'the')
  const names = countries.flatMap((code, i) => countryForm(formOf(i), code, lang) ?? [])
  return names.length === countries.length && names.length > 0 ? listText(names, lang) : undefined
}
