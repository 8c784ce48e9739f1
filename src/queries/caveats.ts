import type { ReleaseEntry, SnapshotTable } from '../snapshot/card.ts'
import { type Catalogued, holdsTable, seriesNotHere } from '../snapshot/known/known-sources.ts'
import { type CaveatNote, noteOf } from '../vocabulary/caveat-note.ts'
import { inOneText, said, type Translated } from '../vocabulary/labels/texts/texts.ts'
import { isOfScope } from '../vocabulary/measures/scope-values.ts'
import { syntheticCaveat } from '../vocabulary/synthetic.ts'
import { partsMissing } from '../vocabulary/time/coverage.ts'

type Row = Record<string, unknown>

const dates = ['decided_on', 'returned_on', 'period_from', 'filed_on'] as const

/**
 * The caveats of a release that apply to at least one of these rows. A synthetic release has the caveat for synthetic
 * data also where there is no row.
 */
export function caveatsOf(release: ReleaseEntry, rows: readonly Row[]): CaveatNote[] {
  const made_up = release.synthetic ? [{ ...syntheticCaveat, source: release.source }] : []
  const touching = release.about.caveats
    .filter(({ when, scope, from, to }) => {
      const touched = (row: Row): boolean =>
        inScope({ series: release.series, ...row }, scope) && inTime(row, from, to)
      return when === 'touches' && rows.some(touched)
    })
    .map(caveat => noteOf(caveat, release.source))
  return [...made_up, ...touching]
}

const inScope = (row: Row, scope: Record<string, string[]>): boolean =>
  Object.entries(scope).every(([dimension, values]) => {
    const said = row[dimension]
    return said !== null && said !== undefined && isOfScope(dimension, values, String(said))
  })

/** A row without a date may be of any time, so a caveat with dates applies to it. */
function inTime(row: Row, from: string | undefined, to: string | undefined): boolean {
  const date = dates.map(name => row[name]).find(value => typeof value === 'string') as string | undefined
  if (date === undefined) return true
  // A date known to its month or year only is compared by that part.
  return (
    (from === undefined || date >= from.slice(0, date.length)) &&
    (to === undefined || date <= to.slice(0, date.length))
  )
}

/** Why a list has no release: nothing with such records is imported, and what could be. */
export function notImportedCaveats(set: Catalogued, table: SnapshotTable): CaveatNote[] {
  const series = seriesNotHere(set, (_about, each) => holdsTable(each, table))
  const known = series.map(each => said('of_series', { ...each }))
  return [{ id: 'not-imported', source: null, text: inOneText([said('not_imported'), ...known]) }]
}

/** The countries and days that a list query is limited to, to be compared with the coverage of a release. */
export interface ListReach {
  nationality?: readonly string[] | undefined
  country_of_asylum?: readonly string[] | undefined
  from?: string | undefined
  to?: string | undefined
}

/**
 * The caveat `outside-coverage`, where the release does not cover a part of the query, or parts of the release are
 * missing. An absent row then does not mean that nothing happened.
 */
export function coverageCaveats(
  { source, release, coverage }: ReleaseEntry,
  requested: ListReach
): CaveatNote[] {
  // A single bound can lie outside the coverage at either end.
  const [first, last] = [requested.from ?? requested.to, requested.to ?? requested.from]
  const parts = [
    ...outside('nationality', coverage.nationality, requested.nationality),
    ...outside('country_of_asylum', coverage.country_of_asylum, requested.country_of_asylum),
    ...(first !== undefined && first < coverage.from ? [said('days_before', { from: coverage.from })] : []),
    ...(last !== undefined && last > coverage.to ? [said('days_after', { to: coverage.to })] : []),
    ...partsMissing(coverage)
  ]
  if (parts.length === 0) return []
  const uncovered = said('outside_coverage', { release, parts: inOneText(parts, ', ') })
  const text = inOneText([uncovered, said('no_row_is_not_nothing')])
  return [{ id: 'outside-coverage', source, text }]
}

function outside(name: string, covered: 'all' | string[], requested: readonly string[] = []): Translated[] {
  const missing = covered === 'all' ? [] : requested.filter(code => !covered.includes(code))
  return missing.length > 0 ? [said('codes_of', { name, codes: missing.join(', ') })] : []
}
