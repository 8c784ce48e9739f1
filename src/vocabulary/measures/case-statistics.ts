import { said, type Translated } from '../labels/texts/texts.ts'
import type { recordFields } from '../records/fields.ts'
import { fieldsOfRecord } from '../records/record.ts'
import type { DimensionField } from '../records/types.ts'
import type { Dimension } from './dimension.ts'

/**
 * Statistics on the course of cases (docs/rules/domain.md §6.6): how many are pending, how long decisions took, which
 * stages cases passed. They read records of cases and have measures of their own; all else follows docs/rules/api.md
 * §3.
 */

/** Fields of both cases and their decisions, by which these statistics are grouped and filtered. */
const shared = fieldsOfRecord('case').flatMap(({ name, case_statistics }) =>
  case_statistics ? [name] : []
) as {
  [D in DimensionField]: (typeof recordFields)[D] extends { readonly case_statistics: true } ? D : never
}[DimensionField][]
const standing = ['case_status', 'case_outcome'] as const satisfies readonly Dimension[]

interface CaseStatistics {
  path: string
  groups: readonly Dimension[]
  filters: readonly Dimension[]
  measures: Record<string, string>
}

export const pendingStatistics = {
  path: '/v1/statistics/pending',
  groups: [
    ...(['as_at', 'waiting_at', 'waiting_time', ...shared, 'country_of_asylum'] as const),
    ...(['age_group', 'applicant_type', 'case_status'] as const)
  ],
  filters: [
    ...([
      'as_at',
      'waiting_at',
      'waiting_time',
      ...shared,
      'nationality_group',
      'country_of_asylum'
    ] as const),
    ...([
      'country_of_asylum_group',
      'age_group',
      'applicant_type',
      'case_status',
      'application_type'
    ] as const)
  ],
  measures: {
    pending: 'Cases that wait for something on the day of the release.',
    waiting_days_median:
      'The smallest number of days that at least half of them have waited no longer than. Of those of which it is known since when.'
  }
} as const satisfies CaseStatistics

/** Stages at which a duration can be measured, and the unit of one observation at each. */
export const durationStages = {
  first_instance: 'applications',
  appeal: 'decisions',
  return_decision: 'cases'
} as const

/** Beside the measures: all that were filed, by what became of them. */
export const durationCounts = ['n', 'n_pending', 'n_ended_otherwise'] as const
export type DurationCount = (typeof durationCounts)[number]

/** What ends a duration. A decision of any kind, or only one that decided something. */
export const durationEvents = ['any_completion', 'merits'] as const
export type DurationEvent = (typeof durationEvents)[number]

export const durationEventDefinitions: Readonly<Record<DurationEvent, Translated>> = {
  any_completion: said('event_any_completion'),
  merits: said('event_merits')
}

export const durationStatistics = {
  path: '/v1/statistics/durations',
  groups: ['decision_stage', 'application_type', ...shared, 'year', 'quarter', 'month'],
  filters: ['decision_stage', 'application_type', ...shared, 'nationality_group'],
  measures: {
    days_to_decision_p25: 'Days within which a quarter of the decided were decided.',
    days_to_decision_median: 'Days within which half of the decided were decided.',
    days_to_decision_p75: 'Days within which three quarters of the decided were decided.',
    days_to_decision_p90: 'Days within which nine tenths of the decided were decided.',
    share_pending:
      'Still open on the day of the release, of all that were filed, those that ended without a decision included.',
    km_median:
      'Days within which half of all that were filed are decided, by Kaplan and Meier: those not decided yet count for as long as they have waited, and those that ended without a decision until they ended. There is none where that half is not reached yet.'
  }
} as const satisfies CaseStatistics
export type DurationMeasure = keyof (typeof durationStatistics)['measures']
export const durationMeasures = Object.keys(durationStatistics.measures) as DurationMeasure[]
/** Measures over all that were filed. The undecided among them have no date of decision. */
export const ofTheFiled = ['share_pending', 'km_median'] as const satisfies readonly DurationMeasure[]

export const pathwayStatistics = {
  path: '/v1/statistics/pathways',
  groups: [],
  filters: [...shared, 'nationality_group', ...standing, 'application_type'],
  measures: { cases: 'Cases that passed the link, each once.' }
} as const satisfies CaseStatistics

/** `days`: whole days · `share`: a fraction of all, from 0 to 1. Neither is ever added. */
export type CaseMeasureKind = 'count' | 'days' | 'share'

const kindOf = (name: string): CaseMeasureKind =>
  name === 'pending' ? 'count' : name === 'share_pending' ? 'share' : 'days'

/** The measures of statistics on pending cases and durations, each with the path of its statistic. */
export const caseMeasures = [pendingStatistics, durationStatistics].flatMap(({ path, measures }) =>
  Object.entries(measures).map(([measure, definition]) => ({
    measure: measure as keyof (typeof pendingStatistics)['measures'] | DurationMeasure,
    kind: kindOf(measure),
    definition,
    path
  }))
)
