import type { TextName } from '../labels/texts/texts.ts'
import type { DateBasis } from '../time/period.ts'
import type { Grain, Unit } from '../unit.ts'
import { type Dimension, dimensionNames, dimensions, neverAdded } from './dimension.ts'

/** What statistics count (docs/rules/api.md §3.1): each has one endpoint, and all have one grammar. */
export const subjectNames = ['decisions', 'cases', 'returns', 'applications'] as const
export type SubjectName = (typeof subjectNames)[number]

export interface SubjectDefinition {
  path: string
  /** Capitalised, as at the beginning of a sentence. */
  title: string
  /** The grain of its records, and `count` where published counts report it too. */
  grains: readonly [Grain, ...Grain[]]
  /** The unit of one record; of a subject without records, that of most figures. Figures state their unit themselves. */
  unit: Unit
  /** All units that its tables count in. */
  units: readonly Unit[]
  /** The date bases of its records; the first is the default, and the only one of published figures. */
  date_bases: readonly [DateBasis, ...DateBasis[]]
  /** Dimensions whose values are never added. */
  never_added: readonly Dimension[]
  /** Dimensions that its tables have and that do not apply to it. */
  without: readonly Dimension[]
  /** Dimensions of which one record can have several values: a filter matches a record that has one of them. */
  holds: readonly Dimension[]
  /** Whether it has outcomes, and so rates. */
  has_rates: boolean
  /** What readers ask of it that it cannot have, rates among them: refused with the reason, and not as a mistyped name. */
  refuses?: { dimensions: readonly Dimension[]; because: TextName }
}

/** Dimensions that only the stock of what is pending has. */
const ofStocks = ['as_at', 'waiting_at', 'waiting_time'] as const satisfies readonly Dimension[]

export const subjectDefinitions = {
  decisions: {
    path: '/v1/statistics/decisions',
    title: 'Decisions',
    grains: ['decision', 'count'],
    unit: 'decisions',
    units: ['decisions', 'applications', 'cases', 'persons', 'returns', 'not_stated'],
    date_bases: ['decided', 'filed'],
    never_added: [...neverAdded, 'source_level'],
    without: [...ofStocks, 'applicant_history'],
    holds: [],
    has_rates: true
  },
  cases: {
    path: '/v1/statistics/cases',
    title: 'Cases',
    grains: ['case'],
    unit: 'cases',
    units: ['cases'],
    date_bases: ['filed', 'decided'],
    never_added: [],
    without: [],
    holds: ['application_type'],
    has_rates: false
  },
  returns: {
    path: '/v1/statistics/returns',
    title: 'Returns',
    grains: ['return', 'count'],
    unit: 'returns',
    units: ['returns', 'persons', 'not_stated'],
    date_bases: ['returned'],
    never_added: [],
    without: [
      ...ofStocks,
      'applicant_history',
      'decision_stage',
      'source_level',
      'authority',
      'application_type',
      'screening_type',
      'appealed_by',
      'outcome',
      'outcome_group',
      'effect'
    ],
    holds: [],
    has_rates: false
  },
  applications: {
    path: '/v1/statistics/applications',
    title: 'Applications',
    grains: ['count'],
    unit: 'persons',
    units: ['persons', 'cases'],
    date_bases: ['filed'],
    never_added: [...neverAdded, 'source_level'],
    without: [
      ...ofStocks,
      'application_type',
      'appealed_by',
      'outcome',
      'outcome_group',
      'effect',
      'country_of_return',
      'country_of_return_group',
      'same_country',
      'return_type',
      'return_subtype'
    ],
    holds: [],
    has_rates: false,
    refuses: {
      dimensions: ['outcome', 'outcome_group', 'effect'],
      because: 'applications_without_outcome'
    }
  }
} as const satisfies Record<SubjectName, SubjectDefinition>

type Shape = Pick<SubjectDefinition, 'grains' | 'without' | 'holds'>

/** Dimensions with one value on all rows of a release: they can be grouped by, but partition nothing. */
export const constantDimensions = ['source', 'series', 'release'] as const satisfies readonly Dimension[]
export const periodDimensions = ['year', 'quarter', 'month'] as const satisfies readonly Dimension[]
export type PeriodDimension = (typeof periodDimensions)[number]

const isOneOf = (name: Dimension, names: readonly Dimension[]): boolean => names.includes(name)

/** What a subject can be grouped by. */
export const groupsOf = ({ grains, without }: Shape): Dimension[] =>
  dimensionNames.filter(
    name => dimensions[name].grains.some(grain => grains.includes(grain)) && !isOneOf(name, without)
  )

/** What a subject can be filtered by. Source, series and release have parameters of their own; periods have bounds. */
export function filtersOf(shape: Shape): Dimension[] {
  const groups = groupsOf(shape)
  return dimensionNames.filter(
    name =>
      (groups.includes(name) || isOneOf(name, shape.holds)) &&
      !isOneOf(name, constantDimensions) &&
      !isOneOf(name, periodDimensions)
  )
}
