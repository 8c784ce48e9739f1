import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { RateRule } from '../vocabulary/about.ts'
import { caseMeasures, pendingStatistics, waitingTime } from '../vocabulary/case-statistics.ts'
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
import { hasFilingDates } from './durations/branches.ts'

/** The releases that answer by themselves, in the order of their names: one a series. */
const current = (releases: readonly ReleaseEntry[]): ReleaseEntry[] =>
  releases
    .filter(({ status }) => status === 'current')
    .sort((a, b) => (`${a.source}/${a.series}` < `${b.source}/${b.series}` ? -1 : 1))

const whose = ({ source, series }: ReleaseEntry) => ({ source, series })

/** The rule of a measure in a release; undefined where the release does not have it. A count mostly has no rule. */
function ruleOf(release: ReleaseEntry, measure: Measure): RateRule | undefined {
  const series = release.about.series.find(({ id }) => id === release.series)
  if (isRate(measure)) return series?.rates[measure]
  if (measure === 'published_total') return (series?.totals_beside.length ?? 0) > 0 ? {} : undefined
  if (Object.values(release.tables).some(({ units }) => units.some(unit => unit === measure))) return {}
  const only = series?.unit_of?.find(({ unit }) => unit === measure)
  return only && { only_for: only.rows }
}

/** Every measure with its definition, and the current tables that have it with their rules. */
export async function measureCatalogue(set: Pick<ReleaseSet, 'releases' | 'query'>) {
  return [...ofRecordsAndFigures(set.releases), ...(await ofCases(set))]
}

const unruled = { left_out: null, not_for: null, only_for: null }

/** Measures of how cases go: of tables that tell what open cases wait for, or when anything was filed. */
async function ofCases(set: Pick<ReleaseSet, 'releases' | 'query'>) {
  const releases = current(set.releases)
  const timed = await Promise.all(releases.map(release => hasFilingDates(set, release)))
  const having = (path: string) =>
    releases.filter((release, i) =>
      path === pendingStatistics.path ? tells(release, 'waiting_at') : timed[i]
    )
  return caseMeasures.map(({ measure, kind, definition, path }) => ({
    measure,
    kind,
    definition,
    numerator: null,
    denominator: null,
    min_n: kind === 'count' ? null : defaultMinN,
    interval: null,
    sources: having(path).map(release => ({ ...whose(release), ...unruled }))
  }))
}

function ofRecordsAndFigures(releases: readonly ReleaseEntry[]) {
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
        return rule ? [{ ...whose(release), ...unruled, ...rule }] : []
      })
    }
  })
}

/** Every dimension with its definition, its values where the list is closed, and the current tables that tell it. */
export function dimensionCatalogue(releases: readonly ReleaseEntry[]) {
  const having = (dimension: Dimension) =>
    current(releases).filter(release => isConstant(dimension) || tells(release, dimension))
  return [
    ...dimensionNames.map(dimension => ({
      dimension,
      ...described(dimensions[dimension]),
      never_added: (neverAdded as readonly Dimension[]).includes(dimension) || dimension === 'source_level',
      sources: having(dimension).map(whose)
    })),
    {
      dimension: 'waiting_time',
      ...described(waitingTime),
      never_added: false,
      sources: having('waiting_at').map(whose)
    }
  ]
}

const described = ({ kind, values, grains, definition }: DimensionDefinition) => ({
  kind,
  definition,
  values: values ? [...values] : kind === 'boolean' ? ['true', 'false', 'UNK'] : null,
  grains: [...grains]
})

const tells = ({ tables }: ReleaseEntry, dimension: Dimension): boolean =>
  Object.values(tables).some(table => table.dimensions.includes(dimension))
