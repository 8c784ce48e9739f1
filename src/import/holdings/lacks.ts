import type { HeldReporter, ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import { daysInWords, daysMissing } from './spans.ts'
import { recordsLost, type VolumeRule } from './volumes.ts'

/**
 * What a release lacks of another: the dimension, its value ('' for the total), whose figures, and when. A country of
 * nationality or return is lacking everywhere: it has no reporter and no days.
 */
export interface Lost {
  dimension: string
  value: string
  reporter: string
  days: string[]
}

/** What one release lacks of another: single figures, and what cannot be weighed, in words. */
export interface HoldingsLost {
  figures: Lost[]
  others: string[]
}

/** How many reporters are named in one sentence. */
const mostNamed = 3

/** What `outer` does not hold of what `inner` does, dimension by dimension. */
export function holdingsLost(outer: ReleaseHoldings, inner: ReleaseHoldings, rule: VolumeRule): HoldingsLost {
  return {
    figures: [
      ...countriesLost(outer, inner, 'nationality'),
      ...countriesLost(outer, inner, 'country_of_return'),
      ...inner.reporters.flatMap(held => reporterLacks(outer, held))
    ],
    others: [
      ...totalLost(outer, inner, 'nationality'),
      ...totalLost(outer, inner, 'country_of_return'),
      ...breakdownLacks(outer, inner),
      ...recordsLost(outer.records, inner.records, rule)
    ]
  }
}

/** Values that name nothing: a release that lacks them lacks nothing. */
const special = new Set(['UNK', 'OTHER', 'unknown', 'not_split', 'not_designated', 'not_stated'])

const countryNames = { nationality: 'nationalities', country_of_return: 'countries of return' } as const
type Countries = keyof typeof countryNames

/** A table that has no figure by country covers no country. */
function countriesLost(outer: ReleaseHoldings, inner: ReleaseHoldings, dimension: Countries): Lost[] {
  const held = new Set(outer[dimension].values)
  return inner[dimension].values
    .filter(value => !held.has(value) && !special.has(value))
    .map(value => ({ dimension, value, reporter: '', days: [] }))
}

/** A table without a total covers no total. */
const totalLost = (outer: ReleaseHoldings, inner: ReleaseHoldings, dimension: Countries): string[] =>
  inner[dimension].has_total && !outer[dimension].has_total
    ? [`the total of all ${countryNames[dimension]}`]
    : []

function reporterLacks(outer: ReleaseHoldings, inner: HeldReporter): Lost[] {
  const { reporter } = inner
  const held = outer.reporters.find(each => each.reporter === reporter)
  if (held === undefined) return [{ dimension: 'reporter', value: reporter, reporter, days: inner.periods }]
  const whole = daysMissing(held.periods, inner.periods)
  // What is missing with its whole period is named once.
  const missing = (own: readonly string[], before: readonly string[]) =>
    daysMissing([...own, ...whole], before)
  const parts = Object.entries(inner.in_parts).flatMap(([dimension, values]) =>
    Object.entries(values)
      .filter(([value]) => !special.has(value))
      .map(([value, spans]) => ({
        ...{ dimension, value, reporter },
        days: missing(held.in_parts[dimension]?.[value] ?? [], spans)
      }))
  )
  const totals = [...inner.total_only, ...Object.keys(inner.totals)].map(dimension => ({
    ...{ dimension, value: '', reporter },
    days: missing(totalsOf(held, dimension), totalsOf(inner, dimension))
  }))
  return [{ dimension: 'period', value: '', reporter, days: whole }, ...parts, ...totals].filter(
    ({ days }) => days.length > 0
  )
}

const totalsOf = ({ total_only, periods, totals }: HeldReporter, dimension: string): string[] =>
  total_only.includes(dimension) ? periods : (totals[dimension] ?? [])

/** What is lost in words. */
export const lostInWords = ({ figures, others }: HoldingsLost): string[] => [
  ...figuresInWords(figures),
  ...others
]

/** One sentence a dimension: its values, and of whom and when the first of them are missing. */
export function figuresInWords(lost: readonly Lost[]): string[] {
  const byDimension = new Map<string, Lost[]>()
  for (const each of lost) byDimension.set(each.dimension, [...(byDimension.get(each.dimension) ?? []), each])
  return [...byDimension].map(([dimension, all]) => {
    const values = [...new Set(all.map(({ value }) => value))].filter(value => value !== '')
    if (dimension in countryNames) return `${countryNames[dimension as Countries]} ${named(values)}`
    const places = new Map(all.map(({ reporter, days }) => [reporter, days.map(daysInWords).join(', ')]))
    const where = named([...places].map(([reporter, days]) => `${nameOf(reporter)}${days}`))
    if (dimension === 'reporter' || dimension === 'period') return `figures of ${where}`
    const what =
      values.length > 0 ? `${wordFor(dimension)} ${named(values, 12)}` : `the total over ${dimension}`
    return `${what} (${where})`
  })
}

/** A figure that is split by more dimensions at once is not lost. */
function breakdownLacks(outer: ReleaseHoldings, inner: ReleaseHoldings): string[] {
  const lost = inner.breakdowns.filter(
    ({ outcomes, split_by, from, to }) =>
      split_by.length > 1 &&
      !outcomes.every(outcome =>
        outer.breakdowns.some(
          each =>
            each.outcomes.includes(outcome) &&
            split_by.every(name => each.split_by.includes(name)) &&
            each.from <= from &&
            each.to >= to
        )
      )
  )
  return [...new Set(lost.map(({ split_by }) => `figures by ${split_by.join(' and ')} at once`))]
}

const nameOf = (reporter: string): string => (reporter === 'not_split' ? '' : `${reporter} `)

const wordFor = (dimension: string): string =>
  dimension.endsWith('s') ? dimension : dimension === 'sex' ? 'sexes' : `${dimension}s`

function named(all: readonly string[], most = mostNamed): string {
  const more = all.length - most
  return [...all.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}
