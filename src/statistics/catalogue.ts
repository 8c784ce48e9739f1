import type { ReleaseEntry } from '../snapshot/card.ts'
import {
  type Dimension,
  type DimensionDefinition,
  dimensionNames,
  dimensions,
  neverAdded
} from '../vocabulary/dimension.ts'
import { type Measure, measureNames, measures } from '../vocabulary/measure.ts'
import { isRate } from './check-question.ts'

const tablesOf = ({ tables }: ReleaseEntry) => Object.values(tables)
const sourcesWhere = (releases: readonly ReleaseEntry[], has: (release: ReleaseEntry) => boolean): string[] =>
  [
    ...new Set(
      releases.filter(release => release.status !== 'withdrawn' && has(release)).map(({ source }) => source)
    )
  ].sort()

/** A measure is there where the release's series declares the rate, or its rows have the unit. */
function hasMeasure(measure: Measure) {
  return (release: ReleaseEntry): boolean => {
    const series = release.about.series.find(({ id }) => id === release.series)
    if (isRate(measure)) return measure in (series?.rates ?? {})
    if (measure === 'published_total') return (series?.totals_beside.length ?? 0) > 0
    return tablesOf(release).some(({ units }) => (units as string[]).includes(measure))
  }
}

/** Every measure with its definition and the sources that can answer it. */
export function measureCatalogue(releases: readonly ReleaseEntry[]) {
  return measureNames.map(measure => {
    const definition = measures[measure]
    const rate = definition.kind === 'rate' ? definition : undefined
    return {
      measure,
      kind: definition.kind,
      definition: definition.definition,
      numerator: rate ? [...rate.numerator] : null,
      denominator: rate ? [rate.denominator].flat() : null,
      sources: sourcesWhere(releases, hasMeasure(measure))
    }
  })
}

/** Every dimension with its definition, its values where the list is closed, and the sources that have it. */
export function dimensionCatalogue(releases: readonly ReleaseEntry[]) {
  return dimensionNames.map(dimension => {
    const { kind, values, grains, definition }: DimensionDefinition = dimensions[dimension]
    return {
      dimension,
      kind,
      definition,
      values: values ? [...values] : kind === 'boolean' ? ['true', 'false'] : null,
      grains: [...grains],
      never_added: (neverAdded as readonly Dimension[]).includes(dimension) || dimension === 'source_level',
      sources: sourcesWhere(
        releases,
        release => isConstantOrPeriod(dimension) || hasDimension(release, dimension)
      )
    }
  })
}

const isConstantOrPeriod = (dimension: Dimension): boolean =>
  dimensions[dimension].kind === 'period' || ['source', 'series', 'release'].includes(dimension)
const hasDimension = (release: ReleaseEntry, dimension: Dimension): boolean =>
  tablesOf(release).some(table => table.dimensions.includes(dimension))
