import type { ReleaseEntry, SnapshotTable } from '../snapshot/card.ts'
import { holdsTable, notImportedProblem } from '../snapshot/known/known-sources.ts'
import { shippedBehind } from '../snapshot/known/shipped.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { About, SeriesAbout } from '../vocabulary/about.ts'
import { inOneText, inQuotes, said } from '../vocabulary/labels/texts/texts.ts'
import { namesMeant, Problem } from '../vocabulary/problem.ts'
import { overlap, rangesOf } from '../vocabulary/time/date-range.ts'
import { judgedBy } from './releases/judged-by.ts'
import { chosen, type ReleaseQuery } from './releases/named-releases.ts'

type Releases = readonly ReleaseEntry[]

/**
 * The one release that a list answers from; undefined where no release holds such records at all. Of several, those
 * that may have rows of the query; in the place of one without any, the shipped table behind it. Throws Problem
 * `source-required` where several could, and `release-not-found` where the one that is named is not there.
 */
export function releaseOf(
  { releases, known = [], gone = [] }: Pick<ReleaseSet, 'releases' | 'known' | 'gone'>,
  table: SnapshotTable,
  query: ReleaseQuery,
  path: string,
  days: { from?: string | undefined; to?: string | undefined } = {},
  mayHaveRows: (release: ReleaseEntry) => boolean = () => true
): ReleaseEntry | undefined {
  checkSources(releases, query, known, series => holdsTable(series, table))
  const holding = releases.filter(release => (release.tables[table]?.rows ?? 0) > 0)
  const inSource = query.source ? holding.filter(({ source }) => query.source?.includes(source)) : holding
  if (query.source && inSource.length === 0) return refuseSource(holding, query.source, path)
  const named = query.series ? inSource.filter(({ series }) => query.series?.includes(series)) : inSource
  const answering = chosen(named, { releases, gone }, query)
  const real = query.source ? answering : preferReal(answering)
  if (query.release || query.as_of) return onlyOne(real, query, path)
  const mayAnswer = judgedBy(real, mayHaveRows)
  const orShipped = real.map(release => {
    const shipped = mayAnswer(release) ? undefined : shippedBehind(holding, release)
    return shipped && mayAnswer(shipped) ? shipped : release
  })
  const able = orShipped.length > 1 ? orShipped.filter(mayAnswer) : []
  return onlyOne(ofTheDays(able.length > 0 ? able : orShipped, days), query, path)
}

/**
 * Of several current releases of one series by date range: those with a day of the query, or the newest where the query
 * names no day. Where several are left, the query has to name one (`onlyOne`).
 */
function ofTheDays(
  releases: Releases,
  days: { from?: string | undefined; to?: string | undefined }
): Releases {
  const [first, ...others] = releases
  if (others.length === 0) return releases
  const isOneSeries = releases.every(
    ({ source, series }) => source === first?.source && series === first?.series
  )
  const series = isOneSeries ? first?.about.series.find(({ id }) => id === first.series) : undefined
  if (!series?.by_date_range) return releases
  const ranges = rangesOf(releases)
  const isOpen = days.from === undefined && days.to === undefined
  const matching = isOpen ? ranges.slice(0, 1) : ranges.filter(({ range }) => overlap(range, days))
  return (matching.length > 0 ? matching : ranges.slice(0, 1)).map(({ release }) => release)
}

/**
 * Throws where a source or series that is named has no release here: what to import where the source is known, else
 * unknown-code. `holds`: which series have what the endpoint answers from; their names are proposed first.
 */
export function checkSources(
  releases: Releases,
  { source = [], series = [] }: ReleaseQuery,
  known_sources: readonly About[] = [],
  holds: (series: SeriesAbout) => boolean = () => true
): void {
  const sources = [...new Set(releases.map(each => each.source))]
  for (const [parameter, given, known] of [
    ['source', source, sources],
    ['series', series, [...new Set(releases.map(each => each.series))]]
  ] as const)
    for (const name of given)
      if (!known.includes(name)) {
        const catalogued = { releases, known: known_sources }
        const problem = parameter === 'source' ? notImportedProblem(catalogued, name) : undefined
        if (problem) throw problem
        const holding = releases.filter(({ about, series: id }) =>
          about.series.some(each => each.id === id && holds(each))
        )
        const could = known_sources.filter(about => about.series.some(holds))
        const ids = (abouts: readonly About[]) => (parameter === 'source' ? abouts.map(({ id }) => id) : [])
        const close = namesMeant(
          name,
          [...holding.map(each => each[parameter]), ...ids(could)],
          [...known, ...ids(known_sources)]
        )
        throw new Problem(
          'unknown-code',
          said('not_named_here', {
            parameter,
            name: inQuotes([name.slice(0, 100)]),
            names: known.join(', ')
          }),
          [{ parameter, code: 'unknown-code', ...(close.length > 0 ? { did_you_mean: close } : {}) }]
        )
      }
}

function refuseSource(holding: Releases, named: string[], path: string): never {
  const others = [...new Set(holding.map(({ source }) => source))]
  throw new Problem(
    'unsupported-combination',
    inOneText([
      said('no_such_records', { sources: named.join(', ') }),
      ...(others.length > 0 ? [said('these_have', { sources: others.join(', ') })] : [])
    ]),
    [{ parameter: 'source', code: 'unsupported-combination' }],
    { answerable: others.map(source => ({ source, url: `${path}?source=${source}` })) }
  )
}

/** Synthetic releases answer only when they are named. */
const preferReal = (releases: Releases): Releases => releases.filter(({ synthetic }) => !synthetic)

function onlyOne(releases: Releases, query: ReleaseQuery, path: string): ReleaseEntry | undefined {
  const [first, ...others] = releases
  if (!first && query.as_of)
    throw new Problem('release-not-found', said('none_current_on', { day: query.as_of }), [
      { parameter: 'as_of', code: 'release-not-found' }
    ])
  if (!first && query.release)
    throw new Problem(
      'unsupported-combination',
      query.series
        ? said('release_without_records_in_series', {
            releases: query.release.join(', '),
            series: query.series.join(', ')
          })
        : said('release_without_records', { releases: query.release.join(', ') }),
      [{ parameter: 'release', code: 'unsupported-combination' }]
    )
  if (others.length === 0) return first
  const missing = missingOf(releases)
  const ready = releases.map(each => ({
    source: each.source,
    series: each.series,
    release: each.release,
    url: readyUrl(path, query, Object.fromEntries(missing.map(name => [name, each[name]])))
  }))
  const [parameter] = missing
  throw new Problem(
    'source-required',
    said('list_of_one_release', { parameter }),
    [{ parameter, code: 'source-required', did_you_mean: [...new Set(ready.map(each => each[parameter]))] }],
    { answerable: ready }
  )
}

/** The parameters that name one of several: the source and series where these differ, else the release. */
function missingOf(releases: Releases): ['source' | 'series' | 'release', ...('source' | 'series')[]] {
  const differ = (name: 'source' | 'series') => new Set(releases.map(each => each[name])).size > 1
  if (differ('source')) return differ('series') ? ['source', 'series'] : ['source']
  return differ('series') ? ['series', 'source'] : ['release', 'source']
}

/** The address of the same query with the missing parameters. A switch that is off is the default of every list. */
function readyUrl(path: string, query: object, missing: object): string {
  const given = Object.entries({ ...query, ...missing }).filter(
    ([name, value]) => value !== undefined && value !== false && name !== 'lang'
  )
  const text = given.map(([name, value]) => `${name}=${encodeURIComponent([value].flat().join(','))}`)
  return `${path}?${text.join('&').replaceAll('%2C', ',')}`
}
