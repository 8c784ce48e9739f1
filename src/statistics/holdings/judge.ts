import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import { parsePeriod } from '../../vocabulary/time/period.ts'
import type { Frame } from '../rows/columns.ts'
import { type Holdings, keyText, type MissingFigure } from './lack.ts'

/** What the release does not tell of one cell. */
export interface Verdict {
  /** Values that the question names and that are told nowhere in the cell: its numbers are not reported. */
  unreported: readonly MissingFigure[]
  /** What is missing of what the cell adds: a count is then a lower bound. */
  missing: readonly MissingFigure[]
  is_one_sided: boolean
}

const nothing: readonly MissingFigure[] = []

/** Judges the cells of an answer one by one, by their words. */
export function judgeOf(
  holdings: Holdings,
  { groups, clock }: Frame
): (words: ResultRow['words']) => Verdict {
  const keys = groups.filter(name => dimensions[name].kind !== 'period')
  const spans = spansOf(holdings, clock)
  return words => {
    const key = keys.map(name => words[name] as string)
    const froms = spans(clock.groups.map(name => words[name] as string))
    const own = holdings.lacks.get(keyText(key))?.filter(({ from }) => froms.includes(from)) ?? nothing
    const named = [...holdings.named].flatMap(([dimension, values]) =>
      values.map(value => ({
        dimension,
        value,
        told: froms.filter(from => holdings.tells(key, from, dimension, value))
      }))
    )
    const lackOf = (
      { dimension, value }: { dimension: Dimension; value: string },
      from: string
    ): MissingFigure => {
      const isUnit = dimension === 'country_of_asylum' || dimension === 'nationality'
      return {
        ...{ key, from, dimension, values: [value] },
        kind: isUnit ? 'unit' : 'part',
        reporter: '',
        nationality: ''
      }
    }
    const unreported = named
      .filter(({ told }) => told.length === 0)
      .flatMap(each => froms.map(from => lackOf(each, from)))
    const isAsked = ({ kind, dimension }: MissingFigure): boolean =>
      kind === 'part' && (keys.includes(dimension) || holdings.named.has(dimension))
    const lost = own.filter(isAsked)
    const units = new Set(lost.map(({ reporter, nationality, from }) => `${reporter} ${nationality} ${from}`))
    const told = holdings.unitsIn(key, froms)
    if (lost.length > 0 && units.size >= told) unreported.push(...lost)
    // Rows that all say that nothing is reported.
    if (told === 0) unreported.push(...own)
    const partly = named
      .filter(({ told }) => told.length > 0 && told.length < froms.length)
      .flatMap(each => froms.filter(from => !each.told.includes(from)).map(from => lackOf(each, from)))
    return { unreported, missing: [...own, ...partly], is_one_sided: holdings.isOneSided(key, froms) }
  }
}

/**
 * Why a cell without rows has no number: undefined for a true zero, `rounded` for one of rounded figures, `partial`
 * where it is a zero in some periods of the cell alone.
 */
export function absenceIn(
  holdings: Holdings,
  { groups, clock }: Frame,
  zero: 'rounded' | undefined
): (words: ResultRow['words']) => CellStatus | undefined {
  const keys = groups.filter(name => dimensions[name].kind !== 'period')
  const spans = spansOf(holdings, clock)
  return words => {
    const key = keys.map(name => words[name] as string)
    const froms = spans(clock.groups.map(name => words[name] as string))
    const zeros = froms.filter(from => holdings.isZero(key, from)).length
    if (zeros === 0) return 'not_reported'
    return zeros === froms.length ? zero : 'partial'
  }
}

/** The first days of the series' periods that lie in the periods of a cell, or else in the bounds that are asked for. */
function spansOf(
  { periods }: Holdings,
  { from = '', to = '9999', year_basis }: Frame['clock']
): (labels: readonly string[]) => string[] {
  const found = new Map<string, string[]>()
  return labels => {
    const label = labels.at(-1) ?? ''
    const known = found.get(label)
    if (known) return known
    const period = parsePeriod(label, year_basis)
    const [first, last] = [
      period && period.from > from ? period.from : from,
      period && period.to < to ? period.to : to
    ]
    const froms = periods.filter(each => each.from >= first && each.to <= last).map(each => each.from)
    found.set(label, froms)
    return froms
  }
}
