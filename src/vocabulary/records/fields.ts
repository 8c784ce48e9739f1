import { standingFields, traitFields } from './case.ts'
import { countryFields } from './country.ts'
import { dateFields, relationFields } from './event.ts'
import { identityFields, releaseFields } from './identity.ts'
import { personFields } from './person.ts'
import {
  codeFields,
  damageFields,
  periodFields,
  reportingFields,
  totalFields,
  valueFields
} from './published.ts'
import { reportedFields, speechFields } from './reported.ts'
import { hearingFields, rulingFields } from './ruling.ts'

/**
 * The catalogue of all fields that records have: cases, decisions, returns, published counts and reported
 * events. Facts, tables, the
 * snapshot, the contract, lists, their filters and the dimensions of statistics follow from it. The order is that of
 * the columns in tables and CSV, but for fields that stand `after` another in one record, or `last` on the wire.
 */
export const recordFields = {
  ...identityFields,
  ...reportedFields,
  ...periodFields,
  ...rulingFields,
  ...countryFields,
  ...traitFields,
  ...personFields,
  ...hearingFields,
  ...dateFields,
  ...relationFields,
  ...standingFields,
  ...speechFields,
  ...valueFields,
  ...codeFields,
  ...totalFields,
  ...damageFields,
  ...reportingFields,
  ...releaseFields
} as const
export type FieldName = keyof typeof recordFields
