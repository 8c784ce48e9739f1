import type { ClientBase } from 'pg'
import type { About } from '../../vocabulary/about.ts'
import { type LocalText, said } from '../../vocabulary/labels/texts/texts.ts'
import { limitsOf } from '../../vocabulary/release/content-checks.ts'
import { missingFrom } from '../coverage.ts'
import { figuresInWords, type HoldingsLost, holdingsLost, lostInWords } from '../holdings/lacks.ts'
import { weightOf } from '../holdings/weights.ts'
import type { Candidate, CurrentRelease } from './candidate.ts'

/** What would be lost if a release took the place of another, in words. */
export interface Loss {
  /** What keeps it from doing so. */
  lost: LocalText[]
  /** What is so little that a publisher's own revision explains it. */
  small: LocalText[]
}

/**
 * What would be lost if a release took the place of another: nothing where it holds all that the other does, in all
 * dimensions. Where rows were not looked at, the coverage alone is compared.
 */
function comparedWith(candidate: Candidate, current: Candidate, about: About): HoldingsLost {
  const isWhole = about.series.find(({ id }) => id === candidate.series)?.replaces_whole === true
  const { holdings: outer } = candidate
  const { holdings: inner } = current
  const byRows = outer !== null && inner !== null && inner.reporters.length > 0
  const [own, others] = [candidate.edition_on, current.edition_on]
  const isOlder = isWhole && own !== null && others !== null && own < others
  const { changes_at_most, from } = limitsOf(about.checks)
  const held = outer && inner ? holdingsLost(outer, inner, { share: changes_at_most, from }) : undefined
  return {
    figures: held?.figures ?? [],
    others: [
      ...(isOlder ? [said('lost_records_since', { day: own })] : []),
      ...missingFrom(candidate.coverage, current.coverage, { byRows, days: !isWhole }),
      ...(held?.others ?? [])
    ]
  }
}

/** The same without a look at how much it is: all of it is lost. */
export const strictLoss = (candidate: Candidate, current: Candidate, about: About): Loss => ({
  lost: lostInWords(comparedWith(candidate, current, about)),
  small: []
})

/**
 * The same, with figures that held next to nothing told apart (docs/rules/sources.md §0.6): publishers drop a small
 * reporter's year or a nationality of a few people from one edition to the next.
 */
export async function lossOf(
  client: ClientBase,
  candidate: Candidate,
  current: CurrentRelease,
  about: About
): Promise<Loss> {
  const found = comparedWith(candidate, current, about)
  const { loses_at_most, from } = limitsOf(about.checks)
  if (found.figures.length === 0 || found.others.length > 0) return { lost: lostInWords(found), small: [] }
  const weight = await weightOf(client, current.release_id, found.figures)
  const isSmall = weight !== undefined && weight.share <= loses_at_most && weight.persons < from
  return isSmall
    ? { lost: [], small: figuresInWords(found.figures) }
    : { lost: lostInWords(found), small: [] }
}
