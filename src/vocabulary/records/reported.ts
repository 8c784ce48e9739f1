import {
  eventActions,
  eventKinds,
  figureQualifiers,
  motionTypes,
  speakerKinds,
  speechKinds
} from '../closed-lists.ts'
import type { FieldDefinition } from './field.ts'

/** What was reported beside decisions and returns, and when (docs/rules/domain.md §1.6). */
export const reportedFields = {
  event_kind: {
    type: { words: eventKinds },
    meaning:
      'What was reported. A case_group is several people reported together, and group_member says that a case is one of them: neither is ever counted as a case. A reported_figure stands in no table and in no statistic.',
    of: { event: 'always' },
    description: true,
    filters: ['event']
  },
  group_id: {
    type: 'id',
    meaning: 'The group that it is about or that the case is one of: the event_id of a case_group.',
    of: { event: 'optional' },
    description: true
  },
  occurred_on: {
    type: 'partial_day',
    meaning: 'When it took place or was said, or the first day of what is known of it.',
    of: { event: 'optional' },
    precision: 'occurred_precision',
    ranges: { of: ['event'], event: 'Took place, or was said,' }
  },
  occurred_precision: {
    type: { list: 'date_precision' },
    meaning: 'How much of occurred_on is known.',
    of: { event: 'optional' }
  },
  entered_from: {
    type: 'country',
    meaning: 'Of an entry: the country that it was made from.',
    of: { event: 'optional' }
  },
  region: {
    type: 'text',
    meaning: 'The state or province, as ISO 3166-2, such as US-TX. No finer place is kept.',
    of: { event: 'optional' },
    description: true
  },
  at_port_of_entry: {
    type: 'boolean',
    meaning: 'Of an entry: at a port of entry, or between two; null where it is not reported.',
    of: { event: 'optional' },
    description: true
  },
  with_appointment: {
    type: 'boolean',
    meaning: 'Of an entry: with an appointment, or without; null where it is not reported.',
    of: { event: 'optional' },
    description: true
  },
  action: {
    type: { words: eventActions },
    meaning: 'Of a stay or a motion: asked, granted, refused, lifted. Of a detention: detained, released.',
    of: { event: 'optional' },
    description: true
  },
  motion_type: {
    type: { words: motionTypes },
    meaning: 'What a motion asks for.',
    of: { event: 'optional' }
  }
} as const satisfies Record<string, FieldDefinition>

/** Who said what to whom, and the figure that was named. */
export const speechFields = {
  said_by: {
    type: 'text',
    meaning: 'Who spoke, as the report describes them: a role or an institution.',
    of: { event: 'optional' }
  },
  said_by_kind: {
    type: { words: speakerKinds },
    meaning: 'What kind of speaker it was.',
    of: { event: 'optional' },
    filters: ['event']
  },
  said_to: { type: 'text', meaning: 'Whom they told it, where that is reported.', of: { event: 'optional' } },
  speech: {
    type: { words: speechKinds },
    meaning: 'Whether they said it or concluded it (inferred), or gave no answer, or declined to give one.',
    of: { event: 'optional' },
    description: true
  },
  quotation: {
    type: 'text',
    meaning: 'Their own words as the report prints them, at most 25.',
    of: { event: 'optional' },
    description: true
  },
  value_as_told: {
    type: 'text',
    meaning: 'The number in the words of the report, such as several, or nearly 190.',
    of: { event: 'optional' },
    description: true
  },
  value_qualifier: {
    type: { words: figureQualifiers },
    meaning: 'How exact the number is by those words.',
    of: { event: 'optional' }
  },
  retold_by: {
    type: 'text',
    meaning: 'Who retold the report, where it is known by that alone.',
    of: { event: 'optional' }
  },
  is_read_in_original: {
    type: 'boolean',
    meaning: 'Whether the report itself was read; false: it is known by a retelling or a note.',
    of: { event: 'optional' },
    description: true
  }
} as const satisfies Record<string, FieldDefinition>
