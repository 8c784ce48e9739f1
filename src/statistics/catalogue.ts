import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { RateRule } from '../vocabulary/about.ts'
import { dimensionDefinition, measureDefinition } from '../vocabulary/labels/definitions.ts'
import { dimensionLabel, measureLabel } from '../vocabulary/labels/labels.ts'
import type { Language } from '../vocabulary/labels/language.ts'
import {
  caseMeasures,
  durationCounts,
  durationStatistics,
  pathwayStatistics,
  pendingStatistics
} from '../vocabulary/measures/case-statistics.ts'
import {
  type Dimension,
  type DimensionDefinition,
  dimensionNames,
  dimensions,
  neverAdded
} from '../vocabulary/measures/dimension.ts'
import {
  defaultMinN,
  type Measure,
  measureNames,
  measures,
  numeratorOf
} from '../vocabulary/measures/measure.ts'
import { hasFilingDates } from './kinds/durations/branches.ts'
import { subjects } from './kinds/subject.ts'
import { isMeasureOf, isRate, isUnit } from './question/check-question.ts'
import { isConstant } from './rows/columns.ts'

/** The current releases, which answer by default, sorted by source and series: one for each series. */
const current = (releases: readonly ReleaseEntry[]): ReleaseEntry[] =>
  releases
    .filter(({ status }) => status === 'current')
    .sort((a, b) => (`${a.source}/${a.series}` < `${b.source}/${b.series}` ? -1 : 1))

const whose = ({ source, series }: ReleaseEntry) => ({ source, series })

/**
 * The rule of a measure in a release; undefined where the release does not have the measure. Most counts have an empty
 * rule.
 */
function ruleOf(release: ReleaseEntry, measure: Measure): RateRule | undefined {
  const series = release.about.series.find(({ id }) => id === release.series)
  if (isRate(measure)) return series?.rates[measure]
  if (measure === 'published_total') return (series?.totals_beside.length ?? 0) > 0 ? {} : undefined
  if (Object.values(release.tables).some(({ units }) => units.some(unit => unit === measure))) return {}
  const only = series?.unit_of?.find(({ unit }) => unit === measure)
  return only && { only_for: only.rows }
}

/** Every measure with its definition, and the current tables that have it with their rules. */
export async function measureCatalogue(set: Pick<ReleaseSet, 'releases' | 'query'>, lang: Language = 'en') {
  return [...ofRecordsAndFigures(set.releases, lang), ...(await ofCases(set, lang))]
}

const unruled = { left_out: null, not_for: null, only_for: null }

/** Measures of open cases and of durations, with the tables that have `waiting_at` or filing dates. */
async function ofCases(set: Pick<ReleaseSet, 'releases' | 'query'>, lang: Language) {
  const releases = current(set.releases)
  const timed = await Promise.all(releases.map(release => hasFilingDates(set, release)))
  const having = (path: string) =>
    releases.filter((release, i) =>
      path === pendingStatistics.path ? tells(release, 'waiting_at') : timed[i]
    )
  return caseMeasures.map(({ measure, kind, definition, path }) => ({
    measure,
    label: measureLabel(measure, lang),
    kind,
    definition: measureDefinition({ name: measure, definition }, lang),
    unit: kind === 'count' ? 'cases' : kind,
    numerator: kind === 'share' ? ['n_pending'] : null,
    denominator: kind === 'share' ? [...durationCounts] : null,
    min_n: kind === 'count' ? null : defaultMinN,
    interval: kind === 'share' ? 'wilson_95' : null,
    paths: [path],
    sources: having(path).map(release => ({ ...whose(release), ...unruled }))
  }))
}

function ofRecordsAndFigures(releases: readonly ReleaseEntry[], lang: Language) {
  return measureNames.map(measure => {
    const definition = measures[measure]
    const rate = definition.kind === 'rate' ? definition : undefined
    return {
      measure,
      label: measureLabel(measure, lang),
      kind: definition.kind,
      definition: measureDefinition({ name: measure, definition: definition.definition }, lang),
      unit: rate ? 'share' : isUnit(measure) ? measure : null,
      numerator: isRate(measure) ? [...numeratorOf(measure)] : null,
      denominator: rate ? [rate.denominator].flat() : null,
      min_n: rate ? defaultMinN : null,
      interval: rate ? 'wilson_95' : null,
      paths: pathsOfMeasure(measure),
      sources: current(releases).flatMap(release => {
        const rule = ruleOf(release, measure)
        return rule ? [{ ...whose(release), ...unruled, ...rule }] : []
      })
    }
  })
}

/** The paths of the statistics that have a measure. */
const pathsOfMeasure = (measure: Measure): string[] => [
  ...Object.values(subjects).flatMap(subject => (isMeasureOf(measure, subject) ? [subject.path] : [])),
  ...(measure in pathwayStatistics.measures ? [pathwayStatistics.path] : [])
]

/** The paths of the statistics that can be grouped, or filtered, by a dimension. */
const pathsOfDimension = (name: string, by: 'groups' | 'filters'): string[] =>
  [...Object.values(subjects), pendingStatistics, durationStatistics, pathwayStatistics].flatMap(each => {
    const names: readonly string[] = each[by]
    return names.includes(name) ? [each.path] : []
  })

/** Every dimension with its definition, its values where the list is closed, and the current tables that have it. */
export function dimensionCatalogue(releases: readonly ReleaseEntry[], lang: Language = 'en') {
  const having = (dimension: Dimension) =>
    current(releases).filter(
      release =>
        isConstant(dimension) ||
        tells(release, dimension) ||
        (dimension === 'waiting_time' && tells(release, 'waiting_at'))
    )
  return dimensionNames.map(dimension => ({
    ...described(dimension, dimensions[dimension], lang),
    never_added:
      (neverAdded as readonly Dimension[]).includes(dimension) ||
      ['source_level', 'as_at'].includes(dimension),
    groups_at: pathsOfDimension(dimension, 'groups'),
    filters_at: pathsOfDimension(dimension, 'filters'),
    sources: having(dimension).map(whose)
  }))
}

const described = (
  dimension: Dimension,
  { kind, values, grains, definition }: DimensionDefinition,
  lang: Language
) => ({
  dimension,
  label: dimensionLabel(dimension, lang),
  kind,
  definition: dimensionDefinition({ name: dimension, definition }, lang),
  values: values ? [...values] : kind === 'boolean' ? ['true', 'false', 'UNK'] : null,
  grains: [...grains]
})

const tells = ({ tables }: ReleaseEntry, dimension: Dimension): boolean =>
  Object.values(tables).some(table => table.dimensions.includes(dimension))
