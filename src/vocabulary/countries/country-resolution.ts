import { distance } from 'fastest-levenshtein'
import { inQuotes, type LocalText, said } from '../labels/texts/texts.ts'
import {
  type CodeScheme,
  type Country,
  type CountryNameScheme,
  type CountryScheme,
  codesOfName,
  codeTables,
  countries,
  countryByCode,
  isCodeScheme,
  isNameScheme,
  knownNames
} from './country.ts'
import { fold, foldAnyScript, lookUpIn, type NameIndex, nameIndex, nearestCodes } from './country-name.ts'
// What people type for a place that is no code and no name of it here.
import typedWords from './typed-words.json' with { type: 'json' }
import { namesOfTheWorld } from './world-names.ts'

const codeSchemes = Object.keys(codeTables) as CodeScheme[]

/** Folded names that mean two places unless their publisher is known. */
const ambiguousNames = new Map([
  ['congo', ['COD', 'COG']],
  ['korea', ['KOR', 'PRK']],
  ['corea', ['KOR', 'PRK']],
  ['coree', ['KOR', 'PRK']],
  ['saint martin', ['MAF', 'SXM']],
  ['san martin', ['MAF', 'SXM']],
  ['european union', ['EU27_2020', 'EU28', 'EU27_2007']],
  ['virgin islands', ['VGB', 'VIR']]
])

const allNames = nameIndex([
  ...knownNames(),
  ...[...ambiguousNames].flatMap(([name, codes]) => codes.map(code => [name, code] as const))
])

/** Read when a name is first asked for that is none here, or before that where a service starts. */
export const worldNames = namesOfTheWorld(countries)

/** A letter that is not Latin. */
const otherScript = /(?!\p{Script=Latin})\p{L}/u

/** The codes under a name: here, or in any language where no name here is meant. */
function codesNamed(name: string): string[] {
  // Names here are Latin: letters of another script would be dropped, and the rest be taken for the whole.
  const here = otherScript.test(name) ? [] : lookUpIn([allNames], name)
  return here.length > 0 ? here : [...(worldNames.all().get(foldAnyScript(name)) ?? [])].sort()
}

export type CountryResolution =
  | { match: Country; note?: LocalText }
  | { candidates: Country[]; note: LocalText }
  | { none: true; did_you_mean: Country[] }

/**
 * Resolves a code or name in a scheme, for requests and never for data. Where a publisher prints both codes and names,
 * both are read; an ambiguous name gives candidates. Codes of renamed states in older ISO 3166 (ZAR, BUR, HVO, TMP,
 * ROM, …) give the state under its current name; they are no filter values.
 */
export function resolveCountry({ scheme, code }: { scheme: CountryScheme; code: string }): CountryResolution {
  if (!isCodeScheme(scheme)) return resolveNameIn(scheme, code)
  const written = code.trim().toUpperCase()
  const wanted = scheme === 'm49' ? written.padStart(3, '0') : written
  const found = codeTables[scheme].get(wanted)
  if (found !== undefined) return answer([found], code)
  const former = formerCodes(scheme, wanted)
  if (former.length > 0) return answer(former, code, said('iso_code_withdrawn', { code: wanted }))
  // No publisher prints a name as short as a code, so short texts are not read as names: they may be codes of another
  // scheme.
  if (isNameScheme(scheme) && written.length > 3) {
    const named = resolveNameIn(scheme, code)
    if (!('none' in named)) return named
  }
  const close =
    wanted.length < 3 ? [] : [...codeTables[scheme]].filter(([each]) => distance(wanted, each) === 1)
  const suggestions = [...suggestCountries(code), ...known(close.map(([, country]) => country))]
  return { none: true, did_you_mean: [...new Set(suggestions)].slice(0, 5) }
}

function resolveNameIn(scheme: CountryNameScheme, name: string): CountryResolution {
  const codes = codesOfName(scheme, name)
  return answer(codes.length > 0 ? codes : (ambiguousNames.get(fold(name)) ?? []), name)
}

/**
 * Resolves a name in a publisher's spelling or in any language, ours before others. A name of several places gives
 * candidates.
 */
export const resolveCountryName = (name: string): CountryResolution => answer(codesNamed(name), name)

/**
 * Up to five countries that an invalid value may mean: by name, by code of any scheme, or by a similar name. Never for
 * data.
 */
export function suggestCountries(text: string): Country[] {
  // P.N.G. is PNG.
  const written = text.trim().toUpperCase().replaceAll('.', '')
  if (Object.hasOwn(typedWords, written)) return known(typedWords[written as keyof typeof typedWords])
  const codes = [
    ...codeSchemes.toReversed().flatMap(scheme => codeTables[scheme].get(written) ?? []),
    ...codesNamed(text),
    ...nearestCodes(allNames, text),
    ...beginningWith(worldNames.all(), foldAnyScript(text))
  ]
  return known([...new Set(codes)]).slice(0, 5)
}

function formerCodes(scheme: CodeScheme, code: string): string[] {
  const field = scheme === 'iso2' ? 'former_iso2' : scheme === 'iso3' ? 'former_iso3' : undefined
  return field === undefined
    ? []
    : countries.filter(country => country[field]?.includes(code)).map(country => country.code)
}

function answer(codes: string[], text: string, note?: LocalText): CountryResolution {
  const [match, ...others] = known(codes)
  if (match === undefined) return { none: true, did_you_mean: suggestCountries(text) }
  if (others.length === 0) return note === undefined ? { match } : { match, note }
  return {
    candidates: [match, ...others],
    note: note ?? said('can_mean_any', { name: inQuotes([text]) })
  }
}

/**
 * The countries that a text begins, for a list that is searched while somebody types: by code, by a whole name in any
 * language, by its beginning, then by the beginning of one of its words; where there is none, those that may be meant. In each
 * of these, those that are states today come first, then in the order of their English names.
 */
export function searchCountries(text: string): Country[] {
  const written = text.trim().toUpperCase()
  const byCodes = codeSchemes.flatMap(scheme => codeTables[scheme].get(written) ?? [])
  const best = new Map(byCodes.map(code => [code, 0]))
  for (const [index, wanted] of [
    [allNames, fold(text)],
    [worldNames.all(), foldAnyScript(text)]
  ] as const)
    for (const [name, codes] of wanted === '' ? [] : index) {
      const rank = rankOf(name, wanted)
      if (rank !== undefined) for (const code of codes) best.set(code, Math.min(rank, best.get(code) ?? rank))
    }
  if (best.size === 0) return suggestCountries(text)
  const order = ({ code, status }: Country) => (best.get(code) ?? 0) * 2 + (status === 'current' ? 0 : 1)
  return known([...best.keys()]).sort((a, b) => order(a) - order(b) || (a.names.en < b.names.en ? -1 : 1))
}

function rankOf(name: string, wanted: string): number | undefined {
  if (name === wanted) return 1
  if (name.startsWith(wanted)) return 2
  return name.includes(` ${wanted}`) ? 3 : undefined
}

/** The codes of names that begin with a text of three letters or more. */
const beginningWith = (index: NameIndex, wanted: string): string[] =>
  wanted.length < 3 ? [] : [...index].flatMap(([name, codes]) => (name.startsWith(wanted) ? [...codes] : []))

const known = (codes: string[]): Country[] => codes.flatMap(code => countryByCode(code) ?? [])
