import { type TUnsafe, Type } from 'typebox'
import {
  type CountryGroupDimension,
  type Dimension,
  dimensions,
  groupedCountries
} from '../../vocabulary/measures/dimension.ts'
import type { FieldType } from '../../vocabulary/records/field.ts'
import {
  fieldsOfRecord,
  filterFields,
  rangeFields,
  recordKeys,
  wireFields
} from '../../vocabulary/records/record.ts'
import type { FieldTypes, FilterOf, RangeOf } from '../../vocabulary/records/types.ts'
import { wordLists } from '../../vocabulary/records/words.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import { dayBound, filterOf, filterParameters, listOf, listParameters } from '../parameters.ts'
import { ref } from '../reference.ts'

type Values<T> = ReturnType<typeof listOf<TUnsafe<T extends 'boolean' ? boolean : string>>>
type Filters = { [G in Grain]: { [F in FilterOf<G>]: Values<FieldTypes[G][F]> } }
type Ranges = {
  [G in Grain]: { [name in `${RangeOf<G>}_${'from' | 'to'}`]: ReturnType<typeof dayBound> }
}

/** The filters of a list of records by values, which are the words in its rows. */
export const recordFilters = <G extends Grain>(grain: G): Filters[G] =>
  Object.fromEntries(
    filterFields(grain).map(({ name, type, meaning }) => [
      name,
      type === 'boolean'
        ? listOf(Type.Boolean(), meaning)
        : isDimension(name)
          ? filterOf(name)
          : listOf(wordsOf(type), meaning)
    ])
  ) as Filters[G]

const isDimension = (name: string): name is Dimension => Object.hasOwn(dimensions, name)

/** The words of a field that is no dimension. */
const wordsOf = (type: FieldType) => {
  if (typeof type !== 'object') return Type.String()
  return 'list' in type ? ref(wordLists[type.list]) : Type.Enum([...type.words], { type: 'string' })
}

/** The filters of a list of records by groups of countries. */
export const recordGroups = (grain: Grain) =>
  filterParameters(
    (Object.keys(groupedCountries) as CountryGroupDimension[]).filter(name =>
      fieldsOfRecord(grain).some(field => field.name === groupedCountries[name])
    )
  )

/** The filters of a list of records by days, `<field>_from` and `<field>_to`. */
export const recordRanges = <G extends Grain>(grain: G): Ranges[G] =>
  Object.fromEntries(
    rangeFields(grain).flatMap(({ name, type, ranges }) => {
      const whole = type === 'partial_day' ? '; a month or year counts as its first day' : ''
      return (['later', 'before'] as const).map(side => [
        `${name}_${side === 'later' ? 'from' : 'to'}`,
        dayBound(`${ranges?.event} on that day or ${side}${whole}.`)
      ])
    })
  ) as Ranges[G]

/** The parameters of a list of records for sorting, paging and choosing fields. */
export function recordListParameters(grain: Grain) {
  const { id, date } = recordKeys[grain]
  return listParameters(
    [date, id],
    wireFields(grain).map(({ name }) => name)
  )
}
