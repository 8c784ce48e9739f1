import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import { isUnit } from '../question/check-question.ts'
import { isRecords } from '../question/chosen.ts'
import { ownUnits } from '../question/own-units.ts'
import { filtersIn, type Question } from '../question/question.ts'
import { type PublishedSize, publishedSizes } from '../rollups/sizes.ts'
import { type Frame, hasColumn, storedGroups } from './columns.ts'
import { usualConditions } from './scope.ts'
import { eligibleSets } from './selection.ts'
import { overlaps } from './subtotals.ts'

/** What is certain of the number of cells of an answer before a row of it is read. */

/** No answer has more cells than this: each has at least one row, and the words of its columns are known. */
export function mostCellsOf(frame: Frame): number {
  const { chosen } = frame
  if (isOfGroups(frame)) return Number.POSITIVE_INFINITY
  const words = storedGroups(frame).reduce((product, name) => product * wordsIn(frame, name), 1)
  return Math.min(chosen.card.rows, words)
}

/** No grid of so many periods has more cells than this; infinity where only rows tell. */
export const mostGridOf = (frame: Frame, periods: number): number =>
  isOfGroups(frame)
    ? Number.POSITIVE_INFINITY
    : storedGroups(frame)
        .filter(name => dimensions[name].kind !== 'period')
        .reduce((product, name) => product * wordsIn(frame, name), periods)

/** A country can be in several groups of countries: then a row can be in several cells, or in none. */
const isOfGroups = ({ memberships }: Frame): boolean => Object.keys(memberships ?? {}).length > 0

/** The most words that a dimension can have in an answer; infinity where only rows tell. */
function wordsIn({ words }: Frame, name: Dimension): number {
  if (dimensions[name].kind === 'boolean') return 3
  const known = words?.get(name)
  // Two more: a row without a word, and one that is not split.
  return known === undefined ? Number.POSITIVE_INFINITY : known.length + 2
}

/**
 * An answer to the question has at least as many cells as this; 0 where nothing is known. It is known of questions
 * about all rows of a table: then the cells by some of the dimensions are no more than those by all of them, and a
 * total replaces only rows of its own cell.
 */
export async function fewestCells(
  set: Pick<ReleaseSet, 'query'>,
  question: Question,
  frame: Frame
): Promise<number> {
  if (!isOfAllRows(question, frame)) return 0
  const unit = question.unit ?? question.measures?.find(isUnit) ?? onlyOne(ownUnits(question, frame.chosen))
  const names = sizedGroups(frame)
  const numbers = (await publishedSizes(set, frame.chosen))
    .filter(size => size.measure === 'cells' && size.unit === unit)
    .filter(size => size.dimensions.every(name => names.includes(name)))
    .map(({ number }) => number)
  return Math.max(0, ...numbers)
}

const onlyOne = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined)

const isOfAllRows = (question: Question, frame: Frame): boolean =>
  !isRecords(frame.chosen) &&
  !isOfGroups(frame) &&
  filtersIn(question).length === 0 &&
  question.apart === undefined &&
  frame.clock.from === undefined &&
  frame.clock.to === undefined &&
  question.include_unknown !== false &&
  // Periods that lie in several of those asked for are refused with words of their own.
  !frame.chosen.card.period_kinds.includes('other') &&
  isCountedWhole(question, frame)

/**
 * Whether each figure that is no total is in a cell of an answer without filters, or a total in its place is: no rule of
 * the source leaves rows out, and no parts and subtotals replace one another.
 */
const isCountedWhole = (question: Question, frame: Frame): boolean =>
  usualConditions(question, frame.chosen).length === 0 &&
  overlaps(eligibleSets(question, frame, 'count')).length === 0

/** The dimensions of an answer for which sizes are known. Each quarter and each month lies in one calendar year. */
function sizedGroups(frame: Frame): Dimension[] {
  const groups = storedGroups(frame).filter(name => name !== 'year')
  const { clock } = frame
  const hasYears =
    clock.groups.some(name => name !== 'year') ||
    (clock.groups.includes('year') && clock.year_basis === 'calendar')
  return hasYears ? [...groups, 'year'] : groups
}

/** Dimensions of which a filter on any one value certainly brings the answer under the limit. Reads no row of it. */
export async function certainHelp(
  set: Pick<ReleaseSet, 'query'>,
  frame: Frame,
  limit: number
): Promise<Dimension[]> {
  if (isOfGroups(frame)) return []
  const groups = storedGroups(frame)
  const sizes = await publishedSizes(set, frame.chosen)
  const rowsOf = (name: Dimension): number => mostRows(sizes, frame, name)
  const { chosen } = frame
  // The answer may be split by them besides.
  const splits = chosen.subject.never_added.filter(
    name => hasColumn(chosen, name) && chosen.card.dimensions.includes(name) && !groups.includes(name)
  )
  return groups.filter(name => {
    const others = [...groups.filter(each => each !== name), ...splits]
    const product = others.reduce((cells, each) => cells * wordsIn(frame, each), 1)
    return Math.min(rowsOf(name), product) <= limit
  })
}

/** The most rows with one value of a dimension: no more cells share it. Infinity where it is not known. */
function mostRows(sizes: readonly PublishedSize[], frame: Frame, name: Dimension): number {
  const sized = dimensions[name].kind === 'period' ? 'year' : name
  if (sized === 'year' && !sizedGroups(frame).includes('year')) return Number.POSITIVE_INFINITY
  const found = sizes.find(size => size.measure === 'rows' && size.dimensions[0] === sized)
  return found?.number ?? Number.POSITIVE_INFINITY
}
