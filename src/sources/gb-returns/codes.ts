import type { returnTypes, splitBooleans } from '../../vocabulary/closed-lists.ts'
import { ages, homeOfficeEntries, sexLabels } from '../publishers/home-office/labels.ts'
import type { CodeList } from '../source.ts'

export const returnGroups = {
  'Enforced return': 'enforced',
  'Voluntary return': 'voluntary',
  // A person who was refused at the port and was not resident.
  'Refused entry at port and subsequently departed': 'refused_entry'
} as const satisfies Record<string, (typeof returnTypes)[number]>

/** Subtypes of return, in one spelling: the table also has `Non-detained Enforced removals`. */
export const returnSubtypes = {
  'Enforced removals': 'Enforced removals',
  'Enforced removals from detention': 'Enforced removals from detention',
  'Non-detained enforced removals': 'Non-detained enforced removals',
  'Other returns from detention': 'Other returns from detention',
  'Assisted returns': 'Assisted returns',
  'Controlled returns': 'Controlled returns',
  'Other verified returns': 'Other verified returns',
  'Departed from UK Ports': 'Departed from UK Ports',
  'Departed from Juxtaposed controls': 'Departed from Juxtaposed controls',
  'N/A - pre-2007': 'not_split',
  'Not available': 'not_split'
} as const satisfies Record<string, string>

/** The destination in the table by nationality, which does not name the country. */
export const destinationGroups = {
  'Home country': 'true',
  'EU Member State': 'false',
  'Other country': 'false'
} as const satisfies Record<string, (typeof splitBooleans)[number]>

export const gbReturnsCodeLists: CodeList[] = [
  {
    scheme: 'gb-return-type-groups',
    entries: homeOfficeEntries('Return type group', 'return_type', returnGroups)
  },
  { scheme: 'gb-return-types', entries: homeOfficeEntries('Return type', 'return_subtype', returnSubtypes) },
  {
    scheme: 'gb-return-destination-groups',
    entries: homeOfficeEntries('Return destination group', 'same_country', destinationGroups)
  },
  {
    scheme: 'gb-returned-persons',
    entries: [...homeOfficeEntries('Age', 'age_group', ages), ...homeOfficeEntries('Sex', 'sex', sexLabels)]
  }
]
