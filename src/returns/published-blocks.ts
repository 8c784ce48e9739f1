import { inOneText, said, type TextName } from '../vocabulary/labels/texts/texts.ts'
import type { Dimension } from '../vocabulary/measures/dimension.ts'
import type { BreakNote } from '../vocabulary/results/break-note.ts'
import type { MissingNote } from '../vocabulary/results/missing-note.ts'
import type { PeriodFigure, TimelineBlock } from '../vocabulary/results/return-timeline.ts'
import { gapsIn, longestPause, newestPause } from './gaps.ts'
import {
  coveredPeriods,
  doubts,
  filled,
  monthsIn,
  type SourcePeriod,
  whyNotResumed,
  withProvisional
} from './periods.ts'
import {
  askReturns,
  basisOf,
  type Cell,
  ownPeriod,
  type PublishedReturns,
  splitOf,
  sumOfFigures
} from './published.ts'
import { askedDays, coversWhole, head, returningCountry } from './question.ts'
import { placeOfType, untypedReturns, withUntyped } from './record-blocks.ts'
import { sameCountrySplit } from './same-country.ts'

/** All that one table of figures says of one destination, a block a type of return; none where it has no row of it. */
export async function publishedBlocks(figures: PublishedReturns, country: string) {
  const { release, card, question } = figures
  const hasTypes = card.dimensions.includes('return_type')
  const word = ownPeriod(card, basisOf(release))
  const asked = {
    ...figures,
    question: {
      ...question,
      return_type: hasTypes ? withUntyped(question.return_type) : question.return_type
    }
  }
  const groups: Dimension[] = hasTypes ? ['return_type', word] : [word]
  const { cells, caveats, breaks, missing } = await askReturns(asked, groups, {
    country_of_return: [country]
  })
  const typeOf = ({ of }: Cell): string => (hasTypes ? of('return_type') : 'not_split')
  // People who were turned away at the border count only where they are asked for (docs/rules/domain.md §4.6).
  const isAsked = (type: string): boolean => question.return_type?.includes(type) ?? type !== 'refused_entry'
  const types = [...new Set(cells.map(typeOf))]
    .filter(type => !hasTypes || isAsked(type))
    .sort((a, b) => placeOfType(a) - placeOfType(b))
  const isWhole = tellsZeros(figures)
  const grid =
    isWhole && types.length > 0
      ? await askReturns(
          figures,
          groups,
          { country_of_return: [country], ...(hasTypes && { return_type: types }) },
          'grid'
        )
      : { cells: [] }
  const told = await Promise.all(
    types.map(async type => ({
      ...typedBlock(figures, type, {
        cells: cells.filter(each => typeOf(each) === type),
        grid: grid.cells.filter(each => typeOf(each) === type),
        all: cells,
        breaks: breaks.filter(({ scope }) => scope.return_type?.includes(type) ?? true),
        missing: missing.filter(
          ({ dimension, values }) => dimension !== 'return_type' || values.includes(type)
        ),
        ...{ isWhole, typeOf, word }
      }),
      same: await sameCountryOf(figures, country, hasTypes ? type : undefined)
    }))
  )
  return { blocks: told.map(({ same, block, drawn }) => ({ block: { ...block, ...same }, drawn })), caveats }
}

interface TypedCells {
  /** Of the type, and of all types. */
  cells: readonly Cell[]
  all: readonly Cell[]
  /** Of the type, with the cells that have no row. */
  grid: readonly Cell[]
  /** See tellsZeros. */
  isWhole: boolean
  /** Those of the series that can be of the type. */
  breaks: readonly BreakNote[]
  missing: readonly MissingNote[]
  typeOf(cell: Cell): string
  word: SourcePeriod
}

/** One type of return. Gaps are told only of a table that has every return in what it covers. */
function typedBlock(
  { release, unit, question }: PublishedReturns,
  return_type: string,
  { cells, all, grid, isWhole, breaks, missing, typeOf, word }: TypedCells
) {
  const basis = basisOf(release)
  const figures = cells.map(({ of, value, flags }): PeriodFigure => ({ period: of(word), value, flags }))
  const { value, flags } = sumOfFigures(figures)
  const figureOf = new Map(grid.map(({ of, value, flags }) => [of(word), { value, flags }]))
  const range = askedDays(release.coverage, question)
  const covered = coveredPeriods(range, word, basis)
  const untold = all.filter(
    cell => typeOf(cell) !== return_type && untypedReturns.includes(typeOf(cell)) && cell.value !== 0
  )
  const series = withProvisional(
    isWhole
      ? filled(
          figures,
          covered,
          new Set(untold.map(({ of }) => of(word))),
          // What a row that is not there means is for statistics to say (docs/rules/coverage.md §2).
          period => figureOf.get(period) ?? { value: null, flags: ['not_reported'] }
        )
      : figures,
    release,
    basis
  )
  const inside = new Set(covered.map(({ period }) => period))
  const timeline = series.filter(({ period }) => inside.has(period))
  const found = isWhole ? gapsIn(timeline, monthsIn[word], question.rules) : { gaps: [], open_gap: null }
  const newest = newestPause(found)
  const resumed_in = newest && 'next_in' in newest && newest.is_resumed ? newest.next_in : null
  const notWhole = said('not_every_return')
  const why = whyNotResumed(found, question.rules, { word, ...range })
  const having = series.filter(each => each.value !== null && each.value > 0).map(({ period }) => period)
  const isUnsure = series.some(each => each.value === null && each.flags.includes('not_reported'))
  const more = [
    ...(series.some(each => each.flags.includes('provisional')) ? (['provisional'] as const) : []),
    ...(isUnsure && value !== null ? (['partial'] as const) : [])
  ]
  const all_flags = [...new Set([...flags, ...more])]
  const block = {
    ...head(release, unit, value, all_flags),
    return_type,
    ...{ undated: 0, first_on: null, last_on: null },
    ...{ first_in: having[0] ?? null, last_in: having.at(-1) ?? null },
    coverage: { ...range, complete: release.coverage.complete },
    series_by_period: series,
    breaks: series.some(each => each.flags.includes('break')) ? [...breaks] : [],
    missing: all_flags.some(flag => flag === 'partial' || flag === 'not_reported') ? [...missing] : [],
    ...found,
    longest_pause: null,
    longest_pause_in: longestPause(found, timeline),
    resumed_on: null,
    resumed_in,
    not_told: isWhole ? inOneText([why ?? said(dayNotPublished[word]), ...doubts(timeline)]) : notWhole
  }
  const drawn: TimelineBlock = {
    ...block,
    return_status: 'executed',
    ...{
      period: word,
      country_of_asylum: returningCountry(release),
      gaps_not_told: isWhole ? null : notWhole
    }
  }
  return { block, drawn }
}

const dayNotPublished = {
  month: 'day_not_published_month',
  quarter: 'day_not_published_quarter',
  year: 'day_not_published_year'
} as const satisfies Record<SourcePeriod, TextName>

/** Of those returned to a country: who had its nationality, where the table tells. */
async function sameCountryOf(figures: PublishedReturns, country: string, type: string | undefined) {
  const { dimensions } = figures.card
  const by = (['same_country', 'nationality'] as const).find(name => dimensions.includes(name))
  if (!by)
    return {
      ...sameCountrySplit(null, null, null),
      same_country_not_told: said('not_by_both')
    }
  const { cells } = await askReturns(figures, [by], {
    country_of_return: [country],
    ...(type === undefined ? {} : { return_type: [type] })
  })
  return { ...splitOf(cells, by, country), same_country_not_told: null }
}

/** Whether a period without a row can be one without returns: only where the publisher leaves out zeros. */
const tellsZeros = ({ release, question }: PublishedReturns): boolean => {
  const { about, series } = release
  const absent_row = about.series.find(({ id }) => id === series)?.reporting?.absent_row
  return coversWhole(release, question) && (absent_row === 'zero' || absent_row === 'rounded_zero')
}
