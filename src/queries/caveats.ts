import type { ReleaseEntry, SnapshotTable } from '../snapshot/card.ts'
import { type Catalogued, holdsTable, seriesNotHere } from '../snapshot/known/known-sources.ts'
import type { About, CaveatText } from '../vocabulary/about.ts'
import { type CaveatNote, caveatForms, noteOf } from '../vocabulary/caveat-note.ts'
import { codesTold, labelsListed, nameTold } from '../vocabulary/labels/codes-told.ts'
import { dimensionText } from '../vocabulary/labels/labels.ts'
import { inOneText, type LocalText, said, type Translated } from '../vocabulary/labels/texts/texts.ts'
import { inTwoForms, type TwoForms, twoFormsInOne } from '../vocabulary/labels/texts/two-forms.ts'
import { anyValue, isOfScope } from '../vocabulary/measures/scope-values.ts'
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
      const touched = (row: Row): boolean => inScope(row, scope, release.series) && inTime(row, from, to)
      return when === 'touches' && rows.some(touched)
    })
    .map(caveat => noteOf(caveat, release.source))
  return [...made_up, ...touching]
}

/** A row that does not say its series is of that of its release. */
function inScope(row: Row, scope: Record<string, string[]>, series: string): boolean {
  for (const dimension in scope) {
    const said = dimension === 'series' && !('series' in row) ? series : row[dimension]
    if (said === null || said === undefined) return false
    if (!isOfScope(dimension, scope[dimension] as string[], String(said))) return false
  }
  return true
}

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
  const known = series.map(({ source, series: id, title, series_title, reason }) =>
    inTwoForms('of_series', {
      source: { text: source, plain: title },
      series: { text: id, plain: series_title },
      reason
    })
  )
  return [{ id: 'not-imported', source: null, ...twoFormsInOne([inTwoForms('not_imported'), ...known]) }]
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
    ...(first !== undefined && first < coverage.from
      ? [inTwoForms('days_before', { from: coverage.from })]
      : []),
    ...(last !== undefined && last > coverage.to ? [inTwoForms('days_after', { to: coverage.to })] : []),
    ...partsMissing(coverage)
  ]
  if (parts.length === 0) return []
  const uncovered = inTwoForms('outside_coverage', { release, parts: twoFormsInOne(parts, ', ') })
  const told = twoFormsInOne([uncovered, inTwoForms('no_row_is_not_nothing')])
  return [{ id: 'outside-coverage', source, ...told }]
}

function outside(name: string, covered: 'all' | string[], requested: readonly string[] = []): TwoForms[] {
  const missing = covered === 'all' ? [] : requested.filter(code => !covered.includes(code))
  return missing.length > 0
    ? [inTwoForms('codes_of', { name: nameTold(name), codes: codesTold(name, missing) })]
    : []
}

/** A known issue of a source, with the rows that it is about as data and in words. */
export function caveatRow(about: About, caveat: CaveatText) {
  const { id, scope, when, from, to, of_some_releases = false } = caveat
  return {
    id,
    source: about.id,
    ...caveatForms(caveat),
    scope,
    scope_words: scopeWords(about, caveat),
    when,
    from: from ?? null,
    to: to ?? null,
    of_some_releases
  }
}

/** The rows and days of a known issue, as `nationality: Ukraine; until 2009-12-31`; null where it is about all. */
function scopeWords(
  about: About,
  { scope, from, to }: Pick<CaveatText, 'scope' | 'from' | 'to'>
): Translated | null {
  const rows = Object.entries(scope).map(([name, values]) =>
    said('filter_in_words', { name: dimensionText(name), values: valuesTold(about, name, values) })
  )
  const parts = [...rows, ...daysTold(from, to)]
  return parts.length === 0 ? null : inOneText(parts, '; ')
}

function valuesTold({ series }: About, name: string, values: readonly string[]): LocalText {
  if (values.includes(anyValue)) return said('any_value')
  if (name !== 'series') return labelsListed(name, values)
  return inOneText(
    values.map(id => series.find(each => each.id === id)?.title ?? id),
    ', '
  )
}

function daysTold(from: string | undefined, to: string | undefined): Translated[] {
  if (from !== undefined && to !== undefined) return [said('scope_days', { from, to })]
  if (from !== undefined) return [said('scope_from', { from })]
  return to === undefined ? [] : [said('scope_until', { to })]
}
