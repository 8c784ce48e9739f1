import type { CaveatNote } from '../vocabulary/caveat-note.ts'
import { type Country, countryByCode } from '../vocabulary/countries/country.ts'
import { otherCodesOf } from '../vocabulary/countries/territory.ts'
import { isOfScope } from '../vocabulary/measures/scope-values.ts'
import type { ReleaseEntry, SnapshotTable } from './card.ts'

/** Dimension → the values that were asked for. */
type Asked = Readonly<Record<string, readonly string[] | undefined>>
type Release = Pick<ReleaseEntry, 'source' | 'about' | 'stored'>

const ofCountries = ['nationality', 'country_of_asylum', 'country_of_return'] as const

/**
 * The caveats that explain why an answer has no rows: those about just the requested values, and other codes under which
 * this table has the territory of a state.
 */
export const nothingCaveats = (release: Release, table: SnapshotTable, asked: Asked): CaveatNote[] => [
  ...askedCaveats(release, asked),
  ...otherCodeCaveats(release, table, asked)
]

/** The known issues of every row of a release. */
export const wholeCaveats = ({ source, about }: Release): CaveatNote[] =>
  about.caveats
    .filter(
      ({ scope, when, from, to }) => when === 'touches' && Object.keys(scope).length === 0 && !from && !to
    )
    .map(({ id, text }) => ({ id, source, text }))

/** Known issues whose whole scope is asked for. */
function askedCaveats({ source, about }: Release, asked: Asked): CaveatNote[] {
  return about.caveats
    .filter(({ scope, when, from, to }) => {
      if (Object.keys(scope).length === 0) return false
      const isAsked = Object.entries(scope).every(([name, values]) =>
        asked[name]?.some(value => isOfScope(name, values, value))
      )
      return when === 'touches' && isAsked && !from && !to
    })
    .map(({ id, text }) => ({ id, source, text }))
}

function otherCodeCaveats({ source, stored }: Release, table: SnapshotTable, asked: Asked): CaveatNote[] {
  return ofCountries.flatMap(name => {
    const held = stored?.words[table]?.get(name) ?? []
    return (asked[name] ?? []).flatMap(code => {
      const { before, after } = otherCodesOf(code)
      const isHeld = (each: Country): boolean => held.includes(each.code)
      const texts = [
        textOf(code, 'in earlier years', before.filter(isHeld), name),
        textOf(code, 'today', after.filter(isHeld), name)
      ]
      return texts.flatMap(text => (text === '' ? [] : [{ id: 'territory-under-other-code', source, text }]))
    })
  })
}

function textOf(code: string, when: string, found: readonly Country[], dimension: string): string {
  if (found.length === 0) return ''
  const named = found.map(({ code: other, names, valid_to }) =>
    valid_to === undefined ? `${other} (${names.en})` : `${other} (${names.en}, until ${valid_to})`
  )
  const what = dimension.replaceAll('_', ' ')
  return (
    `There is no row here with the ${what} ${code} (${countryByCode(code)?.names.en ?? code}). The same territory, or a ` +
    `state that it was part of, stands in this source ${when} under ${named.join(', ')}: ask for ` +
    `${dimension}=${found.map(({ code: other }) => other).join(',')}. Figures of one are never counted for the other.`
  )
}
