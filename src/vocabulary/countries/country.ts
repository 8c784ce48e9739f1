import { distance } from 'fastest-levenshtein'
import { inQuotes, type LocalText, said, type Translated } from '../labels/texts/texts.ts'
// iso2, m49 and names: ISO 3166-1 through i18n-iso-countries, English short names in everyday form.
// unhcr: UNHCR's countries table. eoir: EOIR's nationality lookup, each code read by its description.
// eurostat: ISO 3166-1 but for EL, UK, XK, STLS, UNK. former_*: ISO 3166-3. valid_*: when a state came into
// being or ceased, only where records of the period need it. aliases: official names of ISO 3166-1, the others as
// notes and successors written by hand.
import table from './countries.json' with { type: 'json' }
import { fold, lookUpIn, type NameIndex, nameIndex, nearestCodes } from './country-name.ts'
// Names used by one publisher only, by scheme, as printed in its files. Names that a country's English name or aliases
// already cover are not repeated. From: EOIR's nationality lookups; the old Eurostat explorer; Home Office asylum and
// returns tables; DHS and USCIS releases; UNHCR's decisions and countries; Canada's IRB.
import schemeNames from './country-names.json' with { type: 'json' }
// What people type for a place that is no code and no name of it here.
import typedWords from './typed-words.json' with { type: 'json' }

export const countryStatuses = ['current', 'dissolved', 'special', 'user-assigned', 'aggregate'] as const
export type CountryStatus = (typeof countryStatuses)[number]

/**
 * One value that a country field may have. A dissolved state keeps its own code and never has that of a successor; a
 * renamed state has its current code. Special values (UNK, XXA, OTHER, not_split, not_designated) are values too, and so
 * are a publisher's aggregates of reporting countries (EU28), which are no nationality.
 */
export interface Country {
  /** ISO 3166-1 alpha-3; 3166-3 alpha-3 for a dissolved state; the publisher's code of an aggregate. */
  code: string
  status: CountryStatus
  names: { en: string; es: string; fr: string }
  iso2?: string
  m49?: string
  unhcr?: string
  eurostat?: string
  eoir?: string[]
  aliases: string[]
  former_iso2?: string[]
  former_iso3?: string[]
  valid_from?: string
  valid_to?: string
  /** Information only: nothing is ever counted for a successor. */
  successors?: string[]
  /** States that go on and that it was part of until valid_from; information only. */
  formerly_in?: string[]
  /** Of an aggregate: the countries that its figures are of. */
  members?: string[]
  note?: Translated
}

export const countrySchemes = [
  'eoir',
  'ice-name',
  'uscis-name',
  'unhcr',
  'eurostat',
  'home-office-name',
  'irb-name',
  'iso2',
  'iso3',
  'm49'
] as const
export type CountryScheme = (typeof countrySchemes)[number]

const codeSchemes = ['eoir', 'unhcr', 'eurostat', 'iso2', 'iso3', 'm49'] as const
type CodeScheme = (typeof codeSchemes)[number]
const nameSchemes = [
  ...(['eoir', 'ice-name', 'uscis-name', 'unhcr'] as const),
  ...(['eurostat', 'home-office-name', 'irb-name'] as const)
] as const
/** The schemes of publishers that print names. */
export type CountryNameScheme = (typeof nameSchemes)[number]

export const countries = table as readonly Country[]

/** Every value of a nationality, country of asylum or country of return, sorted. */
export const countryCodes: readonly string[] = countries.map(country => country.code)

const byCode = new Map(countries.map(country => [country.code, country]))

/** The country with this code of our own (alpha-3 or a special value). */
export const countryByCode = (code: string): Country | undefined => byCode.get(code)

/** Codes of Eurostat for groups that are no country in our table (docs/rules/sources.md §8). */
const eurostatGroups = { RNC: 'UNK', UK_OCT: 'OTHER' }
const iso3Specials = ['UNK', 'XXA']

const codesIn: Record<CodeScheme, (country: Country) => readonly string[]> = {
  eoir: country => country.eoir ?? [],
  unhcr: country => [country.unhcr ?? []].flat(),
  eurostat: country => [country.eurostat ?? []].flat(),
  iso2: country => [country.iso2 ?? []].flat(),
  iso3: ({ code, status }) => (status !== 'special' || iso3Specials.includes(code) ? [code] : []),
  m49: country => [country.m49 ?? []].flat()
}

function codeTable(scheme: CodeScheme): ReadonlyMap<string, string> {
  const codes = new Map<string, string>(scheme === 'eurostat' ? Object.entries(eurostatGroups) : [])
  for (const country of countries) for (const code of codesIn[scheme](country)) codes.set(code, country.code)
  return codes
}

const codeTables = {
  eoir: codeTable('eoir'),
  unhcr: codeTable('unhcr'),
  eurostat: codeTable('eurostat'),
  iso2: codeTable('iso2'),
  iso3: codeTable('iso3'),
  m49: codeTable('m49')
} as const satisfies Record<CodeScheme, ReadonlyMap<string, string>>

/** An aggregate is none of the countries that any publisher may name. */
const commonNames = nameIndex(
  countries
    .filter(({ status }) => status !== 'aggregate')
    .flatMap(({ code, names, aliases }) => [names.en, ...aliases].map(name => [name, code] as const))
)
const namesOfScheme = (scheme: CountryNameScheme) => Object.entries<string>(schemeNames[scheme])
const nameTables = Object.fromEntries(
  nameSchemes.map(scheme => [scheme, nameIndex(namesOfScheme(scheme))])
) as Record<CountryNameScheme, NameIndex>

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
  ...countries.flatMap(({ code, names, aliases }) =>
    [...Object.values(names), ...aliases].map(name => [name, code] as const)
  ),
  ...nameSchemes.flatMap(namesOfScheme),
  ...[...ambiguousNames].flatMap(([name, codes]) => codes.map(code => [name, code] as const))
])

/** Our code for a publisher's code, exactly as printed and in that scheme only; undefined where there is none. */
export const countryFromCode = (scheme: CountryScheme, code: string): string | undefined =>
  isCodeScheme(scheme) ? codeTables[scheme].get(code) : undefined

/**
 * Our code for a name as a publisher prints it: its own table first, then the English names and aliases of all
 * countries, folded but never guessed. Undefined for an unknown name and for one that means two places.
 */
export function countryFromName(scheme: CountryNameScheme, name: string): string | undefined {
  const codes = codesOfName(scheme, name)
  return codes.length === 1 ? codes[0] : undefined
}

function codesOfName(scheme: CountryNameScheme, name: string): string[] {
  return lookUpIn([nameTables[scheme], commonNames], name)
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

/** Resolves a name in English, Spanish, French or a publisher's spelling. A name of several places gives candidates. */
export const resolveCountryName = (name: string): CountryResolution =>
  answer(lookUpIn([allNames], name), name)

/**
 * Up to five countries that an invalid value may mean: by name, by code of any scheme, or by a similar name. Never for
 * data.
 */
export function suggestCountries(text: string): Country[] {
  const written = text.trim().toUpperCase()
  if (Object.hasOwn(typedWords, written)) return known(typedWords[written as keyof typeof typedWords])
  const codes = [
    ...codeSchemes.toReversed().flatMap(scheme => codeTables[scheme].get(written) ?? []),
    ...lookUpIn([allNames], text),
    ...nearestCodes(allNames, text)
  ]
  return known([...new Set(codes)]).slice(0, 5)
}

const isCodeScheme = (scheme: CountryScheme): scheme is CodeScheme =>
  (codeSchemes as readonly CountryScheme[]).includes(scheme)

const isNameScheme = (scheme: CountryScheme): scheme is CountryNameScheme =>
  (nameSchemes as readonly CountryScheme[]).includes(scheme)

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

const known = (codes: string[]): Country[] => codes.flatMap(code => byCode.get(code) ?? [])
