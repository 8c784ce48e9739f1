import { dayOf } from '../../snapshot/card.ts'
import { nothingCaveats, wholeCaveats } from '../../snapshot/nothing-found.ts'
import { shippedCaveat } from '../../snapshot/shipped.ts'
import type { CaveatNote } from '../../vocabulary/caveat-note.ts'
import { labelOf } from '../../vocabulary/labels/labels.ts'
import { rejectedCaveats } from '../../vocabulary/results/rejected-rows.ts'
import type { StandIn } from '../../vocabulary/results/stand-in.ts'
import { syntheticCaveat } from '../../vocabulary/synthetic.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import type { Chosen } from '../question/chosen.ts'
import type { Question } from '../question/question.ts'
import type { Reach } from '../question/reach.ts'
import { caveatTexts, type Touch } from '../rows/caveat-checks.ts'
import type { Part, Scanned } from '../rows/scan.ts'

/** The known issues of the source that touch rows of this answer, in the order of its about.json, and no others. */
export function touchingCaveats(plan: Plan, { families, checks, touching: found }: Scanned): CaveatNote[] {
  const { source } = plan.frame.chosen.release
  const touching = new Set(found)
  for (const parts of new Set(Object.values(families)))
    for (const [i, { id }] of checks.entries()) if (isTouched(parts, i)) touching.add(id)
  return caveatTexts(plan)
    .filter(({ id }) => touching.has(id))
    .map(({ id, text }) => ({ id, source, text }))
}

/** Whether the caveat touches a row of any cell, or several values of its scope are added in one cell. */
function isTouched(parts: readonly Part[], place: number): boolean {
  const cells = new Map<string, Touch['spans']>()
  for (const { state, words, touches } of parts) {
    const touch = touches[place]
    if (state !== 'cell' || !touch) continue
    if (touch.touched) return true
    if (touch.spans.length === 0) continue
    const key = words.join('\u0000')
    const wider = widened(cells.get(key) ?? touch.spans, touch.spans)
    if (wider.some(([least, greatest]) => least !== greatest)) return true
    cells.set(key, wider)
  }
  return false
}

/** The union of two spans. A span without ends has no row in it. */
const widened = (a: Touch['spans'], b: Touch['spans']): Touch['spans'] =>
  a.map((span, i) => {
    const ends = [...span, ...(b[i] ?? [])].filter(end => end !== null).sort()
    return [ends[0] ?? null, ends.at(-1) ?? null]
  })

/** The caveats of an answer without rows, which explain why there may be none. */
export const caveatsOfNothing = ({ release, table }: Chosen, { filters = {} }: Question): CaveatNote[] => [
  ...wholeCaveats(release),
  ...nothingCaveats(release, table, filters)
]

/** Caveats of the release itself, and of the part of the question that it does not cover. */
export function releaseCaveats(
  { release, pinned, instead_of, elsewhere = [] }: Chosen,
  reach: Reach
): CaveatNote[] {
  const { source } = release
  const notes: CaveatNote[] = []
  if (release.synthetic) notes.push({ ...syntheticCaveat, source })
  if (release.status === 'withdrawn' && pinned)
    notes.push({
      id: 'withdrawn-release',
      source,
      text: `Release ${release.release} was withdrawn: ${release.status_reason ?? 'no reason was given'}.`
    })
  if (instead_of !== undefined) notes.push(shippedCaveat(release, instead_of))
  notes.push(...rejectedCaveats(release))
  if (elsewhere.length > 0)
    notes.push({
      id: 'other-date-ranges',
      source,
      text: `This answer is from release ${release.release} alone. Other days are in other releases, which are never added to it: ${elsewhere.map(each => `${each.from} to ${each.to} in ${each.release}`).join(', ')}.`
    })
  if (reach.about_one !== undefined)
    notes.push({
      id: 'one-country-of-asylum',
      source,
      text: `Every figure of this release is about decisions in one country of asylum: ${reach.about_one}.`
    })
  if (reach.inside !== 'whole')
    notes.push({
      id: 'outside-coverage',
      source,
      text: `Release ${release.release} does not cover ${reach.missing.join('; ')}. ${reach.inside === 'outside' ? 'Nothing of the question lies inside, so there is no answer here, which is not an answer of zero.' : 'That there is no figure does not mean that nothing happened.'}`
    })
  return notes
}

/** The caveat of cells that are a publisher's figure for a group of countries. */
export const standInCaveat = (
  source: string,
  { country_of_asylum, cells, without }: StandIn
): CaveatNote => ({
  id: 'figures-of-an-aggregate',
  source,
  text: `Not all countries of the table tell their figures, so ${cells} of these cells ${cells === 1 ? 'is' : 'are'} the publisher’s own for ${labelOf('country_of_asylum', country_of_asylum, 'en')} (${country_of_asylum}), flagged aggregate. ${
    without.length > 0
      ? `It does not hold ${without.join(', ')}: what these tell of the same cells is left out (outside_aggregate), and never added to it.`
      : 'It is never added to figures of countries.'
  }`
})

/** The caveat of rates of those who filed in a period: many of them may still wait. */
export const cohortCaveats = ({ rates, frame: { chosen, clock } }: Plan): CaveatNote[] =>
  rates.length === 0 || clock.date_basis !== 'filed'
    ? []
    : [
        {
          id: 'rates-of-early-decisions',
          source: chosen.release.source,
          text: `These rates are of those who filed in a period and were decided by ${dayOf(chosen.release)}. What is not decided yet is no part, so the rate of a young cohort is that of its early decisions alone and will change.`
        }
      ]
