import type { CountFact } from '../../../vocabulary/fact.ts'
import {
  daysOfAll,
  type RejectedFields,
  readableFields
} from '../../../vocabulary/release/rejected-fields.ts'
import type { RawRow, UnknownCode } from '../../source.ts'
import { homeOfficeFigure, publishedSpan } from './labels.ts'
import type { HomeOfficeFigure } from './table.ts'

/** The fields of a figure that all tables share: its number, its quarter and its place in the file. */
type Figure = Pick<
  CountFact,
  'grain' | 'source_table' | 'line' | 'count_key' | 'period' | 'period_from' | 'period_to' | 'total_over'
> &
  Pick<CountFact, 'country_of_asylum' | 'value' | 'status'>

/** What the map of a table says of a figure beside its number and its dimensions. */
type Named = Pick<CountFact, 'outcome' | 'unit' | 'source_code' | 'source_label'>

/**
 * The figure with all that is told of it: the same object, because spreads into another one take fifty times as long, and a
 * table has hundreds of thousands of figures.
 */
export const figureTold = (figure: Figure, named: Named, dimensions: Partial<CountFact>): CountFact =>
  Object.assign(figure, named, dimensions)

/**
 * The figure in a column of a row, or why there is none: an unknown label, or an unreadable quarter or number. `told`: the
 * labels that could be read.
 */
export function figureIn(
  { record, source_table, line }: RawRow,
  unknown: readonly UnknownCode[],
  column: string,
  told: () => Partial<CountFact>
): { figure: Figure } | { rejected: string; readable: RejectedFields; unknown_codes?: UnknownCode[] } {
  const { fields, key } = record as HomeOfficeFigure
  const period = publishedSpan(fields)
  const readable = () => readableFields({ ...told(), country_of_asylum: 'GBR', ...daysOfAll([period]) })
  if (unknown.length > 0)
    return { rejected: 'unknown_code', unknown_codes: [...unknown], readable: readable() }
  if (!period) return { rejected: 'unreadable_period', readable: readable() }
  const printed = homeOfficeFigure(fields[column] ?? '')
  if (!printed) return { rejected: 'unreadable_figure', readable: readable() }
  const figure: Figure = {
    grain: 'count',
    source_table,
    line,
    count_key: key,
    period: period.label,
    period_from: period.from,
    period_to: period.to,
    country_of_asylum: 'GBR',
    total_over: [],
    value: printed.value,
    status: printed.status
  }
  return { figure }
}
