import { countryByCode } from '../../vocabulary/countries/country.ts'
import { type Dimension, dimensions, wordsOf } from '../../vocabulary/measures/dimension.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'

/** What a partner's table can tell beside its period. Each has a column of this name in the partner's records. */
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

/** What a partner's table can tell. At most one of the periods stands in a table. */
export const tableDimensions = [...periodDimensions, ...splitDimensions] as const
export type TableDimension = (typeof tableDimensions)[number]

export const isPeriod = (name: TableDimension): name is (typeof periodDimensions)[number] =>
  (periodDimensions as readonly string[]).includes(name)

/** Whether a record can have this word: `not_split` says that nobody looked, which a record cannot. */
export function isWordOf(name: SplitDimension, word: string): boolean {
  if (word === 'not_split') return false
  return dimensions[name].kind === 'country'
    ? countryByCode(word) !== undefined
    : (wordsOf(name)?.includes(word) ?? false)
}
