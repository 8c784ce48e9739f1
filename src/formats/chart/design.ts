import type { GroupNames } from '../../vocabulary/labels/labels.ts'
import { neverAdded } from '../../vocabulary/measures/dimension.ts'
import { constantDimensions, periodDimensions } from '../../vocabulary/measures/subject.ts'
import type { ResultColumn, ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { checkSize, tooManySeries } from './limits.ts'
import { inDrawingOrder } from './order.ts'
import { shapes } from './palette.ts'

/** The name of a series that is no dimension: several measures of one kind in one panel. */
export const byMeasure = 'measures'

/** Which dimension is on which axis, colour or panel of a picture. */
export interface Design {
  /** The period dimension of lines; null for bars. */
  time: string | null
  /** The dimension of the bars; null where each panel has a single bar, and for lines. */
  place: string | null
  /** The dimension of the colours, or `byMeasure`; null for a single colour. */
  series: string | null
  /** Dimensions by which the panels are split: those that are never added, and those without a free axis. */
  apart: readonly string[]
  panels: readonly Panel[]
  /** Whether the panels are small and stand beside one another. */
  has_small_panels: boolean
  /** The groups of countries of the figures, whose names are labels. */
  groups?: GroupNames | undefined
}

export interface Panel {
  /** The words of `apart`. */
  words: Readonly<Record<string, string>>
  rows: readonly ResultRow[]
  /** The measures of the panel, all of one kind. */
  measures: readonly ResultColumn[]
  /** Panels of the same group show the same measures, with one scale and one legend. */
  group: number
}

const panelledDimensions: readonly string[] = [...neverAdded, 'source_level', 'waiting_at', 'from']
const constant: readonly string[] = constantDimensions
const periods: readonly string[] = periodDimensions
const most_small_panels = 15

/** What a design is chosen by. */
type Designed = Pick<ResultTable, 'dimensions' | 'measures' | 'rows' | 'country_groups'>

/** Chooses the design by dimensions and measures. Throws Problem where it is unreadable, with what would work. */
export function designOf(figures: Designed): Design {
  const words = new Map(figures.dimensions.map(name => [name, wordsIn(figures.rows, name)]))
  const count = (name: string): number => words.get(name)?.length ?? 0
  const grouped = figures.dimensions.filter(name => !constant.includes(name))
  const varied = grouped.filter(name => count(name) > 1)
  const time = varied.filter(name => periods.includes(name)).at(-1) ?? null
  const free = varied.filter(name => !periods.includes(name) && !panelledDimensions.includes(name))
  const { place, series, rest } = axesOf(free, time, count)
  const panelled = [...varied.filter(name => panelledDimensions.includes(name)), ...rest]
  const groups = groupsOf(figures.measures, series !== null)
  const isMany = series !== null && count(series) > shapes.length
  const isSpread =
    isMany &&
    time !== null &&
    panelled.length === 0 &&
    groups.length === 1 &&
    count(series) <= most_small_panels
  if (isMany && !isSpread) throw tooManySeries(series, count(series))
  const split = isSpread ? [series] : panelled
  const coloured = isSpread ? null : (series ?? (groups.some(group => group.length > 1) ? byMeasure : null))
  const hasBarsOnly = time === null && place === null
  const design: Design = {
    time,
    // With one bar for each measure no colours are needed.
    place: hasBarsOnly ? coloured : place,
    series: hasBarsOnly ? null : coloured,
    apart: split,
    panels: panelsOf(figures.rows, split, groups),
    has_small_panels: isSpread,
    groups: figures.country_groups
  }
  checkSize(design)
  return design
}

const wordsIn = (rows: readonly ResultRow[], name: string): string[] => [
  ...new Set(rows.map(({ words }) => words[name] ?? ''))
]

/**
 * Assigns dimensions to places and colours. For lines the first gets the colours. For bars the first gets the places
 * and the second the colours, or the reverse where only the first has few enough values for the palette.
 */
function axesOf(
  free: readonly string[],
  time: string | null,
  count: (name: string) => number
): { place: string | null; series: string | null; rest: string[] } {
  const [first = null, second = null, ...rest] = free
  if (time !== null) return { place: null, series: first, rest: free.slice(1) }
  if (first === null || second === null) return { place: first, series: null, rest: [] }
  return count(second) > shapes.length && count(first) <= shapes.length
    ? { place: second, series: first, rest }
    : { place: first, series: second, rest }
}

/** Measures of one kind share a panel, unless the colours are used for a dimension. */
function groupsOf(measures: readonly ResultColumn[], hasSeries: boolean): ResultColumn[][] {
  if (hasSeries) return measures.map(measure => [measure])
  const kinds = [...new Set(measures.map(({ kind }) => kind))]
  return kinds.map(kind => measures.filter(measure => measure.kind === kind))
}

function panelsOf(
  rows: readonly ResultRow[],
  panelled: readonly string[],
  groups: readonly ResultColumn[][]
): Panel[] {
  const split = new Map<string, ResultRow[]>()
  for (const row of inOrderOf(panelled, rows)) {
    const key = JSON.stringify(panelled.map(name => row.words[name]))
    split.set(key, [...(split.get(key) ?? []), row])
  }
  return groups.flatMap((measures, group) =>
    [...split.values()].map(list => ({
      words: Object.fromEntries(panelled.map(name => [name, list[0]?.words[name] ?? ''])),
      rows: list,
      measures,
      group
    }))
  )
}

/** Rows in the drawing order of some dimensions, and otherwise as they come. */
function inOrderOf(names: readonly string[], rows: readonly ResultRow[]): ResultRow[] {
  const orders = names.map(name => [name, inDrawingOrder(name, wordsIn(rows, name))] as const)
  const placesOf = ({ words }: ResultRow) => orders.map(([name, order]) => order.indexOf(words[name] ?? ''))
  const sorted = rows.map(row => ({ row, places: placesOf(row) }))
  sorted.sort((a, b) => a.places.map((place, i) => place - (b.places[i] ?? 0)).find(each => each !== 0) ?? 0)
  return sorted.map(({ row }) => row)
}
