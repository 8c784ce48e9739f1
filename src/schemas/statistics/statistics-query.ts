import { Type } from 'typebox'
import {
  type Dimension,
  type DimensionDefinition,
  dimensions,
  wordsOf
} from '../../vocabulary/measures/dimension.ts'
import { type Measure, measureNames, rateNames } from '../../vocabulary/measures/measure.ts'
import { filtersOf, groupsOf, type SubjectDefinition } from '../../vocabulary/measures/subject.ts'
import { dateBases, yearBases } from '../../vocabulary/time/period.ts'
import { units } from '../../vocabulary/unit.ts'
import {
  dryRun,
  fillParameter,
  includeUnknown,
  listOf,
  minN,
  oneOf,
  refusedIntervals,
  releaseParameters,
  statisticsPage,
  topParameter
} from '../parameters.ts'

const word = Type.String({ minLength: 1, maxLength: 100 })

/** The filter parameter of a dimension in statistics; its values are the words in the rows of an answer. */
function statisticsFilter(name: Dimension) {
  const { kind, definition }: DimensionDefinition = dimensions[name]
  const known = wordsOf(name)
  return listOf(
    Type.Unsafe<string>(known ? Type.Enum([...known], { type: 'string' }) : word),
    kind === 'country' ? `${definition} ISO 3166 alpha-3, or UNK, XXA, OTHER.` : definition
  )
}

/** The measures of a subject: its units, rates where it has outcomes, and totals where it has published counts. */
export const measuresOf = ({ units: own, has_rates, grains }: SubjectDefinition): Measure[] =>
  measureNames.filter(name => {
    if ((rateNames as string[]).includes(name)) return has_rates
    return (units as readonly string[]).includes(name)
      ? (own as readonly string[]).includes(name)
      : grains.includes('count')
  })

const ofRate = (rate: string): string[] => [
  rate,
  `${rate}_n`,
  `${rate}_low`,
  `${rate}_high`,
  `${rate}_n_share`
]

/** The columns of an answer's cells, in their order. */
export const queryColumns = (subject: SubjectDefinition): string[] => [
  ...groupsOf(subject),
  ...measuresOf(subject).flatMap(name => ((rateNames as string[]).includes(name) ? ofRate(name) : [name]))
]

const intervals = Type.Optional(
  Type.Boolean({
    default: false,
    description: 'Adds the Wilson 95 % interval of each rate, beside its n.'
  })
)

const repeats = {
  include_duplicates: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Counts records that repeat another, too; else they are left out, and it is said how many.'
    })
  )
}

/** Dimensions that a subject refuses with the reason: a refusal tells more than an unknown parameter. */
const refusedIn = ({ refuses }: SubjectDefinition): readonly Dimension[] => refuses?.dimensions ?? []

/** The parameters of statistics on a subject (docs/rules/api.md §3). */
export const statisticsQuery = (subject: SubjectDefinition) =>
  Type.Object({
    source: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'Whose figures. May be left out where only one source has all that is asked.'
      })
    ),
    series: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'Which published table of the source.' })
    ),
    ...releaseParameters,
    group_by: listOf(
      Type.Enum([...groupsOf(subject), ...subject.holds, ...refusedIn(subject)], { type: 'string' }),
      'At most four dimensions. What is never added is split besides: see meta.query.split_by.',
      [['nationality', 'year']]
    ),
    measures: listOf(
      Type.Enum([...measuresOf(subject), ...(subject.refuses ? rateNames : [])], { type: 'string' }),
      'Counts and rates: see /v1/measures. Left out, the only unit in scope.',
      [measuresOf(subject).slice(0, 1)]
    ),
    unit: oneOf(subject.units, 'What one is. Needed where several are in scope, since they are never added.'),
    date_basis: oneOf(
      dateBases,
      `Which date of a record a period is cut from: ${subject.date_bases.join(' or ')}, the first unless said otherwise.`
    ),
    year_basis: oneOf(yearBases, 'How years run; fiscal years are named by the year in which they end.'),
    period_from: Type.Optional(
      Type.String({
        minLength: 4,
        maxLength: 22,
        description: '2024, FY2024, 2024-Q3, FY2024-Q1, 2024-11 or 2024-08-01..2024-08-15.'
      })
    ),
    period_to: Type.Optional(
      Type.String({
        minLength: 4,
        maxLength: 22,
        description: 'As period_from; the whole of it is included.'
      })
    ),
    period: oneOf(
      ['latest'],
      'The last period that the release covers, as long as the finest one grouped by.'
    ),
    ...(Object.fromEntries(
      [...filtersOf(subject), ...refusedIn(subject)].map(name => [name, statisticsFilter(name)])
    ) as Record<string, ReturnType<typeof statisticsFilter>>),
    include_unknown: includeUnknown,
    ...(subject.grains.includes('return') ? repeats : {}),
    min_n: minN('A rate of fewer decisions is null, low_n.'),
    intervals: subject.has_rates ? intervals : refusedIntervals,
    fill: fillParameter,
    top: topParameter,
    sort: listOf(
      Type.String({ minLength: 2, maxLength: 100 }),
      'Dimensions of the answer or measures, with - descending. What is not reported comes last. Default: as grouped.'
    ),
    ...statisticsPage,
    fields: listOf(
      Type.Enum(queryColumns(subject), { type: 'string' }),
      'Only these columns; flags stay with their measure.'
    ),
    dry_run: dryRun
  })
