import { countText } from '../../../formats/wording/returns/returns.ts'
import { returnTypes } from '../../../vocabulary/closed-lists.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import type { AnswerOf } from '../../asking/answers.ts'
import type { Say } from '../../words/words.ts'
import { rowsBy } from '../rows-by.ts'

/** What one source says of one destination and one type of return. */
export type DestinationBlock = AnswerOf<'/v1/countries-of-return/{country}'>['data']['executed'][number]
export type ToldGap = DestinationBlock['gaps'][number]

/** The blocks of one table: a source's, one a type of return. */
export interface DestinationTable {
  source: string
  series: string
  release: string
  blocks: readonly DestinationBlock[]
}

const placeOf = ({ return_type }: DestinationBlock): number =>
  return_type === null ? -1 : returnTypes.indexOf(return_type)

/** Blocks by table, enforced returns first. */
export function destinationTablesOf(blocks: readonly DestinationBlock[]): DestinationTable[] {
  const tables = rowsBy(blocks, ({ source, series, release }) => `${source} ${series} ${release}`)
  return [...tables.values()].map(own => {
    const [{ source, series, release }] = own as [DestinationBlock]
    return { source, series, release, blocks: own.toSorted((a, b) => placeOf(a) - placeOf(b)) }
  })
}

export const ofType = ({ blocks }: DestinationTable, type: string): DestinationBlock | undefined =>
  blocks.find(({ return_type }) => return_type === type)

/** The gap that a resumption would rest on: the newest of so many periods that is over. */
export const newestGap = ({ gaps }: DestinationBlock, least: number): ToldGap | undefined =>
  gaps.findLast(({ periods }) => periods >= least)

/** The first of the longest gaps that are over. */
export const longestGap = ({ gaps }: DestinationBlock): ToldGap | undefined =>
  gaps.length === 0
    ? undefined
    : gaps.reduce((longest, gap) => (gap.periods > longest.periods ? gap : longest))

/** A number of what a block counts, `at least` where it is a lower bound. */
export function countIn(
  block: DestinationBlock,
  { value, flags }: { value: number; flags: readonly string[] },
  say: Say,
  lang: Language
): string {
  const count = countText(block, value, lang)
  return flags.includes('partial') ? say('at_least_count', { count }) : count
}

/** What came after a gap; undefined where that is not told. */
export function countAfter(
  block: DestinationBlock,
  { next_in, next_value }: ToldGap,
  say: Say,
  lang: Language
): { period: string; count: string } | undefined {
  if (next_in === null || next_value === null) return undefined
  const flags = block.series_by_period.find(({ period }) => period === next_in)?.flags ?? []
  return { period: next_in, count: countIn(block, { value: next_value, flags }, say, lang) }
}
