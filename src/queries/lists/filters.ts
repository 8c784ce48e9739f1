import { filterFields, rangeFields, recordKeys } from '../../vocabulary/records/record.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import type { ListCondition } from './condition.ts'

type Values = readonly (string | boolean)[] | undefined

/** Conditions of parameters that have the name of a column. */
export const valuesIn = (query: object, names: readonly string[]): ListCondition[] =>
  names.flatMap(column => {
    const values = (query as Record<string, Values>)[column]
    return values ? [{ kind: 'in' as const, column, values }] : []
  })

/** A column of dates, and the column with their precision. */
interface DayColumn {
  name: string
  precision?: string
}

/**
 * Ranges of days, `<column>_from` and `<column>_to`: each bound works alone, both are inclusive. A day known to its
 * month lies in a range that holds the whole month.
 */
export const daysIn = (query: object, columns: readonly DayColumn[]): ListCondition[] =>
  columns.flatMap(({ name: column, precision }) => {
    const bounds = query as Record<string, string | undefined>
    const [from, to] = [bounds[`${column}_from`], bounds[`${column}_to`]]
    return [
      ...(from ? [{ kind: 'from' as const, column, day: from }] : []),
      ...(to
        ? [{ kind: 'to' as const, column, day: to, ...(precision === undefined ? {} : { precision }) }]
        : [])
    ]
  })

/** The columns of a record that conditions on values and on days use, except the date that its list is sorted by. */
export const conditionColumns = (grain: Grain): { values: string[]; days: string[] } => ({
  values: namesOf(filterFields(grain)),
  days: rangeFields(grain).flatMap(({ name, precision }) => [
    ...(name === recordKeys[grain].date ? [] : [name]),
    ...(precision === undefined ? [] : [precision])
  ])
})

const namesOf = (fields: readonly { name: string }[]): string[] => fields.map(({ name }) => name)

/** A date to its precision: `2023-03-01` of which only the month is known is `2023-03`. */
export function toPrecision(day: string | null, precision: string | null): string | null {
  if (day === null || precision === null || precision === 'day') return day
  return day.slice(0, precision === 'month' ? 7 : 4)
}
