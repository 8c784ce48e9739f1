import { dimensionText } from '../../vocabulary/labels/labels.ts'
import { conjoined, inOneText, type LocalText, said } from '../../vocabulary/labels/texts/texts.ts'
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
  others: LocalText[]
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

const countryNames = {
  nationality: { name: 'lost_nationalities', total: 'lost_total_of_nationalities' },
  country_of_return: { name: 'lost_countries_of_return', total: 'lost_total_of_returns' }
} as const
type Countries = keyof typeof countryNames
const isOfCountries = (dimension: string): dimension is Countries => Object.hasOwn(countryNames, dimension)

/** A table that has no figure by country covers no country. */
function countriesLost(outer: ReleaseHoldings, inner: ReleaseHoldings, dimension: Countries): Lost[] {
  const held = new Set(outer[dimension].values)
  return inner[dimension].values
    .filter(value => !held.has(value) && !special.has(value))
    .map(value => ({ dimension, value, reporter: '', days: [] }))
}

/** A table without a total covers no total. */
const totalLost = (outer: ReleaseHoldings, inner: ReleaseHoldings, dimension: Countries): LocalText[] =>
  inner[dimension].has_total && !outer[dimension].has_total ? [said(countryNames[dimension].total)] : []

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
export const lostInWords = ({ figures, others }: HoldingsLost): LocalText[] => [
  ...figuresInWords(figures),
  ...others
]

/** One text a dimension: its values, and of whom and when the first of them are missing. */
export function figuresInWords(lost: readonly Lost[]): LocalText[] {
  const byDimension = new Map<string, Lost[]>()
  for (const each of lost) byDimension.set(each.dimension, [...(byDimension.get(each.dimension) ?? []), each])
  return [...byDimension].map(([dimension, all]) => {
    const values = [...new Set(all.map(({ value }) => value))].filter(value => value !== '')
    if (isOfCountries(dimension)) return inOneText([said(countryNames[dimension].name), named(values)])
    const places = new Map(
      all.map(({ reporter, days }) => [reporter, inOneText(days.map(daysInWords), ', ')])
    )
    const where = named([...places].map(([reporter, days]) => inOneText([...nameOf(reporter), days])))
    if (dimension === 'reporter' || dimension === 'period') return said('lost_figures', { where })
    const label = dimensionText(dimension)
    return values.length > 0
      ? said('lost_values', { label, values: named(values, 12), where })
      : said('lost_total_over', { label, where })
  })
}

/** A figure that is split by more dimensions at once is not lost. */
function breakdownLacks(outer: ReleaseHoldings, inner: ReleaseHoldings): LocalText[] {
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
  const splits = new Map(lost.map(({ split_by }) => [split_by.join(), split_by]))
  return [...splits.values()].map(split_by =>
    said('lost_at_once', { labels: conjoined(split_by.map(dimensionText)) })
  )
}

const nameOf = (reporter: string): string[] => (reporter === 'not_split' ? [] : [reporter])

function named(all: readonly LocalText[], most = mostNamed): LocalText {
  const more = all.length - most
  return inOneText(
    [...all.slice(0, most), ...(more > 0 ? [said('and_so_many_more', { n: more })] : [])],
    ', '
  )
}
