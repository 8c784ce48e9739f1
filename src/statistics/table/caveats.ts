import { dayOf } from '../../snapshot/card.ts'
import { nothingCaveats, wholeCaveats } from '../../snapshot/known/nothing-found.ts'
import { shippedCaveat } from '../../snapshot/known/shipped.ts'
import { type CaveatNote, noteOf } from '../../vocabulary/caveat-note.ts'
import { codesTold } from '../../vocabulary/labels/codes-told.ts'
import { labelOf } from '../../vocabulary/labels/labels.ts'
import { inEach, said } from '../../vocabulary/labels/texts/texts.ts'
import { inTwoForms, twoFormsInOne } from '../../vocabulary/labels/texts/two-forms.ts'
import { type RejectedCount, rejectedCaveats } from '../../vocabulary/results/rejected-rows.ts'
import type { StandIn } from '../../vocabulary/results/stand-in.ts'
import { syntheticCaveat } from '../../vocabulary/synthetic.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import type { Opened } from '../kinds/kind.ts'
import type { Chosen } from '../question/chosen.ts'
import type { Question } from '../question/question.ts'
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
    .map(caveat => noteOf(caveat, source))
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

/**
 * Caveats of the release itself, and of the part of the question that it does not cover. `rejected`: how many of its
 * rejected rows may belong to the answer.
 */
export function releaseCaveats({ frame, reach }: Opened, rejected: RejectedCount): CaveatNote[] {
  const { release, pinned, instead_of, elsewhere = [] } = frame.chosen
  const { source } = release
  const notes: CaveatNote[] = []
  if (release.synthetic) notes.push({ ...syntheticCaveat, source })
  if (release.status === 'withdrawn' && pinned)
    notes.push({
      id: 'withdrawn-release',
      source,
      ...inTwoForms('withdrawn_release', {
        release: release.release,
        reason: release.status_reason ?? said('no_reason')
      })
    })
  if (instead_of !== undefined) notes.push(shippedCaveat(release, instead_of))
  notes.push(...rejectedCaveats(release, rejected))
  if (elsewhere.length > 0)
    notes.push({
      id: 'other-date-ranges',
      source,
      ...inTwoForms('other_date_ranges', {
        release: release.release,
        ranges: twoFormsInOne(
          elsewhere.map(({ from, to, release }) => inTwoForms('range_in_release', { from, to, release })),
          ', '
        )
      })
    })
  if (reach.about_one !== undefined)
    notes.push({
      id: 'one-country-of-asylum',
      source,
      ...inTwoForms(frame.chosen.subject.name === 'decisions' ? 'one_country_of_asylum' : 'one_place', {
        country: codesTold('country_of_asylum', [reach.about_one])
      })
    })
  if (reach.inside !== 'whole')
    notes.push({
      id: 'outside-coverage',
      source,
      ...twoFormsInOne([
        inTwoForms('outside_coverage', {
          release: release.release,
          parts: twoFormsInOne(reach.missing, '; ')
        }),
        inTwoForms(reach.inside === 'outside' ? 'nothing_inside' : 'no_figure_is_not_nothing')
      ])
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
  ...twoFormsInOne([
    inTwoForms('figures_of_an_aggregate', {
      cells,
      place: inEach(lang => labelOf('country_of_asylum', country_of_asylum, lang)),
      code: country_of_asylum
    }),
    without.length > 0
      ? inTwoForms('outside_aggregate', { countries: codesTold('country_of_asylum', without) })
      : inTwoForms('never_added_to_countries')
  ])
})

/** What a subject's figures must never be mistaken for. */
export const subjectCaveats = ({ frame: { chosen } }: Plan): CaveatNote[] =>
  chosen.subject.name === 'applications'
    ? [
        {
          id: 'decisions-are-not-of-these-applications',
          source: chosen.release.source,
          ...inTwoForms('decisions_of_others')
        }
      ]
    : []

/** The caveat of rates of those who filed in a period: many of them may still wait. */
export const cohortCaveats = ({ rates, frame: { chosen, clock } }: Plan): CaveatNote[] =>
  rates.length === 0 || clock.date_basis !== 'filed'
    ? []
    : [
        {
          id: 'rates-of-early-decisions',
          source: chosen.release.source,
          ...inTwoForms('early_decisions', { day: dayOf(chosen.release) })
        }
      ]
