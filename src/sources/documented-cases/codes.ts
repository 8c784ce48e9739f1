import type { Authority } from '../../vocabulary/authority.ts'
import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import type { CodeList } from '../source.ts'

/** Events that are decisions, with their stage and authority. A departure is a return, and a note is neither. */
export const decisionEvents = {
  screening: { label: 'Fear interview', decision_stage: 'screening', authority: 'us_uscis' },
  screening_review: { label: 'Judge’s review', decision_stage: 'screening_review', authority: 'us_eoir_ij' }
} as const satisfies Record<string, { label: string; decision_stage: DecisionStage; authority: Authority }>

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
        label: 'Departure',
        dimension: 'return_status',
        value: 'executed',
        note: 'return_type as reported, else not_stated.'
      },
      {
        field: 'event',
        code: 'status_note',
        label: 'What was reported of the case’s standing',
        dimension: null,
        value: null,
        note: 'Kept in the summary; no record of its own.'
      }
    ]
  }
]
