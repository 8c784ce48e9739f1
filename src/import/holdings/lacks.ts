import type { HeldReporter, ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import { daysInWords, daysMissing } from './spans.ts'
import { recordsLost, type VolumeRule } from './volumes.ts'

/** What a release lacks of another: the dimension, its value ('' for the total), whose figures, and when. */
interface Lost {
  dimension: string
  value: string
  reporter: string
  days: string[]
}

/** How many reporters are named in one sentence. */
const mostNamed = 3

/** What `outer` does not hold of what `inner` does, in words, dimension by dimension; empty where it holds all. */
export function holdingsLost(outer: ReleaseHoldings, inner: ReleaseHoldings, rule: VolumeRule): string[] {
  return [
    ...countryLacks(outer.nationality, inner.nationality, 'nationalities'),
    ...countryLacks(outer.country_of_return, inner.country_of_return, 'countries of return'),
    ...inTextOf(inner.reporters.flatMap(held => reporterLacks(outer, held))),
    ...breakdownLacks(outer, inner),
    ...recordsLost(outer.records, inner.records, rule)
  ]
}

/** Values that name nothing: a release that lacks them lacks nothing. */
const special = new Set(['UNK', 'OTHER', 'unknown', 'not_split', 'not_designated', 'not_stated'])

/** A table that has no figure by country covers no country, and one without a total covers no total. */
function countryLacks(
  outer: ReleaseHoldings['nationality'],
  inner: ReleaseHoldings['nationality'],
  name: string
): string[] {
  const held = new Set(outer.values)
  const lost = inner.values.filter(value => !held.has(value) && !special.has(value))
  const total = inner.has_total && !outer.has_total
  return [
    ...(lost.length > 0 ? [`${name} ${named(lost)}`] : []),
    ...(total ? [`the total of all ${name}`] : [])
  ]
}

function reporterLacks(outer: ReleaseHoldings, inner: HeldReporter): Lost[] {
  const { reporter } = inner
  const held = outer.reporters.find(each => each.reporter === reporter)
  if (held === undefined) return [{ dimension: 'reporter', value: reporter, reporter, days: inner.periods }]
  const whole = daysMissing(held.periods, inner.periods)
  if (whole.length > 0) return [{ dimension: 'period', value: '', reporter, days: whole }]
  const parts = Object.entries(inner.in_parts).flatMap(([dimension, values]) =>
    Object.entries(values)
      .filter(([value]) => !special.has(value))
      .map(([value, spans]) => ({
        ...{ dimension, value, reporter },
        days: daysMissing(held.in_parts[dimension]?.[value] ?? [], spans)
      }))
  )
  const totals = [...inner.total_only, ...Object.keys(inner.totals)].map(dimension => ({
    ...{ dimension, value: '', reporter },
    days: daysMissing(totalsOf(held, dimension), totalsOf(inner, dimension))
  }))
  return [...parts, ...totals].filter(({ days }) => days.length > 0)
}

const totalsOf = ({ total_only, periods, totals }: HeldReporter, dimension: string): string[] =>
  total_only.includes(dimension) ? periods : (totals[dimension] ?? [])

/** One sentence a dimension: its values, and of whom and when the first of them are missing. */
function inTextOf(lost: readonly Lost[]): string[] {
  const byDimension = new Map<string, Lost[]>()
  for (const each of lost) byDimension.set(each.dimension, [...(byDimension.get(each.dimension) ?? []), each])
  return [...byDimension].map(([dimension, all]) => {
    const places = new Map(all.map(({ reporter, days }) => [reporter, days.map(daysInWords).join(', ')]))
    const where = named([...places].map(([reporter, days]) => `${nameOf(reporter)}${days}`))
    if (dimension === 'reporter' || dimension === 'period') return `figures of ${where}`
    const values = [...new Set(all.map(({ value }) => value))].filter(value => value !== '')
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
