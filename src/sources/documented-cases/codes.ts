import type { Authority } from '../../vocabulary/authority.ts'
import type { EventKind } from '../../vocabulary/closed-lists.ts'
import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import { said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import type { CodeList } from '../source.ts'

/** Events of a file that are decisions, by their stage. A departure is a return, and all others are events. */
const decisionEvents = {
  screening: said('fear_interview'),
  screening_review: said('judges_review'),
  first_instance: said('event_first_instance'),
  return_decision: said('event_return_decision'),
  appeal: said('event_appeal'),
  judicial_review: said('event_judicial_review')
} as const satisfies Partial<Record<DecisionStage, Translated>>

/** The authorities of format 1, which has no field for them. In format 2 there is one only where it is reported. */
export const usualAuthorities = {
  screening: 'us_uscis',
  screening_review: 'us_eoir_ij'
} as const satisfies Record<string, Authority>

const otherEvents = {
  entry: said('event_entry'),
  detention: said('event_detention'),
  stay: said('event_stay'),
  motion: said('event_motion'),
  statement: said('event_statement'),
  status_note: said('standing_reported'),
  reported_figure: said('event_reported_figure'),
  case_group: said('event_case_group'),
  group_member: said('event_group_member')
} as const satisfies Record<EventKind, Translated>

export const documentedCasesCodeLists: CodeList[] = [
  {
    scheme: 'documented-cases-event',
    entries: [
      ...Object.entries(decisionEvents).map(([code, label]) => ({
        field: 'event',
        code,
        label,
        dimension: 'decision_stage',
        value: code
      })),
      {
        field: 'event',
        code: 'return',
        label: said('departure'),
        dimension: 'return_status',
        value: 'executed',
        note: said('type_as_reported')
      },
      ...Object.entries(otherEvents).map(([code, label]) => ({
        field: 'event',
        code,
        label,
        dimension: null,
        value: null,
        note: said('kept_as_event')
      }))
    ]
  }
]
