import type { FieldDefinition } from './field.ts'

/** The identity of a record, and its place in its release. */
export const identityFields = {
  release_id: {
    type: 'integer',
    meaning: 'The release that the record belongs to.',
    of: { case: 'computed', decision: 'computed', return: 'computed', count: 'computed', event: 'computed' },
    wire: 'never'
  },
  decision_id: { type: 'id', meaning: 'The source’s own key of the decision.', of: { decision: 'always' } },
  return_id: { type: 'id', meaning: 'The source’s own key of the return.', of: { return: 'always' } },
  event_id: { type: 'id', meaning: 'The source’s own key of what was reported.', of: { event: 'always' } },
  count_id: { type: 'id', meaning: 'A number made of count_key.', of: { count: 'computed' } },
  count_key: {
    type: 'text',
    meaning: 'The source’s own key of the number, unique in the release and the same in each release.',
    of: { count: 'of_facts' },
    wire: 'never'
  },
  case_id: {
    type: 'id',
    meaning: 'The case file; of decisions and returns, the one that they belong to.',
    of: { case: 'always', decision: 'optional', return: 'optional', event: 'optional' }
  },
  series: {
    type: 'text',
    meaning:
      'One published table of a source. Two series of a source count the same people, so an answer uses one.',
    of: { count: 'computed' },
    dimension: true
  },
  source_table: {
    type: 'text',
    meaning: 'The released table that the record was read from.',
    of: { case: 'always', decision: 'always', return: 'always', count: 'always', event: 'always' },
    wire: 'last'
  },
  line: {
    type: 'integer',
    meaning: 'In the released file, from 1.',
    of: { case: 'always', decision: 'always', return: 'always', count: 'always', event: 'always' },
    wire: 'last',
    description: true
  },
  sequence: {
    type: 'integer',
    meaning: 'Place in the case’s timeline; of the source where it states one, else computed.',
    of: { decision: 'optional', return: 'optional', event: 'optional' },
    wire: 'never'
  }
} as const satisfies Record<string, FieldDefinition>

/** The release of a record, as each row on the wire names it. */
export const releaseFields = {
  source: {
    type: 'text',
    meaning: 'The publisher’s data set.',
    of: {
      case: 'of_release',
      decision: 'of_release',
      return: 'of_release',
      count: 'of_release',
      event: 'of_release'
    },
    wire: 'last',
    dimension: true
  },
  release: {
    type: 'text',
    meaning: 'One dated edition of a source.',
    of: {
      case: 'of_release',
      decision: 'of_release',
      return: 'of_release',
      count: 'of_release',
      event: 'of_release'
    },
    wire: 'last',
    dimension: true
  },
  synthetic: {
    type: 'boolean',
    meaning: 'Made up for tests, about nobody.',
    of: {
      case: 'of_release',
      decision: 'of_release',
      return: 'of_release',
      count: 'of_release',
      event: 'of_release'
    },
    wire: 'last'
  }
} as const satisfies Record<string, FieldDefinition>
