import type { ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import type { KindLayout, KindQuestion, Opened } from '../kinds/kind.ts'
import { placeOfFigures } from '../question/place.ts'
import { filtersIn } from '../question/question.ts'
import type { Frame } from '../rows/columns.ts'
import { columnsShown } from './shown.ts'

/** The rows of a page as the table that every format is written from. */
export function resultTable(
  { question, frame, reach }: Opened,
  { own_filters = {} }: KindQuestion,
  { dimensions, measures, unit, table }: KindLayout,
  page: Pick<ResultTable, 'rows' | 'total' | 'left_out' | 'missing' | 'breaks' | 'country_groups'>
): ResultTable {
  const { chosen, clock } = frame
  const place = placeOfFigures(chosen)
  return {
    title: chosen.subject.title,
    about: chosen.subject.name,
    dimensions,
    measures,
    shown: columnsShown(measures, question),
    unit,
    filters: { ...Object.fromEntries(filtersIn(question)), ...asFilters(own_filters) },
    not_added: [],
    ...(place && { place }),
    is_part_of_places: reach.lacking.length > 0 || reach.isExcerpt,
    from: reach.from,
    to: reach.to,
    year_basis: clock.year_basis,
    date_basis: clock.date_basis,
    constants: constantsOf(frame, unit),
    ...table,
    ...page
  }
}

const asFilters = (values: NonNullable<KindQuestion['own_filters']>): ResultTable['filters'] =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, words]) => (words === undefined ? [] : [[name, words] as const]))
  )

/** What is the same on each row of a table (docs/rules/api.md §7). */
export const constantsOf = ({ chosen, clock }: Frame, unit: string | null): ResultTable['constants'] => ({
  unit,
  year_basis: clock.year_basis,
  source: chosen.release.source,
  series: chosen.release.series,
  release: chosen.release.release,
  synthetic: chosen.release.synthetic
})

/** The value of a row in a column of its table. */
export const valueIn = ({ words, numbers }: ResultRow, name: string): string | number | null =>
  words[name] ?? numbers[name] ?? null
