/** The filters of a question as columns of a file, the same on each row (docs/rules/api.md §7.1). */

/** Parameter → its values as one text, in the order of the endpoint's parameters. */
export type Filters = Readonly<Record<string, string>>

/**
 * Parameters that say how an answer is grouped, counted, ordered or written. Every other parameter narrows what is in
 * a file, and the file says so.
 */
export const noFilters = [
  'as_of',
  'group_by',
  'measures',
  'date_basis',
  'year_basis',
  'event',
  'min_n',
  'intervals',
  'fill',
  'top',
  'usual_min',
  'pause_periods',
  'pause_months',
  'resumed_min',
  'sort',
  'limit',
  'cursor',
  'count',
  'fields',
  'lang',
  'labels',
  'dry_run',
  'format',
  'bom',
  'delimiter',
  'header',
  'sentence_of',
  'width',
  'theme',
  'head',
  'scale',
  'size'
] as const

/** Parameters that choose what answers. Each row names it already where it has the column. */
const choosing = ['source', 'series', 'release']

/** The given filters of a request. One with its default value narrows nothing. */
export function filtersGiven(
  query: Readonly<Record<string, unknown>>,
  parameters: Readonly<Record<string, { default?: unknown }>>
): Filters {
  const others: readonly string[] = noFilters
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, schema]) => {
      const value = query[name]
      if (value === undefined || value === schema.default || others.includes(name)) return []
      return [[name, Array.isArray(value) ? [...new Set(value.map(String))].sort().join(';') : String(value)]]
    })
  )
}

/**
 * The columns of filters, by name: `filter_` and the parameter, so that none is taken for a dimension or a number of
 * the row. `columns`: those that the file has.
 */
export const filterColumns = (filters: Filters, columns: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filters)
      .filter(([name]) => !(choosing.includes(name) && columns.includes(name)))
      .map(([name, value]) => [`filter_${name}`, value])
  )
