import type { FieldDefinition } from './field.ts'

/** Dates of a record. */
export const dateFields = {
  filed_on: {
    type: 'day',
    meaning: 'When the case, the application or the appeal was filed.',
    of: { case: 'optional', decision: 'optional' },
    ranges: { of: ['case', 'decision'], event: 'Filed' }
  },
  last_decided_on: {
    type: 'day',
    meaning: 'The last day on which anything was decided in the case.',
    of: { case: 'optional' },
    ranges: { of: ['case'], event: 'Last decided' }
  },
  first_return_decided_on: {
    type: 'day',
    meaning: 'The first return decision whose outcome is known and no closure.',
    of: { case: 'optional' }
  },
  first_return_completed_on: {
    type: 'day',
    meaning: 'The first return decision of any kind, closures included.',
    of: { case: 'optional' },
    description: true
  },
  closed_on: {
    type: 'day',
    meaning:
      'The last day on which a judge completed a proceeding of a case that is decided or inactive; null in an open case.',
    of: { case: 'optional' },
    description: true
  },
  requested_on: {
    type: 'day',
    meaning:
      'When the government asked a court of law for its decision back: often the only date of the decision.',
    of: { decision: 'optional' }
  },
  decided_on: {
    type: 'partial_day',
    meaning: 'The day of the decision, or the first day of what is known of it.',
    of: { decision: 'optional' },
    precision: 'decided_precision',
    ranges: { of: ['decision'], event: 'Decided' }
  },
  decided_precision: {
    type: { list: 'date_precision' },
    meaning: 'How much of decided_on is known.',
    of: { decision: 'optional' }
  },
  returned_on: {
    type: 'partial_day',
    meaning: 'The day of the departure, or the first day of what is known of it.',
    of: { return: 'optional' },
    precision: 'returned_precision',
    ranges: { of: ['return'], event: 'Returned' }
  },
  returned_precision: {
    type: { list: 'date_precision' },
    meaning: 'How much of returned_on is known.',
    of: { return: 'optional' }
  }
} as const satisfies Record<string, FieldDefinition>

/** How one record relates to others of its release. */
export const relationFields = {
  application_decisions: {
    type: 'integer',
    meaning: 'How many decisions the case has on this kind of application.',
    of: { decision: 'optional' },
    description: true,
    minimum: 1,
    rollups: ['ruling']
  },
  via_credible_fear: {
    type: 'boolean',
    meaning: 'Whether the case category of the departure names a referral for a screening of credible fear.',
    of: { return: 'optional' }
  },
  duplicate_of: {
    type: 'id',
    meaning: 'The return_id of the row that this one repeats.',
    of: { return: 'optional' }
  }
} as const satisfies Record<string, FieldDefinition>
