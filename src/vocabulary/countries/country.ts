import type { Translated } from '../labels/texts/texts.ts'
// iso2, m49 and names: ISO 3166-1 through i18n-iso-countries, English short names in everyday form.
// unhcr: UNHCR's countries table. eoir: EOIR's nationality lookup, each code read by its description.
// eurostat: ISO 3166-1 but for EL, UK, XK, STLS, UNK. former_*: ISO 3166-3. valid_*: when a state came into
// being or ceased, only where records of the period need it. aliases: official names of ISO 3166-1, the others as
// notes and successors written by hand.
import table from './countries.json' with { type: 'json' }
import { lookUpIn, type NameIndex, nameIndex } from './country-name.ts'
// Names used by one publisher only, by scheme, as printed in its files. Names that a country's English name or aliases
// already cover are not repeated. From: EOIR's nationality lookups; the old Eurostat explorer; Home Office asylum and
// returns tables; DHS and USCIS releases; UNHCR's decisions and countries; Canada's IRB.
import schemeNames from './country-names.json' with { type: 'json' }

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
export type CodeScheme = (typeof codeSchemes)[number]
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

/** Our code under each code of a scheme. */
export const codeTables = {
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

/** All codes that a name may stand for with its publisher; none where it is unknown there. */
export const codesOfName = (scheme: CountryNameScheme, name: string): string[] =>
  lookUpIn([nameTables[scheme], commonNames], name)

/** Every name that is known here, in our languages and in the publishers' spellings, with its code. */
export const knownNames = (): (readonly [name: string, code: string])[] => [
  ...countries.flatMap(({ code, names, aliases }) =>
    [...Object.values(names), ...aliases].map(name => [name, code] as const)
  ),
  ...nameSchemes.flatMap(namesOfScheme)
]

export const isCodeScheme = (scheme: CountryScheme): scheme is CodeScheme =>
  (codeSchemes as readonly CountryScheme[]).includes(scheme)

export const isNameScheme = (scheme: CountryScheme): scheme is CountryNameScheme =>
  (nameSchemes as readonly CountryScheme[]).includes(scheme)
