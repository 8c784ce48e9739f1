import { destinationBases } from '../closed-lists.ts'
import type { FieldDefinition } from './field.ts'

/** Countries, and the return to one. */
export const countryFields = {
  nationality: {
    type: 'country',
    meaning:
      'Nationality. UNHCR’s country of origin and the Canadian country of alleged persecution are served under it.',
    of: { case: 'always', decision: 'always', return: 'always', count: 'defaulted', event: 'optional' },
    dimension: true,
    filters: ['case', 'decision', 'return', 'count', 'event'],
    case_statistics: true
  },
  nationality_raw: {
    type: 'text',
    meaning: 'As the source wrote it, where no code was found.',
    of: { case: 'optional', decision: 'optional', return: 'optional' },
    description: true
  },
  country_of_asylum: {
    type: 'country',
    meaning: 'The country in which protection was asked for.',
    of: { count: 'defaulted', event: 'optional' },
    dimension: true,
    filters: ['count', 'event']
  },
  country_of_return: {
    type: 'country',
    meaning:
      'The country that an order names, or to which a person departed; return_status says which. Of decisions and cases: UNK where the order names none that is known; not_designated where no country is designated, by the order or since no return was ordered (null in the records). The outcome tells these two apart.',
    of: {
      // The country of the order that is in force, by the counting rule of cases; of a departure where one is known.
      case: { presence: 'optional', after: 'return_outcome' },
      decision: 'optional',
      return: 'always',
      count: 'defaulted',
      event: {
        presence: 'optional',
        description: 'The country that a statement, a figure or a motion is about; null where it names none.'
      }
    },
    dimension: { empty: 'not_designated' },
    filters: ['case', 'decision', 'return', 'count', 'event']
  },
  country_of_return_raw: {
    type: 'text',
    meaning: 'The source’s own text of the country of return, where no code was found.',
    of: {
      decision: {
        presence: 'optional',
        description: 'As the order has it, where it names no known country.'
      },
      return: { presence: 'optional', description: 'As the source wrote it, where no code was found.' }
    }
  },
  country_of_return_basis: {
    type: { words: destinationBases },
    meaning:
      'What the country of a documented return rests on: established by a document, reported, or inferred by the one who reported the return. null in agencies’ own records.',
    of: { case: { presence: 'optional', after: 'country_of_return' }, return: 'optional' },
    dimension: { empty: 'not_stated' },
    filters: ['case', 'return'],
    description: true
  },
  same_country: {
    type: { list: 'split_boolean' },
    meaning: 'Whether the country of return is that of nationality.',
    of: {
      return: {
        presence: 'optional',
        type: 'boolean',
        description: 'null where one of the two countries is not known.'
      },
      count: 'defaulted'
    },
    dimension: true,
    filters: ['return', 'count']
  },
  return_status: {
    type: { list: 'return_status' },
    meaning: 'Whether the return was ordered or executed. Records of returns are of executed ones.',
    of: { return: 'of_release' },
    constant: 'executed'
  },
  return_type: {
    type: { list: 'return_type' },
    meaning: 'How the person departed.',
    of: { return: 'always', count: 'defaulted' },
    dimension: true,
    filters: ['return', 'count']
  },
  return_subtype: {
    type: 'text',
    meaning: 'The source’s own finer type of return.',
    of: { count: 'defaulted' },
    dimension: true,
    filters: ['count']
  },
  alternate_country: {
    type: 'country',
    meaning: 'The second country that an order names: kept, never counted.',
    of: { decision: 'optional' },
    description: true
  },
  withheld_from: {
    type: 'country',
    meaning: 'The country to which a removal was withheld.',
    of: { decision: 'optional' },
    description: true
  }
} as const satisfies Record<string, FieldDefinition>
