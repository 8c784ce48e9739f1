import type { CountFact } from '../../vocabulary/fact.ts'
import type { RawRow, UnknownCode } from '../source.ts'
import { homeOfficeFigure, quarterOf } from './labels.ts'
import type { HomeOfficeFigure } from './tables.ts'

/** The fields of a figure that all tables share: its number, its quarter and its place in the file. */
type Figure = Pick<
  CountFact,
  'grain' | 'source_table' | 'line' | 'count_key' | 'period' | 'period_from' | 'period_to' | 'total_over'
> &
  Pick<CountFact, 'country_of_asylum' | 'value' | 'status'>

/** The figure in a column of a row, or why there is none: an unknown label, or an unreadable quarter or number. */
export function figureIn(
  { record, source_table, line }: RawRow,
  unknown: readonly UnknownCode[],
  column: string
): { figure: Figure } | { rejected: string; unknown_codes?: UnknownCode[] } {
  const { fields, key } = record as HomeOfficeFigure
  if (unknown.length > 0) return { rejected: 'unknown_code', unknown_codes: [...unknown] }
  const period = quarterOf(fields.Year ?? '', fields.Quarter ?? '')
  if (!period) return { rejected: 'unreadable_period' }
  const printed = homeOfficeFigure(fields[column] ?? '')
  if (!printed) return { rejected: 'unreadable_figure' }
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
    ...printed
  }
  return { figure }
}
