import { neverAdded } from '../../vocabulary/measures/dimension.ts'
import { constantDimensions, periodDimensions } from '../../vocabulary/measures/subject.ts'
import type { ResultColumn, ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { checkSize, tooManySeries } from './limits.ts'
import { palette } from './palette.ts'

/** The name of a series that is no dimension: several measures of one kind in one panel. */
export const byMeasure = 'measures'

/** What stands where in a picture. */
export interface Design {
  /** Lines over time, else bars. */
  time: string | null
  /** The dimension of the bars; null where a panel has one bar for all. */
  place: string | null
  /** The dimension told by colour. */
  series: string | null
  /** Dimensions that make panels of their own: what is never added, and what no axis is left for. */
  apart: readonly string[]
  /** Dimensions with one word on all rows: told beside the title. */
  told: Readonly<Record<string, string>>
  panels: readonly Panel[]
  /** Panels beside one another. */
  columns: 1 | 3
}

export interface Panel {
  /** The words of `apart`. */
  words: Readonly<Record<string, string>>
  rows: readonly ResultRow[]
  /** Of one kind. */
  measures: readonly ResultColumn[]
  /** Panels of the same figures have one scale and one legend. */
  group: number
}

const panelledDimensions: readonly string[] = [...neverAdded, 'source_level', 'waiting_at', 'from']
const constant: readonly string[] = constantDimensions
const periods: readonly string[] = periodDimensions
const most_small_panels = 15

/** Chooses the picture by what is asked. Throws Problem where none would be readable, with what would be. */
export function designOf(figures: ResultTable): Design {
  const words = new Map(figures.dimensions.map(name => [name, wordsIn(figures.rows, name)]))
  const count = (name: string): number => words.get(name)?.length ?? 0
  const asked = figures.dimensions.filter(name => !constant.includes(name))
  const varied = asked.filter(name => count(name) > 1)
  const time = varied.filter(name => periods.includes(name)).at(-1) ?? null
  const free = varied.filter(name => !periods.includes(name) && !panelledDimensions.includes(name))
  const { place, series, rest } = axesOf(free, time, count)
  const apart = [...varied.filter(name => panelledDimensions.includes(name)), ...rest]
  const groups = groupsOf(figures.measures, series !== null)
  const isMany = series !== null && count(series) > palette.length
  const isSpread =
    isMany && time !== null && apart.length === 0 && groups.length === 1 && count(series) <= most_small_panels
  if (isMany && !isSpread) throw tooManySeries(series, count(series))
  const split = isSpread ? [series] : apart
  const told_apart = isSpread ? null : (series ?? (groups.some(group => group.length > 1) ? byMeasure : null))
  const hasBarsOnly = time === null && place === null
  const design: Design = {
    time,
    // One bar for each measure needs no colours.
    place: hasBarsOnly ? told_apart : place,
    series: hasBarsOnly ? null : told_apart,
    apart: split,
    told: Object.fromEntries(
      asked.filter(name => count(name) === 1).map(name => [name, words.get(name)?.[0] ?? ''])
    ),
    panels: panelsOf(figures.rows, split, groups),
    columns: isSpread ? 3 : 1
  }
  checkSize(design)
  return design
}

const wordsIn = (rows: readonly ResultRow[], name: string): string[] => [
  ...new Set(rows.map(({ words }) => words[name] ?? ''))
]

/** Bars stand along the dimension that colours could not tell; what is asked last is told by colour. */
function axesOf(
  free: readonly string[],
  time: string | null,
  count: (name: string) => number
): { place: string | null; series: string | null; rest: string[] } {
  const [first = null, second = null, ...rest] = free
  if (time !== null) return { place: null, series: first, rest: free.slice(1) }
  if (first === null || second === null) return { place: first, series: null, rest: [] }
  return count(second) > palette.length && count(first) <= palette.length
    ? { place: second, series: first, rest }
    : { place: first, series: second, rest }
}

/** Measures of one kind share a panel, unless colours already tell something else. */
function groupsOf(measures: readonly ResultColumn[], hasSeries: boolean): ResultColumn[][] {
  if (hasSeries) return measures.map(measure => [measure])
  const kinds = [...new Set(measures.map(({ kind }) => kind))]
  return kinds.map(kind => measures.filter(measure => measure.kind === kind))
}

function panelsOf(
  rows: readonly ResultRow[],
  apart: readonly string[],
  groups: readonly ResultColumn[][]
): Panel[] {
  const split = new Map<string, ResultRow[]>()
  for (const row of rows) {
    const key = JSON.stringify(apart.map(name => row.words[name]))
    split.set(key, [...(split.get(key) ?? []), row])
  }
  return groups.flatMap((measures, group) =>
    [...split.values()].map(list => ({
      words: Object.fromEntries(apart.map(name => [name, list[0]?.words[name] ?? ''])),
      rows: list,
      measures,
      group
    }))
  )
}
