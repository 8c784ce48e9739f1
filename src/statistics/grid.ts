import { areContrary, boundDimensions, isOwnCountry } from '../vocabulary/bound-dimensions.ts'
import { type Dimension, dimensions as known } from '../vocabulary/dimension.ts'
import { parsePeriod, type YearBasis } from '../vocabulary/period.ts'
import { type PeriodDimension, periodDimensions } from '../vocabulary/subject.ts'
import { labelOf } from './period-fit.ts'

/** What a grid is spanned by. */
export interface Spanned {
  /** The dimensions of an answer, in their order. */
  dimensions: readonly string[]
  /** The cells that have rows, by their words in the order of the dimensions. */
  occurring: readonly (readonly string[])[]
  /** The values that a filter names; undefined where there is none. */
  asked(dimension: string): readonly string[] | undefined
  year_basis: YearBasis
  /** First and last day of the time that is asked for, as far as it is bounded, else of that which is covered. */
  from: string
  to: string
}

/** Dimensions that are combined as one, and the words that they have together. */
export interface Axis {
  names: readonly string[]
  values: readonly (readonly string[])[]
}

/**
 * The axes of the full grid. Periods: every one of the time that is asked for. A dimension that goes with all others:
 * the values that a filter names, else those that occur. Dimensions that are bound to one another
 * (vocabulary/bound-dimensions): together as they occur, and an outcome that a filter names where it could be.
 * `not_split` is no value: figures that do not tell a dimension stay where they are and are multiplied with nothing.
 */
export function axesOf(spanned: Spanned): Axis[] {
  const { dimensions } = spanned
  const periods = periodDimensions.filter(name => dimensions.includes(name))
  const bound = boundIn(dimensions)
  const joined = [...periods, ...bound.flat()]
  return [
    ...(periods.length > 0 ? [{ names: periods, values: periodsOf(periods, spanned) }] : []),
    ...bound.map(names => boundAxis(names, spanned)),
    ...dimensions
      .filter(name => !joined.includes(name))
      .map(name => ({ names: [name], values: valuesOf(name, spanned).map(value => [value]) }))
  ]
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

/** The dimensions of an answer that are bound to one another, list by list. */
function boundIn(dimensions: readonly string[]): string[][] {
  const has = (name: string): boolean => dimensions.includes(name)
  const lists: string[][] = boundDimensions
    .map(list => dimensions.filter(name => (list as readonly string[]).includes(name)))
    .filter(list => list.length > 0)
  const [first] = lists
  // A level of the source's own is that of one country; a country of return is named by an order alone.
  const isProceeding = first?.some(name => (boundDimensions[0] as readonly string[]).includes(name))
  if (first && isProceeding) {
    if (has('country_of_asylum') && (has('source_level') || has('authority'))) first.push('country_of_asylum')
    if (has('country_of_return')) first.push('country_of_return')
  } else if (has('country_of_return') && has('nationality'))
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

/** From which country to which: all pairs but those that contradict what is said of the two. */
function journeys(names: readonly string[], spanned: Spanned): string[][] {
  const asked = spanned.asked('same_country')
  const pairs = valuesOf('nationality', spanned).flatMap(nationality =>
    valuesOf('country_of_return', spanned).map(to => ({ nationality, to }))
  )
  const made = pairs.flatMap(({ nationality, to }) => {
    const same = isOwnCountry(nationality, to)
    return asked?.includes(same) === false ? [] : [[nationality, to, same].slice(0, names.length)]
  })
  // Whether it is the same country may not be known: then the answer says UNK, as its rows do.
  const occurring = tuples(names, spanned)
  const ofPair = (tuple: readonly string[]): string => tuple.slice(0, 2).join('\u0000')
  const there = new Set(occurring.map(ofPair))
  return [...occurring, ...made.filter(tuple => !there.has(ofPair(tuple)))]
}

const tuples = (names: readonly string[], { dimensions, occurring }: Spanned): string[][] => {
  const places = names.map(name => dimensions.indexOf(name))
  const found = new Map<string, string[]>()
  for (const key of occurring) {
    const tuple = places.map(place => key[place] as string)
    found.set(tuple.join('\u0000'), tuple)
  }
  return [...found.values()]
}

/** As they occur; an outcome that a filter names and that no row has, in the place of each that could be it. */
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
  const where = names.indexOf('country_of_return')
  return distinct(where < 0 ? all : all.flatMap(tuple => toEach(tuple, where, found, spanned)))
}

/** What is said of one country of return is said of each; what has none has none. */
function toEach(
  tuple: readonly string[],
  where: number,
  found: readonly (readonly string[])[],
  spanned: Spanned
): string[][] {
  if (special.has(tuple[where] as string)) return [[...tuple]]
  const named = valuesOf('country_of_return', spanned).filter(value => !special.has(value))
  const unnamed = found.filter(each => special.has(each[where] as string)).length > 0 ? [] : []
  return [...named, ...unnamed].map(value => tuple.with(where, value))
}

/** Words of a country of return that name no country. */
const special = new Set(['not_designated', 'not_split'])

const named = (names: readonly string[], tuple: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, i) => [name, tuple[i] as string]))

function distinct(list: readonly string[][]): string[][] {
  return [...new Map(list.map(tuple => [tuple.join('\u0000'), tuple])).values()]
}

/** The values of one dimension: those that a filter names, else those that occur and say something. */
function valuesOf(name: string, spanned: Spanned): readonly string[] {
  const asked = spanned.asked(name)
  if (asked !== undefined) return asked
  const place = spanned.dimensions.indexOf(name)
  const found = new Set(spanned.occurring.map(key => key[place] as string))
  if (isOpen(name)) found.delete('not_split')
  return [...found].sort()
}

/** Whether `not_split` says of a dimension that a figure does not tell it, rather than that it has none. */
const isOpen = (name: string): boolean => name in known && known[name as Dimension].kind !== 'period'

/** Each period of the finest span that is grouped by, with the longer ones that it lies in. */
function periodsOf(names: readonly PeriodDimension[], { from, to, year_basis }: Spanned): string[][] {
  const finest = names.at(-1) as PeriodDimension
  const found: string[][] = []
  for (let day = from; day <= to; ) {
    const label = labelOf(day, finest, year_basis)
    found.push(names.map(name => labelOf(day, name, year_basis)))
    const period = parsePeriod(label, year_basis)
    if (period === undefined) break
    day = dayAfter(period.to)
  }
  return found
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
