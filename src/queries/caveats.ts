import type { ReleaseEntry } from '../snapshot/card.ts'
import { isOfScope } from '../vocabulary/measures/scope-values.ts'
import { syntheticCaveat } from '../vocabulary/synthetic.ts'
import { partsMissing } from '../vocabulary/time/coverage.ts'

type Row = Record<string, unknown>
export interface Caveat {
  id: string
  source: string | null
  text: string
}

const dates = ['decided_on', 'returned_on', 'period_from', 'filed_on'] as const

/**
 * The known issues of a release that touch at least one of these rows, and no others. That a release is made up is
 * said of its lists without a row as well.
 */
export function caveatsOf(release: ReleaseEntry, rows: readonly Row[]): Caveat[] {
  const made_up = release.synthetic ? [{ ...syntheticCaveat, source: release.source }] : []
  const touching = release.about.caveats
    .filter(({ when, scope, from, to }) => {
      const touched = (row: Row): boolean =>
        inScope({ series: release.series, ...row }, scope) && inTime(row, from, to)
      return when === 'touches' && rows.some(touched)
    })
    .map(({ id, text }) => ({ id, source: release.source, text }))
  return [...made_up, ...touching]
}

const inScope = (row: Row, scope: Record<string, string[]>): boolean =>
  Object.entries(scope).every(([dimension, values]) => {
    const said = row[dimension]
    return said !== null && said !== undefined && isOfScope(dimension, values, String(said))
  })

/** A row without a date may be of any time, so an issue with dates may touch it. */
function inTime(row: Row, from: string | undefined, to: string | undefined): boolean {
  const date = dates.map(name => row[name]).find(value => typeof value === 'string') as string | undefined
  if (date === undefined) return true
  // A date of a month or a year is compared by what is known of it.
  return (
    (from === undefined || date >= from.slice(0, date.length)) &&
    (to === undefined || date <= to.slice(0, date.length))
  )
}

/** What of a question lies outside what the release covers: no row there does not mean that nothing happened. */
export interface ListReach {
  nationality?: readonly string[] | undefined
  country_of_asylum?: readonly string[] | undefined
  from?: string | undefined
  to?: string | undefined
}

/** The caveat `outside-coverage`, where a part of the question, or of the release, is not in its coverage. */
export function coverageCaveats({ source, release, coverage }: ReleaseEntry, asked: ListReach): Caveat[] {
  const parts = [
    ...outside('nationality', coverage.nationality, asked.nationality),
    ...outside('country_of_asylum', coverage.country_of_asylum, asked.country_of_asylum),
    ...(asked.from !== undefined && asked.from < coverage.from ? [`before ${coverage.from}`] : []),
    ...(asked.to !== undefined && asked.to > coverage.to ? [`after ${coverage.to}`] : []),
    ...partsMissing(coverage)
  ]
  if (parts.length === 0) return []
  const text = `Release ${release} does not cover ${parts.join(', ')}. That there is no row does not mean that nothing happened.`
  return [{ id: 'outside-coverage', source, text }]
}

function outside(name: string, covered: 'all' | string[], asked: readonly string[] = []): string[] {
  const missing = covered === 'all' ? [] : asked.filter(code => !covered.includes(code))
  return missing.length > 0 ? [`${name} ${missing.join(', ')}`] : []
}
