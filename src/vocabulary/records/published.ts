import type { FieldDefinition } from './field.ts'

/** What a published number is about, and its period. */
export const periodFields = {
  subject: {
    type: { list: 'figure_subject' },
    meaning:
      'What the figure is about: decisions, returns, applications that were lodged, or what was pending on a day.',
    of: { count: 'completed' },
    filters: ['count'],
    description: true
  },
  period: {
    type: 'text',
    meaning: 'The period as the source names it.',
    of: { count: 'always', event: 'optional' }
  },
  period_from: {
    type: 'day',
    meaning: 'The first day of the period.',
    of: { count: 'always', event: 'optional' }
  },
  period_to: {
    type: 'day',
    meaning: 'The last day of the period.',
    of: { count: 'always', event: 'optional' }
  },
  as_at: {
    type: 'text',
    meaning: 'The day of a stock, such as 2023-12-31. Stocks of two days are never added.',
    of: {
      count: { presence: 'optional', description: 'The day of a stock; null where the figure is none.' }
    },
    dimension: true,
    filters: ['count']
  }
} as const satisfies Record<string, FieldDefinition>

/** A published number and its status. */
export const valueFields = {
  unit: {
    type: { list: 'unit' },
    meaning: 'What the figure counts.',
    of: { count: 'always', event: 'optional' }
  },
  value: {
    type: 'number',
    meaning: 'null is not 0: the status says why there is no number.',
    of: {
      count: 'nullable',
      event: {
        presence: 'optional',
        description: 'A figure as it was stated, or the size of a group; null where none was stated.'
      }
    },
    description: true
  },
  status: {
    type: { list: 'cell_status' },
    meaning: 'What stands behind the number, or why there is none.',
    of: { count: 'always' }
  },
  source_flags: {
    type: 'texts',
    meaning: 'The publisher’s own marks at the number.',
    of: { count: 'defaulted' }
  }
} as const satisfies Record<string, FieldDefinition>

/** The source's own code that a record was read from. */
export const codeFields = {
  source_code: {
    type: 'text',
    meaning: 'The source’s own code or word that the record was read from.',
    of: { decision: 'always', return: 'always', count: 'always' }
  },
  source_label: {
    type: 'text',
    meaning: 'What that code says, in the source’s own words.',
    of: { decision: 'optional', return: 'optional', count: 'optional', event: 'optional' }
  }
} as const satisfies Record<string, FieldDefinition>

/** Whether a published number is the sum of others. */
export const totalFields = {
  is_total: {
    type: 'boolean',
    meaning: 'True: never to be added to its parts.',
    of: { count: 'computed' },
    description: true
  },
  total_over: {
    type: 'texts',
    meaning: 'The dimensions that this number is the total of; empty for a part.',
    of: { count: 'defaulted' }
  }
} as const satisfies Record<string, FieldDefinition>

/** Fields that mark a record as read from damaged text. */
export const damageFields = {
  repaired: {
    type: 'boolean',
    meaning: 'The row was damaged and could be put right without a guess.',
    of: { case: 'defaulted', decision: 'defaulted' },
    description: true
  },
  impossible_dates: {
    type: 'text',
    // `COMP_DATE 2925-01-01`, several with a comma between.
    meaning: 'Dates that cannot be, as the source wrote them.',
    of: { case: 'optional', decision: 'optional' },
    description: true
  }
} as const satisfies Record<string, FieldDefinition>

/**
 * The report of a documented event by the press, counsel or a court. Agencies' own records have none of these fields.
 */
export const reportingFields = {
  event_source: {
    type: 'text',
    meaning: 'Who published the report, and when.',
    of: { case: 'optional', decision: 'optional', return: 'optional', event: 'optional' }
  },
  event_url: {
    type: 'text',
    meaning: 'Where the report can be read.',
    of: { case: 'optional', decision: 'optional', return: 'optional', event: 'optional' }
  },
  publisher: {
    type: 'text',
    meaning: 'The publisher of the report.',
    of: { case: 'optional', decision: 'optional', return: 'optional', event: 'optional' }
  },
  published_on: {
    type: 'day',
    meaning: 'The day of the report.',
    of: { case: 'optional', decision: 'optional', return: 'optional', event: 'optional' }
  },
  reported_by: {
    type: { list: 'reported_by' },
    meaning: 'Who says that the event took place.',
    of: { case: 'optional', decision: 'optional', return: 'optional', event: 'optional' }
  },
  certainty: {
    type: { list: 'certainty' },
    meaning: 'How sure it is.',
    of: { case: 'optional', decision: 'optional', return: 'optional', event: 'optional' }
  }
} as const satisfies Record<string, FieldDefinition>
