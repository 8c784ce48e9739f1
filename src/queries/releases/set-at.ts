import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { chosen, type ReleaseQuery } from './named-releases.ts'

/**
 * The set as it answered by default on a day, or as it would with the releases that are named: these alone, each current.
 * The same set where the query names neither. Throws release-not-found and outside-retention.
 */
export function setAt(set: ReleaseSet, query: ReleaseQuery): ReleaseSet {
  const { source, release, as_of } = query
  if (release === undefined && as_of === undefined) return set
  const among = set.releases.filter(each => source?.includes(each.source) ?? true)
  const found = chosen(among, set, query)
  if (found.length === 0 && as_of !== undefined)
    throw new Problem('release-not-found', said('none_current_on', { day: as_of }), [
      { parameter: 'as_of', code: 'release-not-found' }
    ])
  return { ...set, releases: found.map(each => ({ ...each, status: 'current' as const })) }
}
