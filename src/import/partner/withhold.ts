import { type Counted, countCells, groupsAt, type Margin, placeOf } from '../../disclosure/margins.ts'
import { TooManyPlaces } from '../../disclosure/possible-places.ts'
import { type Policy, protect } from '../../disclosure/protect.ts'
import type { Former } from '../../disclosure/requirements.ts'
import {
  allMargins,
  countFact,
  countKey,
  type Declaration,
  groupedPeriods,
  type MarginCell,
  marginKey,
  marginsOf,
  minCellOf,
  type PartnerRecord,
  type PublishedMargin,
  type StageAxes,
  stagesOf,
  tablesAt,
  valuesOf
} from '../../sources/partner/index.ts'
import type { CountFact } from '../../vocabulary/fact.ts'
import { ImportRefused } from '../failures/errors.ts'

/** More combinations of values than this would take minutes to check (docs/partner-sources.md). */
export const mostPlaces = 900

/** The policy of a declaration. */
export const usualPolicy = (declaration: Declaration): Policy => ({
  min_cell: minCellOf(declaration),
  most_places: mostPlaces
})

/** What is published of a partner's records: the numbers of each declared table, and nothing else. */
export type PublishedTables = Map<string, CountFact[]>

/**
 * Counts private records in all declared tables and their margins. Withholds what the policy requires, over all of
 * them together. `former`: what the previous edition published under a number's key. Throws ImportRefused where the
 * tables are too large to be checked.
 */
export async function withhold(
  declaration: Declaration,
  records: readonly PartnerRecord[],
  former: (count_key: string) => Former = () => undefined,
  policy: Policy = usualPolicy(declaration)
): Promise<PublishedTables> {
  const tables: PublishedTables = new Map()
  for (const stage of stagesOf(declaration)) {
    const cells = await cellsOf(declaration, stage, records, former, policy)
    for (const table of tablesAt(declaration, stage.decision_stage)) {
      const own = marginsOf(table).flatMap(margin =>
        (cells.get(marginKey(margin)) ?? []).map(cell => ({ margin, cell }))
      )
      const facts = own.map(({ margin, cell }, i) => countFact(declaration, table, margin, cell, i + 1))
      tables.set(table.series, facts)
    }
  }
  return tables
}

/** The numbers of each margin of a stage, by its key. */
async function cellsOf(
  declaration: Declaration,
  stage: StageAxes,
  records: readonly PartnerRecord[],
  former: (count_key: string) => Former,
  policy: Policy
): Promise<Map<string, MarginCell[]>> {
  const published = allMargins(declaration, stage.decision_stage)
  const sizes = [stage.periods.length, ...stage.splits.map(({ words }) => words.length)]
  const margins = published.map(margin => marginOf(declaration, stage, margin))
  const counted = countCells(sizes, margins, placesOf(stage, sizes, records))
  const described = published.flatMap((margin, i) => describe(declaration, stage, margin, counted, i))
  const keyOf = (cell: number): string => {
    const { margin, ...dimensions } = described[cell] as (typeof described)[number]
    return countKey(stage.decision_stage, margin, dimensions)
  }
  const { withheld } = await protect(counted, policy, cell => former(keyOf(cell))).catch(tooLarge)
  const found = new Map<string, MarginCell[]>()
  for (const [cell, { margin, period, words }] of described.entries()) {
    const value = withheld[cell] === 1 ? null : (counted.values[cell] as number)
    const key = marginKey(margin)
    const others = found.get(key)
    if (others) others.push({ period, words, value })
    else found.set(key, [{ period, words, value }])
  }
  return found
}

function tooLarge(error: unknown): never {
  if (!(error instanceof TooManyPlaces)) throw error
  throw new ImportRefused(
    `The declared tables of a stage are too large to be looked at together: their dimensions have more than ${mostPlaces} ` +
      'combinations of values in which there may be records. Declare fewer values (the others of a country are OTHER), ' +
      'longer periods, or fewer dimensions over all tables.'
  )
}

function placesOf(stage: StageAxes, sizes: number[], records: readonly PartnerRecord[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const record of records) {
    if (record.decision_stage !== stage.decision_stage) continue
    const place = placeOf(sizes, valuesOf(stage, record))
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return counts
}

/** Withholding a total costs four times as much as withholding a part: parts are withheld where that is enough. */
const dearer = 4
const mostDimensions = 3

function marginOf(declaration: Declaration, stage: StageAxes, { period, splits }: PublishedMargin): Margin {
  const { periods, groups } = groupedPeriods(declaration, stage, period)
  const axes = [
    ...(period === undefined ? [] : [{ axis: 0, groups, size: periods.length }]),
    ...splits.map(name => {
      const at = stage.splits.findIndex(each => each.name === name)
      const size = stage.splits[at]?.words.length ?? 0
      return { axis: at + 1, groups: Array.from({ length: size }, (_, i) => i), size }
    })
  ]
  return { axes, weight: dearer ** (mostDimensions - axes.length) }
}

function describe(
  declaration: Declaration,
  stage: StageAxes,
  margin: PublishedMargin,
  { margins, offsets, values }: Counted,
  i: number
) {
  const own = margins[i] as Margin
  const { periods } = groupedPeriods(declaration, stage, margin.period)
  const cells = (offsets[i + 1] ?? values.length) - (offsets[i] as number)
  return Array.from({ length: cells }, (_, cell) => {
    const groups = groupsAt(own, cell)
    const period = periods[margin.period === undefined ? 0 : (groups[0] as number)]
    if (period === undefined) throw new Error('a number has no period')
    const places = margin.period === undefined ? groups : groups.slice(1)
    const words: MarginCell['words'] = Object.fromEntries(
      margin.splits.map((name, at) => [
        name,
        stage.splits.find(each => each.name === name)?.words[places[at] as number]
      ])
    )
    return { margin, period, words }
  })
}
