import type { About } from '../../vocabulary/about.ts'
import { limitsOf } from '../../vocabulary/release/content-checks.ts'
import { missingFrom } from '../coverage.ts'
import { holdingsLost } from '../holdings/lacks.ts'
import type { Candidate } from './candidate.ts'

/**
 * What would be lost if a release took the place of another, in words; empty where it holds all that the other does, in
 * all dimensions. Where rows were not looked at, the coverage alone is compared.
 */
export function lostBy(candidate: Candidate, current: Candidate, about: About): string[] {
  const isWhole = about.series.find(({ id }) => id === candidate.series)?.replaces_whole === true
  const { holdings: outer } = candidate
  const { holdings: inner } = current
  const compared = {
    nationalities: !outer || !inner || inner.reporters.length === 0,
    days: !isWhole
  }
  const [own, others] = [candidate.edition_on, current.edition_on]
  const isOlder = isWhole && own !== null && others !== null && own < others
  const { changes_at_most, from } = limitsOf(about.checks)
  return [
    ...(isOlder ? [`records since its edition of ${own}`] : []),
    ...missingFrom(candidate.coverage, current.coverage, compared),
    ...(outer && inner ? holdingsLost(outer, inner, { share: changes_at_most, from }) : [])
  ]
}
