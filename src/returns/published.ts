import { figureSubjectsOf, type ReleaseEntry, type TableCard } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { answer } from '../statistics/answer.ts'
import { subjects } from '../statistics/kinds/subject.ts'
import { spanInWords } from '../statistics/question/clock.ts'
import { fits, periodLabelOf } from '../statistics/question/period-fit.ts'
import type { Question } from '../statistics/question/question.ts'
import type { CaveatNote } from '../vocabulary/caveat-note.ts'
import type { CellStatus } from '../vocabulary/cell-status.ts'
import { eachMembership } from '../vocabulary/countries/groups/memberships.ts'
import { isSameCountry } from '../vocabulary/countries/same-country.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import type { Dimension } from '../vocabulary/measures/dimension.ts'
import { Problem } from '../vocabulary/problem.ts'
import { parsePeriod, type YearBasis } from '../vocabulary/time/period.ts'
import type { Unit } from '../vocabulary/unit.ts'
import type { SourcePeriod } from './periods.ts'
import { type BlockQuestion, head } from './question.ts'
import { sameCountrySplit } from './same-country.ts'

/** The table of published figures about returns; undefined where the release has none, or has records of returns. */
export function returnFigures({ tables }: ReleaseEntry): TableCard | undefined {
  const card = tables.published_counts
  return card && card.rows > 0 && figureSubjectsOf(card).includes('returns') && !tables.returns?.rows
    ? card
    : undefined
}

/** One release of published figures, one of its units, and the question. */
export interface PublishedReturns {
  set: ReleaseSet
  release: ReleaseEntry
  card: TableCard
  unit: Unit
  question: BlockQuestion
}

interface Figure {
  value: number | null
  flags: CellStatus[]
}
export type Cell = Figure & { of(name: Dimension): string }
type Filters = NonNullable<Question['filters']>
export type CaveatNotes = CaveatNote[]

/** The shortest period into which all periods of the table fit: the source's own. */
export const ownPeriod = ({ period_kinds }: TableCard, basis: YearBasis): SourcePeriod =>
  (['month', 'quarter'] as const).find(word => period_kinds.every(kind => fits(kind, word, basis))) ?? 'year'

export const basisOf = ({ about, series }: ReleaseEntry): YearBasis =>
  about.series.find(({ id }) => id === series)?.year_basis ?? 'calendar'

/**
 * Runs a query through the statistics pipeline, so that totals, withheld figures and rows that a source usually leaves
 * out are handled in the same way. `fill`: `grid` has the cells without rows too, each a zero or null with the reason.
 */
export async function askReturns(
  { set, release, card, unit, question }: PublishedReturns,
  group_by: Dimension[],
  filters: Filters,
  fill: 'none' | 'grid' = 'none'
) {
  const { nationality, return_type } = question
  const found = await answer(set, {
    ...{ subject: subjects.returns, source: release.source, series: release.series },
    ...{ release: [release.release], unit, measures: [unit], group_by, fill },
    ...bounds(release, card, question),
    filters: {
      ...(nationality ? { nationality } : {}),
      ...(return_type ? { return_type } : {}),
      ...Object.fromEntries(
        eachMembership(question.memberships).map(({ name, groups }) => [name, groups.map(({ id }) => id)])
      ),
      ...filters
    }
  })
  const cells = found.result.rows.map(
    ({ words, numbers, flags }): Cell => ({
      value: numbers[unit] ?? null,
      flags: (flags[unit] ?? []) as CellStatus[],
      of: name => String(words[name])
    })
  )
  return { cells, caveats: found.caveats, breaks: found.meta.breaks, missing: found.meta.missing }
}

/**
 * The requested days as periods of the source. Throws unsupported-combination where a bound would cut a period, since a
 * part of a published figure is not known.
 */
function bounds(release: ReleaseEntry, card: TableCard, { returned_on_from, returned_on_to }: BlockQuestion) {
  const basis = basisOf(release)
  // Where some figures are for odd times, only the rows tell what a bound cuts.
  const word = card.period_kinds.includes('other') ? 'month' : ownPeriod(card, basis)
  const read = (day: string | undefined, end: 'from' | 'to') => {
    if (day === undefined) return undefined
    const label = periodLabelOf(day, word, basis)
    if (parsePeriod(label, basis)?.[end] === day) return label
    throw new Problem(
      'unsupported-combination',
      said('day_cuts', {
        source: release.source,
        series: release.series,
        span: spanInWords(word),
        day
      }),
      [{ parameter: `returned_on_${end}`, code: 'unsupported-combination' }]
    )
  }
  const [from, to] = [read(returned_on_from, 'from'), read(returned_on_to, 'to')]
  return { ...(from ? { period_from: from } : {}), ...(to ? { period_to: to } : {}) }
}

/** A sum with a withheld part is withheld. Figures of an aggregate of countries are not added to those of countries. */
export function sumOfFigures(cells: readonly Figure[]): Figure {
  const ofAggregate = cells.filter(({ flags }) => flags.includes('aggregate')).length
  if (ofAggregate > 0 && ofAggregate < cells.length) return { value: null, flags: ['not_reported'] }
  const value = cells.reduce<number | null>(
    (sum, each) => (sum === null || each.value === null ? null : sum + each.value),
    0
  )
  return { value, flags: [...new Set(cells.flatMap(({ flags }) => flags))] }
}

/** Published numbers by destination. */
export async function publishedByCountry(figures: PublishedReturns) {
  const { cells, caveats } = await askReturns(figures, ['country_of_return'], {})
  const blocks = cells.map(({ of, value, flags }) => ({
    country_of_return: of('country_of_return'),
    block: head(figures.release, figures.unit, value, flags)
  }))
  return { blocks, caveats }
}

/** Published numbers of one destination by nationality, with the first and the last of the source's own periods. */
export async function publishedByNationality(figures: PublishedReturns, country: string) {
  const { release, card, unit } = figures
  const word = ownPeriod(card, basisOf(release))
  const { cells, caveats } = await askReturns(figures, ['nationality', word], {
    country_of_return: [country]
  })
  const blocks = [...grouped(cells, 'nationality')].map(([nationality, ofOne]) => {
    const { value, flags } = sumOfFigures(ofOne)
    const having = ofOne.filter(each => each.value).map(({ of }) => of(word))
    return {
      nationality,
      block: {
        ...head(release, unit, value, flags),
        ...{ first_on: null, last_on: null },
        ...{ first_in: having[0] ?? null, last_in: having.at(-1) ?? null }
      }
    }
  })
  return { blocks, caveats }
}

function grouped(cells: readonly Cell[], name: Dimension): Map<string, Cell[]> {
  const groups = new Map<string, Cell[]>()
  for (const cell of cells) groups.set(cell.of(name), [...(groups.get(cell.of(name)) ?? []), cell])
  return groups
}

/** Splits cells by same country. `by` is same_country, or the other of nationality and country of return. */
export function splitOf(cells: readonly Cell[], by: Dimension, country: string) {
  const sameOf = (word: string): string =>
    by === 'same_country' ? word : String(isSameCountry(word, country) ?? 'UNK')
  const total = (...words: string[]) =>
    sumOfFigures(cells.filter(({ of }) => words.includes(sameOf(of(by))))).value
  return sameCountrySplit(total('true'), total('false'), total('UNK', 'not_split'))
}

/** Returns of one nationality to its own country and to others. A table with same_country need not name the country. */
export async function publishedNationals(figures: PublishedReturns, nationality: string) {
  const { dimensions } = figures.card
  const by = (['same_country', 'country_of_return'] as const).find(name => dimensions.includes(name))
  if (!by || !dimensions.includes('nationality')) return { caveats: [] }
  const { cells, caveats } = await askReturns(figures, [by], { nationality: [nationality] })
  if (cells.length === 0) return { caveats }
  const { value, flags } = sumOfFigures(cells)
  const block = { ...head(figures.release, figures.unit, value, flags), ...splitOf(cells, by, nationality) }
  return { block, caveats }
}
