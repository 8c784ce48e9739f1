import { countriesAmong, type Memberships } from '../../vocabulary/countries/groups/memberships.ts'
import { codesTold, nameTold } from '../../vocabulary/labels/codes-told.ts'
import { inTwoForms, type TwoForms } from '../../vocabulary/labels/texts/two-forms.ts'
import type { ReportingRule } from '../../vocabulary/measures/reporting.ts'
import { partsMissing } from '../../vocabulary/time/coverage.ts'
import { parsePeriod } from '../../vocabulary/time/period.ts'
import type { Chosen } from './chosen.ts'
import type { Clock } from './clock.ts'
import { placesOf } from './places.ts'
import type { Question } from './question.ts'

/** How much of a question the release covers. */
export interface Reach {
  /** `outside`: none of it. There is then no answer, which is not an answer of zero. */
  inside: 'whole' | 'partly' | 'outside'
  /** What is not covered, in words; empty where all is covered. */
  missing: TwoForms[]
  /** First and last day of the answer: the requested days, as far as they are covered. */
  from: string
  to: string
  /** Dimensions with requested values that are not covered. */
  lacking: readonly Place[]
  /** Whether parts of the table are known to be missing, whatever the period and place. */
  isExcerpt: boolean
  /** Requested bounds that lie outside the coverage. */
  partial: string[]
  /** The one country of asylum that the release is about, where the question does not filter by it. */
  about_one?: string
}

/** Dimensions of which a release covers some values or all. */
type Place = 'nationality' | 'country_of_asylum'

/**
 * Compares a question with the coverage of the release (docs/rules/api.md §1.5). A question without a filter is about
 * every nationality and country, so that a release of only some of them covers it in part. A question without a bound
 * is about the days of the coverage.
 */
export function reachOf(
  question: Question,
  clock: Clock,
  { release, card, series, table }: Chosen,
  memberships: Memberships = {}
): Reach {
  const { coverage } = release
  const asked = askedPlaces(question, memberships, {
    from: clock.from ?? coverage.from,
    to: clock.to ?? coverage.to
  })
  // A table about one country's authorities is complete without other countries.
  const { countries, aggregates } = placesOf({ release, table })
  const [one, ...others] = countries.length > 0 ? countries : aggregates.slice(0, 1)
  const isOpen = asked.country_of_asylum === undefined
  const about_one =
    isOpen && others.length === 0 && card.dimensions.includes('country_of_asylum') ? one : undefined
  const places = (['nationality', 'country_of_asylum'] as const).flatMap(name => {
    const covered = coverage[name]
    if (covered === 'all' || !card.dimensions.includes(name) || (name === 'country_of_asylum' && about_one))
      return []
    // What a figure over all of them lacks is found in its rows (statistics/holdings).
    const isOpen = asked[name] === undefined
    if (series.reporting && isOpen && isWholeIn(name, card, series.reporting)) return []
    return [{ name, ...placeReach(name, covered, asked[name]) }]
  })
  const from = clock.from !== undefined && clock.from > coverage.from ? clock.from : coverage.from
  const to = clock.to !== undefined && clock.to < coverage.to ? clock.to : coverage.to
  // A single bound can lie outside the coverage at either end.
  const [first, last] = [clock.from ?? clock.to, clock.to ?? clock.from]
  const early = first !== undefined && first < coverage.from
  const late = last !== undefined && last > coverage.to
  const missing: TwoForms[] = places.flatMap(place => place.missing)
  // period=latest is about the covered part of the latest period.
  const reaches = (early || late) && question.period !== 'latest'
  if (reaches) missing.push(inTwoForms('days_outside', { from: coverage.from, to: coverage.to }))
  missing.push(...partsMissing(coverage))
  const outside = from > to || places.some(place => place.outside)
  return {
    inside: outside ? 'outside' : missing.length > 0 ? 'partly' : 'whole',
    missing,
    lacking: places.flatMap(place => (place.missing.length > 0 ? [place.name] : [])),
    isExcerpt: !coverage.complete,
    ...(from > to ? asAsked(clock) : { from, to }),
    ...(about_one === undefined ? {} : { about_one }),
    partial: [
      ...new Set([
        ...(early ? [(clock.period_from ?? clock.period_to) as string] : []),
        ...(late ? [(clock.period_to ?? clock.period_from) as string] : [])
      ])
    ]
  }
}

/** The countries that a question names, by themselves or by groups that they are in on some of the days. */
function askedPlaces(
  { filters = {} }: Question,
  memberships: Memberships,
  days: { from: string; to: string }
): Partial<Record<Place, readonly string[]>> {
  const asked = (name: Place): readonly string[] | undefined => {
    const groups = memberships[`${name}_group`]
    const members = groups && countriesAmong(groups, days)
    return members ? members.filter(code => filters[name]?.includes(code) ?? true) : filters[name]
  }
  return { nationality: asked('nationality'), country_of_asylum: asked('country_of_asylum') }
}

/** The requested days where none of them is covered. A single bound stands for the days of its own period. */
function asAsked({ period_from, period_to, year_basis }: Clock): Pick<Reach, 'from' | 'to'> {
  const [first, last] = [period_from ?? period_to, period_to ?? period_from].map(word =>
    parsePeriod(word ?? '', year_basis)
  )
  if (!first || !last) throw new Error('a question without a bound has days that are covered')
  return { from: first.from, to: last.to }
}

/** Some tables are about the reporters that they have; all nationalities are covered where a total of them is there. */
const isWholeIn = (name: Place, { total_sets }: Chosen['card'], { reporters }: ReportingRule): boolean =>
  name === 'country_of_asylum' ? reporters === 'own' : total_sets.some(set => set.includes('nationality'))

function placeReach(name: string, covered: readonly string[], asked: readonly string[] | undefined) {
  const inside = asked?.filter(code => covered.includes(code)) ?? covered
  const missing = asked?.filter(code => !covered.includes(code)) ?? []
  if (asked === undefined)
    return {
      outside: false,
      missing: [inTwoForms('any_but', { name: nameTold(name), codes: codesTold(name, covered, 10) })]
    }
  return {
    outside: inside.length === 0,
    missing:
      missing.length > 0
        ? [inTwoForms('codes_of', { name: nameTold(name), codes: codesTold(name, missing, 10) })]
        : []
  }
}
