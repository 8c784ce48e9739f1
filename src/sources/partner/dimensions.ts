import { isAggregate } from '../../vocabulary/countries/aggregate.ts'
import { countryByCode } from '../../vocabulary/countries/country.ts'
import { type Dimension, dimensions, wordsOf } from '../../vocabulary/measures/dimension.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'

/**
 * Dimensions that a partner's table can have beside its period. Each is a column of this name in the partner's records.
 */
export const splitDimensions = [
  'outcome',
  'nationality',
  'country_of_return',
  'sex',
  'age_group',
  'applicant_type',
  'unaccompanied',
  'appealed_by'
] as const satisfies readonly Dimension[]
export type SplitDimension = (typeof splitDimensions)[number]

/** All dimensions that a partner's table can have. At most one of them is a period. */
export const tableDimensions = [...periodDimensions, ...splitDimensions] as const
export type TableDimension = (typeof tableDimensions)[number]

export const isPeriod = (name: TableDimension): name is (typeof periodDimensions)[number] =>
  (periodDimensions as readonly string[]).includes(name)

/** Whether a record can have this value. Published figures can be `not_split`, a record cannot. */
export function isWordOf(name: SplitDimension, word: string): boolean {
  if (word === 'not_split') return false
  return dimensions[name].kind === 'country'
    ? countryByCode(word) !== undefined && !isAggregate(word)
    : (wordsOf(name)?.includes(word) ?? false)
}
