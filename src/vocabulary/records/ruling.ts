import type { FieldDefinition } from './field.ts'

/** What was decided, and at which stage; of published counts, what is counted. */
export const rulingFields = {
  decision_stage: {
    type: { list: 'decision_stage' },
    meaning: 'The stage of the procedure at which it was decided. Stages are never added.',
    of: { decision: 'always', count: 'optional' },
    dimension: true,
    filters: ['decision', 'count'],
    rollups: ['ruling']
  },
  source_level: {
    type: 'text',
    meaning: 'The source’s own code of the stage or procedure, such as UNHCR’s FI, AR or JR.',
    of: { count: 'defaulted' },
    dimension: true,
    filters: ['count']
  },
  authority: {
    type: { list: 'authority' },
    meaning: 'Who decided.',
    of: { decision: 'optional', count: 'optional' },
    dimension: true,
    filters: ['decision', 'count'],
    rollups: ['ruling']
  },
  application_type: {
    type: { list: 'application_type' },
    meaning: 'The protection that was applied for. Types are never added.',
    of: { decision: 'defaulted', count: 'defaulted' },
    dimension: true,
    filters: ['decision', 'count'],
    rollups: ['ruling']
  },
  screening_type: {
    type: { list: 'screening_type' },
    meaning: 'Credible or reasonable fear. The two are never added.',
    of: { decision: 'defaulted', count: 'defaulted' },
    dimension: true,
    filters: ['decision', 'count'],
    rollups: ['ruling']
  },
  outcome: {
    type: { list: 'outcome' },
    meaning: 'What was decided.',
    of: { decision: 'always', count: { presence: 'always', after: 'unaccompanied' } },
    dimension: true,
    filters: ['decision', 'count'],
    rollups: ['ruling']
  },
  outcome_group: {
    type: { list: 'outcome_group' },
    meaning: 'Outcomes that a rate treats alike.',
    of: { decision: 'computed', count: { presence: 'computed', after: 'outcome' } },
    dimension: true,
    filters: ['decision', 'count'],
    rollups: ['ruling']
  },
  effect: {
    type: { list: 'effect' },
    meaning: 'What the outcome means for the applicant.',
    of: { decision: 'computed', count: { presence: 'computed', after: 'outcome_group' } },
    dimension: true,
    filters: ['decision', 'count'],
    rollups: ['ruling']
  }
} as const satisfies Record<string, FieldDefinition>

/** How it was decided, and who appealed. */
export const hearingFields = {
  represented_at_decision: {
    type: 'boolean',
    meaning:
      'Whether a lawyer or representative had entered an appearance by the day of the decision. Withdrawals are not published.',
    of: { decision: { presence: 'optional', after: 'represented' } },
    description: true,
    dimension: true,
    filters: ['decision']
  },
  in_absentia: {
    type: 'boolean',
    meaning: 'Whether it was decided in the person’s absence.',
    of: { decision: 'optional' },
    dimension: true,
    filters: ['decision']
  },
  appeal_type: {
    type: 'text',
    meaning: 'The authority’s own type of appeal.',
    of: { decision: 'optional' },
    dimension: true,
    filters: ['decision'],
    rollups: ['ruling']
  },
  appealed_by: {
    type: { list: 'appealed_by' },
    meaning: 'Who appealed.',
    of: { decision: 'defaulted', count: { presence: 'defaulted', after: 'screening_type' } },
    dimension: true,
    filters: ['decision', 'count'],
    rollups: ['ruling']
  }
} as const satisfies Record<string, FieldDefinition>
