import type { FieldDefinition } from './field.ts'

/** The person: sex, age, and whose applicant it is. */
export const personFields = {
  sex: {
    type: { list: 'sex' },
    meaning: 'Sex, as the source records it.',
    of: { case: 'optional', decision: 'optional', count: 'defaulted' },
    dimension: true,
    filters: ['count'],
    case_statistics: true
  },
  birth_decade: {
    type: 'integer',
    meaning: 'The first year of the ten in which the person was born, such as 1980.',
    of: { case: 'optional' },
    description: true
  },
  age_group: {
    type: { list: 'age_group' },
    meaning: 'Age. Each source has groups of its own; they are never added across sources.',
    of: { count: 'defaulted' },
    dimension: true,
    filters: ['count']
  },
  applicant_type: {
    type: { list: 'applicant_type' },
    meaning: 'Main applicants, or their dependants.',
    of: { count: 'defaulted' },
    dimension: true,
    filters: ['count']
  },
  applicant_history: {
    type: { list: 'applicant_history' },
    meaning: 'Whether the applicant asks for the first time in this country, or asked before.',
    of: { count: 'defaulted' },
    dimension: true,
    filters: ['count']
  },
  unaccompanied: {
    type: { list: 'split_boolean' },
    meaning: 'Whether a child applied alone.',
    of: { count: 'defaulted' },
    dimension: true,
    filters: ['count']
  }
} as const satisfies Record<string, FieldDefinition>
