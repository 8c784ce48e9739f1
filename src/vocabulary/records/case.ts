import { caseOutcomeKinds } from '../closed-lists.ts'
import type { FieldDefinition } from './field.ts'

/** Fields of a case on the claim and on the person. Its decisions repeat the value where they have the field. */
export const traitFields = {
  case_type: {
    type: 'text',
    meaning: 'The authority’s own type of case.',
    of: { case: 'optional', decision: 'optional' },
    dimension: true,
    filters: ['case'],
    case_statistics: true,
    rollups: ['standing']
  },
  claim_type: {
    type: { list: 'claim_type' },
    meaning: 'Affirmative (asked for asylum by oneself) or defensive (against removal).',
    of: { case: 'optional', decision: 'optional' },
    dimension: true,
    filters: ['case', 'decision'],
    case_statistics: true,
    rollups: ['standing', 'trait']
  },
  protection_claim: {
    type: 'boolean',
    meaning: 'Whether the case holds an application for protection.',
    of: { case: 'optional', decision: 'optional' },
    dimension: true,
    filters: ['case', 'decision'],
    case_statistics: true,
    rollups: ['standing', 'trait']
  },
  application_types: {
    type: 'texts',
    meaning: 'The kinds of protection that were applied for, each once.',
    of: { case: 'defaulted' }
  },
  claim_grounds: {
    type: 'texts',
    meaning:
      'What the claim rests on, where it was reported. A filter finds each ground; a cell is of the grounds that were reported together.',
    of: { case: 'defaulted' },
    dimension: true,
    filters: ['case']
  },
  court: {
    type: 'text',
    meaning: 'The court or asylum office, by the authority’s own code.',
    of: { case: 'optional', decision: 'optional' },
    dimension: true,
    filters: ['case', 'decision'],
    case_statistics: true
  },
  custody: {
    type: { list: 'custody' },
    meaning: 'Detention.',
    of: { case: 'optional', decision: 'optional' },
    dimension: true,
    filters: ['case', 'decision'],
    case_statistics: true,
    rollups: ['trait']
  },
  represented: {
    type: 'boolean',
    meaning: 'Whether a lawyer is on file today, which is not whether there was one at the decision.',
    of: { case: 'optional', decision: 'optional' },
    dimension: true,
    filters: ['case', 'decision'],
    case_statistics: true,
    rollups: ['trait']
  }
} as const satisfies Record<string, FieldDefinition>

/** The status of a case at the date of its release, and its outcomes. */
export const standingFields = {
  case_status: {
    type: { list: 'case_status' },
    meaning: 'Where the case stands at the date of the release.',
    of: { case: 'always' },
    dimension: true,
    filters: ['case'],
    rollups: ['standing']
  },
  case_outcome: {
    type: { list: 'outcome' },
    meaning: 'The outcome of the case as a whole.',
    of: { case: 'always' },
    dimension: true,
    filters: ['case'],
    rollups: ['standing']
  },
  case_outcome_kind: {
    type: { words: caseOutcomeKinds },
    meaning:
      'What case_outcome was decided about: protection, else the screening, else the return; none where nothing was.',
    of: { case: 'completed' },
    dimension: true
  },
  screening_outcome: {
    type: { list: 'outcome' },
    meaning: 'The outcome of the screening.',
    of: { case: 'optional' }
  },
  protection_outcome: {
    type: { list: 'outcome' },
    meaning: 'The outcome of the claim for protection.',
    of: { case: 'optional' }
  },
  return_outcome: {
    type: { list: 'outcome' },
    meaning: 'The outcome of the proceedings on return.',
    of: { case: 'optional' }
  },
  case_type_conflict: {
    type: 'boolean',
    meaning: 'Whether its proceedings are of several types.',
    of: { case: 'optional' }
  },
  waiting_at: {
    type: { list: 'waiting_place' },
    meaning: 'What an open case waits for at the date of the release; none where it waits for nothing.',
    of: {
      case: 'optional',
      count: {
        presence: 'optional',
        description: 'Of a stock: what was waited for on that day; null where the figure is none.'
      }
    },
    dimension: { empty: 'none' },
    filters: ['count']
  },
  waiting_time: {
    type: { list: 'waiting_time' },
    meaning:
      'How long one has waited on the day of the stock. Of records, on the day of the release in calendar months: six months from the same day of the month six months before, or longer.',
    of: {
      count: {
        presence: 'optional',
        description: 'Of a stock: how long was waited by then; null where the figure is none.'
      }
    },
    dimension: true,
    filters: ['count']
  },
  waiting_since: {
    type: 'day',
    meaning: 'Since when it waits; null where it waits for nothing.',
    of: { case: 'optional' }
  },
  open_asylum_since: {
    type: 'day',
    meaning: 'When the oldest application for asylum without a decision was filed.',
    of: { case: 'optional' }
  },
  open_withholding_since: {
    type: 'day',
    meaning: 'When the oldest application for withholding without a decision was filed.',
    of: { case: 'optional' }
  },
  open_torture_convention_since: {
    type: 'day',
    meaning: 'When the oldest application under the Convention against Torture without a decision was filed.',
    of: { case: 'optional' }
  },
  open_appeal_since: {
    type: 'day',
    meaning: 'When the oldest appeal without a decision was filed.',
    of: { case: 'optional' }
  },
  further_appeals_open_since: {
    type: 'texts',
    meaning:
      'When each other appeal without a decision was filed, the oldest first; unknown where its row does not say.',
    of: { case: 'defaulted' },
    description: true
  },
  lapsed_asylum_since: {
    type: 'day',
    meaning:
      'When the oldest application for asylum was filed that had no decision when the case ended; null in an open case.',
    of: { case: 'optional' },
    description: true
  },
  lapsed_withholding_since: {
    type: 'day',
    meaning:
      'When the oldest application for withholding was filed that had no decision when the case ended; null in an open case.',
    of: { case: 'optional' },
    description: true
  },
  lapsed_torture_convention_since: {
    type: 'day',
    meaning:
      'When the oldest application under the Convention against Torture was filed that had no decision when the case ended; null in an open case.',
    of: { case: 'optional' },
    description: true
  },
  pathway: {
    type: 'text',
    meaning: 'The stages that the case passed, in order; decisions in a row at one stage are one.',
    of: { case: 'optional' },
    description: true
  },
  summary: {
    type: 'text',
    meaning: 'What was reported, in a sentence without names or exact places.',
    of: { case: 'optional', event: 'always' }
  }
} as const satisfies Record<string, FieldDefinition>
