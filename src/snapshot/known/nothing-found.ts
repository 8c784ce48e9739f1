import { type CaveatNote, noteOf } from '../../vocabulary/caveat-note.ts'
import { type Country, countryByCode } from '../../vocabulary/countries/country.ts'
import { otherCodesOf } from '../../vocabulary/countries/territory.ts'
import { dimensionText } from '../../vocabulary/labels/labels.ts'
import { inTwoForms, type TwoForms, twoFormsInOne } from '../../vocabulary/labels/texts/two-forms.ts'
import { isOfScope } from '../../vocabulary/measures/scope-values.ts'
import type { ReleaseEntry, SnapshotTable } from '../card.ts'
import { groupsOfDestinationsOnly, namesDestination } from './groups-only.ts'

/** Dimension → the values that were asked for. */
type Asked = Readonly<Record<string, readonly string[] | undefined>>
type Release = Pick<ReleaseEntry, 'source' | 'series' | 'about' | 'stored'>

const ofCountries = ['nationality', 'country_of_asylum', 'country_of_return'] as const

/**
 * The caveats that explain why an answer has no rows: those about just the requested values, other codes under which this
 * table has the territory of a state, that a table which names few nationalities does not name this one, and that it tells
 * groups of destinations in the place of countries.
 */
export const nothingCaveats = (release: Release, table: SnapshotTable, asked: Asked): CaveatNote[] => [
  ...askedCaveats(release, asked),
  ...otherCodeCaveats(release, table, asked),
  ...notNamedCaveats(release, table, asked),
  ...groupsCaveats(release, table, asked)
]

function groupsCaveats(release: Release, table: SnapshotTable, asked: Asked): CaveatNote[] {
  const told = namesDestination(asked) ? groupsOfDestinationsOnly(release, table) : undefined
  return told ? [{ id: 'groups-of-destinations', source: release.source, ...told }] : []
}

/** The known issues of every row of a release. */
export const wholeCaveats = ({ source, series, about }: Release): CaveatNote[] =>
  about.caveats
    .filter(({ scope, when, from, to }) => {
      const left = scopeInSeries(scope, series)
      return when === 'touches' && left?.length === 0 && !from && !to
    })
    .map(caveat => noteOf(caveat, source))

type Scope = Readonly<Record<string, readonly string[]>>

/** The scope of a known issue inside a series; undefined where it is of another one. */
const scopeInSeries = ({ series, ...scope }: Scope, of: string): [string, readonly string[]][] | undefined =>
  series === undefined || series.includes(of) ? Object.entries(scope) : undefined

/** Known issues whose whole scope is asked for. */
function askedCaveats({ source, series, about }: Release, asked: Asked): CaveatNote[] {
  return about.caveats
    .filter(({ scope, when, from, to }) => {
      const left = scopeInSeries(scope, series)
      if (left === undefined || left.length === 0) return false
      const isAsked = left.every(([name, values]) =>
        asked[name]?.some(value => isOfScope(name, values, value))
      )
      return when === 'touches' && isAsked && !from && !to
    })
    .map(caveat => noteOf(caveat, source))
}

function otherCodeCaveats({ source, stored }: Release, table: SnapshotTable, asked: Asked): CaveatNote[] {
  return ofCountries.flatMap(name => {
    const held = stored?.words[table]?.get(name) ?? []
    return (asked[name] ?? []).flatMap(code => {
      const { before, after } = otherCodesOf(code)
      const isHeld = (each: Country): boolean => held.includes(each.code)
      const texts = [
        textOf('territory_in_earlier_years', code, before.filter(isHeld), name),
        textOf('territory_today', code, after.filter(isHeld), name)
      ]
      return texts.flatMap(told => (told ? [{ id: 'territory-under-other-code', source, ...told }] : []))
    })
  })
}

const statesAmong = (codes: readonly string[]): Country[] =>
  codes.flatMap(code => countryByCode(code) ?? []).filter(({ status }) => !/special|aggregate/.test(status))

/** A table with more nationalities than this names them all, as far as the publisher knows them. */
const mostNamed = 40

/** Of a table that names some nationalities and has all others together: which ones, where none of those asked is among them. */
function notNamedCaveats({ source, stored }: Release, table: SnapshotTable, asked: Asked): CaveatNote[] {
  const held = stored?.words[table]?.get('nationality') ?? []
  const named = statesAmong(held)
  const codes = statesAmong(asked.nationality ?? []).map(({ code }) => code)
  const isTold = codes.length === 0 || codes.some(code => held.includes(code))
  if (isTold || !held.includes('OTHER') || named.length > mostNamed) return []
  const told = inTwoForms('nationality_not_named', {
    count: named.length,
    named: twoFormsInOne(
      named.map(({ code }) => countryTold(code)),
      ', '
    ),
    asked: twoFormsInOne(codes.map(countryTold), ', ')
  })
  return [{ id: 'nationality-not-named', source, ...told }]
}

const countryTold = (code: string): TwoForms =>
  inTwoForms('country_named', { code, country: countryByCode(code)?.names ?? code })

function textOf(
  name: 'territory_in_earlier_years' | 'territory_today',
  code: string,
  found: readonly Country[],
  dimension: string
): TwoForms | undefined {
  if (found.length === 0) return undefined
  const named = found.map(({ code: other, names: country, valid_to: day }) =>
    day === undefined
      ? inTwoForms('country_named', { code: other, country })
      : inTwoForms('country_until', { code: other, country, day })
  )
  return inTwoForms(name, {
    what: dimensionText(dimension),
    code,
    country: countryByCode(code)?.names ?? code,
    others: twoFormsInOne(named, ', '),
    dimension,
    codes: found.map(({ code: other }) => other).join(',')
  })
}
