import { ReadingError } from '../../reading/reading-error.ts'
import { type DateOrder, needsOrder, orderShown } from '../../vocabulary/time/written-day.ts'

/** A column of dates in a file of records. */
export interface ColumnOfDates {
  file: string
  column: string
  /** How the publisher writes a date, month first. Such dates are read so where no date proves another order. */
  published?: RegExp
}

/** A date as printed, and the line on which it stands. */
export interface PrintedDate {
  text: string
  line: number
}

/** Of the dates that prove an order, so many may prove the other one: they are slips, and are not read. */
const slipsAtMost = 0.01

/**
 * The order of day and month in a column, told by all of its dates: a number above 12 is no month. Throws
 * ReadingError where both orders are proved, or none is and the dates are not written as the publisher writes them.
 */
export async function orderOfDates(
  dates: AsyncIterable<PrintedDate>,
  { file, column, published }: ColumnOfDates
): Promise<DateOrder> {
  const proofs = { month_first: 0, day_first: 0 }
  const examples: Partial<Record<DateOrder, PrintedDate>> = {}
  let odd: PrintedDate | undefined
  for await (const date of dates) {
    const order = orderShown(date.text)
    if (order) {
      proofs[order]++
      examples[order] ??= date
    } else if (!odd && needsOrder(date.text) && !published?.test(date.text)) odd = date
  }
  const { month_first, day_first } = proofs
  const usual: DateOrder = day_first > month_first ? 'day_first' : 'month_first'
  const slips = Math.min(month_first, day_first)
  if (slips > (month_first + day_first) * slipsAtMost)
    throw new ReadingError(
      'malformed',
      `the column "${column}" has dates in both orders: ${shown(examples.day_first)} is day first and ` +
        `${shown(examples.month_first)} is month first. Fetch the publisher’s own file.`,
      { file }
    )
  if (month_first + day_first === 0 && odd)
    throw new ReadingError(
      'malformed',
      `no date in the column "${column}" shows whether day or month comes first: ${shown(odd)} may be either. ` +
        'Fetch the publisher’s own file, or write its dates as YYYY-MM-DD.',
      { file }
    )
  return usual
}

const shown = (date: PrintedDate | undefined): string => `"${date?.text}" (line ${date?.line})`
