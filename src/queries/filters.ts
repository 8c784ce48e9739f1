import type { Condition } from './condition.ts'

type Values = readonly (string | boolean)[] | undefined

/** Filters on columns of the parameters' own names. */
export const valuesIn = (query: object, names: readonly string[]): Condition[] =>
  names.flatMap(column => {
    const values = (query as Record<string, Values>)[column]
    return values ? [{ kind: 'in' as const, column, values }] : []
  })

/**
 * Ranges of days, `<column>_from` and `<column>_to`: each bound works alone, both are inclusive. `precisions` names
 * the columns that tell how exact a date is: one known to its month lies in a range that holds the whole month.
 */
export const daysIn = (
  query: object,
  columns: readonly string[],
  precisions: Readonly<Record<string, string>> = {}
): Condition[] =>
  columns.flatMap(column => {
    const bounds = query as Record<string, string | undefined>
    const precision = precisions[column]
    const [from, to] = [bounds[`${column}_from`], bounds[`${column}_to`]]
    return [
      ...(from ? [{ kind: 'from' as const, column, day: from }] : []),
      ...(to
        ? [{ kind: 'to' as const, column, day: to, ...(precision === undefined ? {} : { precision }) }]
        : [])
    ]
  })

/** A date to its precision: `2023-03-01` of which only the month is known is `2023-03`. */
export function toPrecision(day: string | null, precision: string | null): string | null {
  if (day === null || precision === null || precision === 'day') return day
  return day.slice(0, precision === 'month' ? 7 : 4)
}
