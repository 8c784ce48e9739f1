import { isAggregate, membersOfAggregate } from '../../vocabulary/countries/aggregate.ts'
import type { Chosen } from './chosen.ts'
import type { Question } from './question.ts'

/** The reporting places of a release of figures: countries, and the publisher's aggregates of them. */
export interface Places {
  countries: readonly string[]
  /** Those that may stand in the place of countries come first. */
  aggregates: readonly string[]
}

/** Tables whose countries are not listed have no aggregates. */
export function placesOf({ release, table }: Pick<Chosen, 'release' | 'table'>): Places {
  const { country_of_asylum: listed } = release.coverage
  if (listed === 'all' || table !== 'published_counts') return { countries: [], aggregates: [] }
  const aggregates = listed.filter(isAggregate)
  const first = standInsOf(release).filter(code => aggregates.includes(code))
  return {
    countries: listed.filter(code => !isAggregate(code)),
    aggregates: [...first, ...aggregates.filter(code => !first.includes(code))]
  }
}

const standInsOf = ({ about, series }: Chosen['release']): readonly string[] =>
  about.series.find(({ id }) => id === series)?.reporting?.stand_ins ?? []

/** Whether a question names its countries of asylum, by themselves or by a group: then no aggregate answers for them. */
export const namesPlaces = ({ filters }: Pick<Question, 'filters'>): boolean =>
  filters?.country_of_asylum !== undefined || filters?.country_of_asylum_group !== undefined

/**
 * The aggregates that are no part of an answer (docs/rules/coverage.md §3): all, unless the question names them. A release
 * without any country is about the one that comes first.
 */
export function aggregatesLeftOut(question: Question, chosen: Pick<Chosen, 'release' | 'table'>): string[] {
  if (question.filters?.country_of_asylum !== undefined) return []
  const { countries, aggregates } = placesOf(chosen)
  return aggregates.slice(countries.length > 0 ? 0 : 1)
}

/** The aggregates that may stand in the place of countries, in their order: all of their members are in the table. */
export function mayStandIn(chosen: Pick<Chosen, 'release' | 'table'>): string[] {
  const { countries, aggregates } = placesOf(chosen)
  return standInsOf(chosen.release).filter(
    code => aggregates.includes(code) && membersOfAggregate(code).every(member => countries.includes(member))
  )
}
