import type { ReleaseEntry } from '../../snapshot/card.ts'
import { Problem } from '../../vocabulary/problem.ts'

/**
 * `mayHaveRows`, false for a release that the query cannot be put to. Throws the Problem of the query where it can be put
 * to none.
 */
export function judgedBy(releases: readonly ReleaseEntry[], mayHaveRows: (release: ReleaseEntry) => boolean) {
  const faults: Problem[] = []
  const judge = (release: ReleaseEntry): boolean => {
    try {
      return mayHaveRows(release)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      faults.push(error)
      return false
    }
  }
  for (const release of releases) judge(release)
  if (faults[0] && faults.length === releases.length) throw faults[0]
  return judge
}
