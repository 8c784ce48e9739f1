import type { GoneRelease, ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { nearest, Problem } from '../../vocabulary/problem.ts'
import { outsideRetention, wasCurrent } from '../../vocabulary/release/outside-retention.ts'
import { utcDay } from '../../vocabulary/time/day.ts'

/** The parameters that choose a release. */
export interface ReleaseQuery {
  source?: string[]
  series?: string[]
  release?: string[]
  as_of?: string
}

type Releases = readonly ReleaseEntry[]

/**
 * Those of `among` that are named, or were current on a day, or are current now. Throws outside-retention where what is
 * named, or was current in a series that is asked, is kept no longer.
 */
export function chosen(
  among: Releases,
  { releases: all, gone = [] }: Pick<ReleaseSet, 'releases' | 'gone'>,
  query: ReleaseQuery
): Releases {
  const { release, as_of, source } = query
  if (release && as_of)
    throw new Problem('invalid-parameter', said('release_and_as_of'), [
      { parameter: 'as_of', code: 'given-twice' }
    ])
  if (release) {
    for (const label of release) checkLabel({ releases: all, gone }, label, source)
    return among.filter(each => release.includes(each.release) && each.status !== 'withdrawn')
  }
  if (as_of) {
    refuseFuture(as_of)
    const found = among.filter(each => wasCurrent(each, as_of))
    refuseGone({ among, found, all }, gone, query)
    return found
  }
  return among.filter(({ status }) => status === 'current')
}

/** Throws for a day in the future: which release will be current then is not known. */
function refuseFuture(as_of: string): void {
  const today = utcDay(new Date())
  if (as_of > today)
    throw new Problem('invalid-parameter', said('as_of_ahead', { as_of, today }), [
      { parameter: 'as_of', code: 'invalid-parameter' }
    ])
}

/**
 * Throws where the release of a series that was current on the day is kept no longer, and the source is named or nothing
 * else is found.
 */
function refuseGone(
  { among, found, all }: { among: Releases; found: Releases; all: Releases },
  gone: readonly GoneRelease[],
  { as_of = '', source, series }: ReleaseQuery
): void {
  if (found.length > 0 && source === undefined) return
  const isAsked = (each: GoneRelease): boolean =>
    (source?.includes(each.source) ?? true) &&
    (series?.includes(each.series) ?? true) &&
    among.some(other => other.source === each.source && other.series === each.series)
  const [first, ...more] = gone.filter(each => isAsked(each) && wasCurrent(each, as_of))
  if (first) throw outsideRetention([first, ...more], all, 'as_of')
}

/** Throws where a label names no release, or one that was withdrawn. */
function checkLabel(
  { releases, gone = [] }: Pick<ReleaseSet, 'releases' | 'gone'>,
  label: string,
  sources: string[] | undefined
): void {
  const isNamed = ({ release, source }: Pick<ReleaseEntry, 'release' | 'source'>): boolean =>
    release === label && (sources?.includes(source) ?? true)
  const labelled = [...releases, ...gone].filter(isNamed)
  if (releases.some(each => isNamed(each) && each.status !== 'withdrawn')) return
  const [former, ...more] = gone.filter(each => isNamed(each) && each.status !== 'withdrawn')
  if (former) throw outsideRetention([former, ...more], releases, 'release')
  const [withdrawn] = labelled
  if (withdrawn)
    throw new Problem(
      'release-not-found',
      said('release_withdrawn', {
        release: label,
        source: withdrawn.source,
        reason: withdrawn.status_reason ?? said('no_reason')
      }),
      [{ parameter: 'release', code: 'withdrawn' }]
    )
  const known = releases
    .filter(({ source, status }) => status !== 'withdrawn' && (sources?.includes(source) ?? true))
    .map(({ release }) => release)
  const close = nearest(label, known)
  throw new Problem(
    'release-not-found',
    said('no_such_release', {
      label: label.slice(0, 100),
      names: known.length > 0 ? [...new Set(known)].join(', ') : said('none_there')
    }),
    [
      {
        parameter: 'release',
        code: 'release-not-found',
        ...(close.length > 0 ? { did_you_mean: close } : {})
      }
    ]
  )
}
