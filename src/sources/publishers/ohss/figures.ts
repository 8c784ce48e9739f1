import { wholeNumber } from '../../../reading/whole-number.ts'
import type { CellStatus } from '../../../vocabulary/cell-status.ts'
import type { CountFact } from '../../../vocabulary/fact.ts'
import { said } from '../../../vocabulary/labels/texts/texts.ts'
import {
  daysOfAll,
  type RejectedFields,
  readableFields
} from '../../../vocabulary/release/rejected-fields.ts'
import { type Period, parsePeriod } from '../../../vocabulary/time/period.ts'
import type { CodeEntry, RawRow, UnknownCode } from '../../source.ts'
import type { OhssFigure } from './sheet.ts'

/** To what the publisher rounds every figure of the workbook. */
export const ohssRounding = 10

/** What stands in a cell that is no number. */
export const ohssMarks = {
  X: { label: 'Not applicable', status: 'not_applicable' },
  NA: { label: 'Not available', status: 'not_reported' }
} as const satisfies Record<string, { label: string; status: CellStatus }>

/** The marks as served under code lists. */
export const ohssMarkEntries: CodeEntry[] = [
  ...Object.entries(ohssMarks).map(([code, { label, status }]) => ({
    ...{ field: 'cell', code, label, dimension: null, value: null },
    note: said('status_without_value', { status })
  })),
  {
    ...{ field: 'cell', code: '0', label: '0', dimension: null, value: null },
    note: said('zero_to_ten')
  }
]

/** The columns of nationalities that name none. */
export const ohssTotal = 'Total'
export const ohssOthers = ['Other', 'All Other'] as const
export const isOhssOthers = (column: string): boolean => (ohssOthers as readonly string[]).includes(column)

/** The fields of a figure that all tables share. */
type Figure = Pick<
  CountFact,
  'grain' | 'source_table' | 'line' | 'period' | 'period_from' | 'period_to' | 'value' | 'status'
> &
  Pick<CountFact, 'country_of_asylum'>

/** The figure of a row, or why there is none. `told`: what else is known of it. */
export function ohssFigure(
  { record, source_table, line }: RawRow & { record: OhssFigure },
  unknown: readonly UnknownCode[],
  told: Partial<CountFact>
): { figure: Figure } | { rejected: string; readable: RejectedFields; unknown_codes?: UnknownCode[] } {
  const {
    label: period,
    from: period_from,
    to: period_to
  } = parsePeriod(record.period, 'us_fiscal') as Period
  const readable = () =>
    readableFields({
      ...told,
      country_of_asylum: 'USA',
      ...daysOfAll([{ from: period_from, to: period_to }])
    })
  if (unknown.length > 0)
    return { rejected: 'unknown_code', unknown_codes: [...unknown], readable: readable() }
  const cell = ohssCell(record)
  if (!cell) return { rejected: 'unreadable_figure', readable: readable() }
  return {
    figure: {
      ...{ grain: 'count', source_table, line, period, period_from, period_to },
      ...{ country_of_asylum: 'USA', ...cell }
    }
  }
}

/**
 * Reads a figure. Every number is a multiple of ten: 0 is a rounded number too. Of the newest month all are
 * provisional: reports of it still come in. undefined where it is no number of this table.
 */
export function ohssCell({
  text,
  is_newest
}: Pick<OhssFigure, 'text' | 'is_newest'>): { value: number | null; status: CellStatus } | undefined {
  if (Object.hasOwn(ohssMarks, text))
    return { value: null, status: ohssMarks[text as keyof typeof ohssMarks].status }
  const value = wholeNumber(text)
  if (value === undefined || value % ohssRounding !== 0) return undefined
  return { value, status: is_newest ? 'provisional' : 'rounded' }
}
