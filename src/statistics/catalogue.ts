import type { ReleaseEntry } from '../snapshot/card.ts'
import type { RateRule } from '../vocabulary/about.ts'
import {
  type Dimension,
  type DimensionDefinition,
  dimensionNames,
  dimensions,
  neverAdded
} from '../vocabulary/dimension.ts'
import { defaultMinN, type Measure, measureNames, measures, numeratorOf } from '../vocabulary/measure.ts'
import { isRate } from './check-question.ts'
import { isConstant } from './columns.ts'

/** The releases that answer by themselves, in the order of their names: one a series. */
const current = (releases: readonly ReleaseEntry[]): ReleaseEntry[] =>
  releases
    .filter(({ status }) => status === 'current')
    .sort((a, b) => (`${a.source}/${a.series}` < `${b.source}/${b.series}` ? -1 : 1))

const whose = ({ source, series }: ReleaseEntry) => ({ source, series })

/** The rule of a measure in a release; undefined where the release does not have it. A count has no rule. */
function ruleOf(release: ReleaseEntry, measure: Measure): RateRule | undefined {
  const series = release.about.series.find(({ id }) => id === release.series)
  if (isRate(measure)) return series?.rates[measure]
  const has =
    measure === 'published_total'
      ? (series?.totals_beside.length ?? 0) > 0
      : Object.values(release.tables).some(({ units }) => units.some(unit => unit === measure))
  return has ? {} : undefined
}

/** Every measure with its definition, and the current tables that have it with their rules. */
export function measureCatalogue(releases: readonly ReleaseEntry[]) {
  return measureNames.map(measure => {
    const definition = measures[measure]
    const rate = definition.kind === 'rate' ? definition : undefined
    return {
      measure,
      kind: definition.kind,
      definition: definition.definition,
      numerator: isRate(measure) ? [...numeratorOf(measure)] : null,
      denominator: rate ? [rate.denominator].flat() : null,
      min_n: rate ? defaultMinN : null,
      interval: rate ? 'wilson_95' : null,
      sources: current(releases).flatMap(release => {
        const rule = ruleOf(release, measure)
        return rule ? [{ ...whose(release), left_out: null, not_for: null, only_for: null, ...rule }] : []
      })
    }
  })
}

/** Every dimension with its definition, its values where the list is closed, and the current tables that tell it. */
export function dimensionCatalogue(releases: readonly ReleaseEntry[]) {
  return dimensionNames.map(dimension => {
    const { kind, values, grains, definition }: DimensionDefinition = dimensions[dimension]
    return {
      dimension,
      kind,
      definition,
      values: values ? [...values] : kind === 'boolean' ? ['true', 'false', 'UNK'] : null,
      grains: [...grains],
      never_added: (neverAdded as readonly Dimension[]).includes(dimension) || dimension === 'source_level',
      sources: current(releases)
        .filter(release => isConstant(dimension) || tells(release, dimension))
        .map(whose)
    }
  })
}

const tells = ({ tables }: ReleaseEntry, dimension: Dimension): boolean =>
  Object.values(tables).some(table => table.dimensions.includes(dimension))
