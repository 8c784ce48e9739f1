import { areContrary, boundDimensions, sameCountry } from '../../vocabulary/measures/bound-dimensions.ts'
import { type PeriodDimension, periodDimensions } from '../../vocabulary/measures/subject.ts'
import { addDays } from '../../vocabulary/time/day.ts'
import { parsePeriod, type YearBasis } from '../../vocabulary/time/period.ts'
import { periodLabelOf } from '../question/period-fit.ts'

/** What a grid is made from. */
export interface Spanned {
  /** The dimensions of an answer, in their order. */
  dimensions: readonly string[]
  /** The cells that have rows, by their words in the order of the dimensions. */
  occurring: readonly (readonly string[])[]
  /** The values that a filter names; undefined where there is none. */
  asked(dimension: string): readonly string[] | undefined
  year_basis: YearBasis
  /** First and last day: the requested bounds, else those of the coverage. */
  from: string
  to: string
  /** Whether the rows are published figures, some of which may not be split by a dimension (`not_split`). */
  areFigures: boolean
}

/** Dimensions that are combined as one, and their combinations of words. */
export interface Axis {
  names: readonly string[]
  values: readonly (readonly string[])[]
}

/**
 * The axes of the full grid. Periods: every one between the bounds. A dimension that is independent of the others: the
 * values that a filter names, else those that occur. Dimensions that are bound to one another
 * (vocabulary/bound-dimensions): the combinations that occur, and an outcome that a filter names wherever it is
 * possible. `not_split` is no value of an axis: figures that are not split by a dimension keep their cells, and are not
 * combined with other values.
 */
export function axesOf(spanned: Spanned): Axis[] {
  const { periods, bound, others } = axisNames(spanned.dimensions)
  return [
    ...(periods.length > 0 ? [{ names: periods, values: periodsOf(periods, spanned) }] : []),
    ...bound.map(names => boundAxis(names, spanned)),
    ...others.map(name => ({ names: [name], values: valuesOf(name, spanned).map(value => [value]) }))
  ]
}

/** The dimensions of each axis: the periods are one, each list of bound dimensions, and each of the others. */
export function axisNames(dimensions: readonly string[]) {
  const periods = periodDimensions.filter(name => dimensions.includes(name))
  const bound = boundIn(dimensions)
  const joined: readonly string[] = [...periods, ...bound.flat()]
  return { periods, bound, others: dimensions.filter(name => !joined.includes(name)) }
}

/** How many cells a grid has. */
export const sizeOf = (axes: readonly Axis[]): number => axes.reduce((n, { values }) => n * values.length, 1)

/** Every cell of a grid, by its words in the order of the dimensions. */
export function* cellsIn(axes: readonly Axis[], dimensions: readonly string[]): Generator<string[]> {
  const places = axes.map(({ names }) => names.map(name => dimensions.indexOf(name)))
  const size = sizeOf(axes)
  for (let cell = 0; cell < size; cell++) {
    const key: string[] = new Array(dimensions.length)
    let rest = cell
    for (const [i, { values }] of axes.entries()) {
      const words = values[rest % values.length] as readonly string[]
      rest = Math.floor(rest / values.length)
      for (const [j, place] of (places[i] as number[]).entries()) key[place] = words[j] as string
    }
    yield key
  }
}

/** Whether a cell is one of a grid. */
export function insideOf(
  axes: readonly Axis[],
  dimensions: readonly string[]
): (key: readonly string[]) => boolean {
  const known = axes.map(({ names, values }) => ({
    places: names.map(name => dimensions.indexOf(name)),
    words: new Set(values.map(words => words.join('\u0000')))
  }))
  return key => known.every(({ places, words }) => words.has(places.map(place => key[place]).join('\u0000')))
}

const isOfProceedings = (name: string): boolean => (boundDimensions[0] as readonly string[]).includes(name)

/** The dimensions of an answer that are bound to one another, list by list. */
function boundIn(dimensions: readonly string[]): string[][] {
  const has = (name: string): boolean => dimensions.includes(name)
  const lists: string[][] = boundDimensions
    .map(list => dimensions.filter(name => (list as readonly string[]).includes(name)))
    .filter(list => list.length > 0)
  const proceedings = lists.find(list => list.some(isOfProceedings))
  // A source_level or an authority is of one country of asylum. Of decisions only orders name a country of return.
  if (proceedings && has('country_of_asylum') && (has('source_level') || has('authority')))
    proceedings.push('country_of_asylum')
  if (proceedings && has('country_of_return')) proceedings.push('country_of_return')
  else if (has('country_of_return') && has('nationality'))
    lists.push(['nationality', 'country_of_return', ...(has('same_country') ? ['same_country'] : [])])
  return lists
}

function boundAxis(names: readonly string[], spanned: Spanned): Axis {
  const [only, ...others] = names
  if (only !== undefined && others.length === 0)
    return { names, values: valuesOf(only, spanned).map(value => [value]) }
  const values = names.includes('nationality') ? journeys(names, spanned) : together(names, spanned)
  return { names, values }
}

/** All pairs of nationality and country of return, without those that contradict a filter by same_country. */
function journeys(names: readonly string[], spanned: Spanned): string[][] {
  const filter = spanned.asked('same_country')
  const pairs = valuesOf('nationality', spanned).flatMap(nationality =>
    valuesOf('country_of_return', spanned).map(to => ({ nationality, to }))
  )
  const made = pairs.flatMap(({ nationality, to }) => {
    const same = sameCountry(nationality, to)
    return filter?.includes(same) === false ? [] : [[nationality, to, same].slice(0, names.length)]
  })
  // Pairs that occur keep their own same_country, which can be unknown (UNK).
  const occurring = tuples(names, spanned)
  const ofPair = (tuple: readonly string[]): string => tuple.slice(0, 2).join('\u0000')
  const there = new Set(occurring.map(ofPair))
  return [...occurring, ...made.filter(tuple => !there.has(ofPair(tuple)))]
}

/** The distinct combinations of words in cells with rows. */
function tuples(names: readonly string[], { dimensions, occurring, areFigures }: Spanned): string[][] {
  const places = names.map(name => dimensions.indexOf(name))
  const found = distinct(occurring.map(key => places.map(place => key[place] as string)))
  const areAll = !areFigures || names.some(name => isOfProceedings(name))
  return areAll ? found : found.filter(tuple => !tuple.includes('not_split'))
}

/**
 * The combinations that occur. An outcome that a filter names and no row has replaces the outcome of each combination
 * where it is possible.
 */
function together(names: readonly string[], spanned: Spanned): string[][] {
  const found = tuples(names, spanned)
  const more = (['outcome', 'outcome_group'] as const).flatMap(name => {
    const place = names.indexOf(name)
    if (place < 0) return []
    const seen = new Set(found.map(tuple => tuple[place]))
    const absent = (spanned.asked(name) ?? []).filter(value => !seen.has(value))
    return absent.flatMap(value =>
      found.map(tuple => tuple.with(place, value)).filter(tuple => !areContrary(named(names, tuple)))
    )
  })
  const all = [...found, ...more]
  const place = names.indexOf('country_of_return')
  if (place < 0) return distinct(all)
  // An order that names one country of return could name any other. A combination without a designated country stays
  // without one.
  const countries = valuesOf('country_of_return', spanned).filter(value => !isNone(value))
  return distinct(
    all.flatMap(tuple =>
      isNone(tuple[place] as string) ? [tuple] : countries.map(value => tuple.with(place, value))
    )
  )
}

const isNone = (country: string): boolean => country === 'not_designated' || country === 'not_split'

const named = (names: readonly string[], tuple: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, i) => [name, tuple[i] as string]))

const distinct = (list: readonly string[][]): string[][] => [
  ...new Map(list.map(tuple => [tuple.join('\u0000'), tuple])).values()
]

/** The values of one dimension: those that a filter names, else those that occur. */
function valuesOf(name: string, { dimensions, occurring, asked, areFigures }: Spanned): readonly string[] {
  const place = dimensions.indexOf(name)
  const found = new Set(asked(name) ?? occurring.map(key => key[place] as string))
  if (areFigures && asked(name) === undefined) found.delete('not_split')
  return [...found].sort()
}

/** Each period of the finest span that is grouped by, with the longer ones that it lies in. */
export function periodsOf(
  names: readonly PeriodDimension[],
  { from, to, year_basis }: Pick<Spanned, 'from' | 'to' | 'year_basis'>
): string[][] {
  const finest = names.at(-1) as PeriodDimension
  const found: string[][] = []
  for (let day = from; day <= to; ) {
    const label = periodLabelOf(day, finest, year_basis)
    found.push(names.map(name => periodLabelOf(day, name, year_basis)))
    const period = parsePeriod(label, year_basis)
    if (period === undefined) break
    day = addDays(period.to, 1)
  }
  return found
}
