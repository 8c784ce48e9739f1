import type { Authority } from '../../vocabulary/authority.ts'
import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import { said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import type { CodeList } from '../source.ts'

/** Events that are decisions, with their stage and authority. A departure is a return, and a note is neither. */
export const decisionEvents = {
  screening: { label: said('fear_interview'), decision_stage: 'screening', authority: 'us_uscis' },
  screening_review: {
    label: said('judges_review'),
    decision_stage: 'screening_review',
    authority: 'us_eoir_ij'
  }
} as const satisfies Record<
  string,
  { label: Translated; decision_stage: DecisionStage; authority: Authority }
>

export const documentedCasesCodeLists: CodeList[] = [
  {
    scheme: 'documented-cases-event',
    entries: [
      ...Object.entries(decisionEvents).map(([code, { label, decision_stage }]) => ({
        field: 'event',
        code,
        label,
        dimension: 'decision_stage',
        value: decision_stage
      })),
      {
        field: 'event',
        code: 'return',
        label: said('departure'),
        dimension: 'return_status',
        value: 'executed',
        note: said('type_as_reported')
      },
      {
        field: 'event',
        code: 'status_note',
        label: said('standing_reported'),
        dimension: null,
        value: null,
        note: said('kept_in_summary')
      }
    ]
  }
]
