import { raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import { addableStatuses, type CellStatus } from '../../vocabulary/cell-status.ts'

/** The sum of rows, and their statuses other than `ok`. */
export interface Sum {
  records: number
  value: number
  statuses: CellStatus[]
}

/** A number as it is published: null where there is none, with the reasons as flags. */
export interface Figure {
  value: number | null
  flags: CellStatus[]
}

/** Statuses of rows that cannot be added, the gravest first; then those that a sum has as a flag. */
export const flagOrder = [
  'suppressed',
  'not_reported',
  'not_applicable',
  'low_n',
  'provisional',
  'rounded',
  'partial',
  'one_sided',
  'break',
  'aggregate'
] as const satisfies readonly CellStatus[]

const isAddable = (status: CellStatus): boolean => (addableStatuses as readonly CellStatus[]).includes(status)

/**
 * A row's status as one bit, so that the statuses of any number of rows are one number: `mark`. `ok` is no bit.
 */
export const markSql: Sql = raw(
  `case status when 'ok' then 0 ${flagOrder.map((status, bit) => `when '${status}' then ${1 << bit}`).join(' ')} end`
)
/** A bit of its own: beside it, what is not applicable adds nothing to a sum, and takes no number from it. */
const numberMark = 1 << flagOrder.length
const notApplicableMark = 1 << flagOrder.indexOf('not_applicable')

/** The same of a series in whose sums what is not applicable adds nothing (about.ts `not_applicable_adds_nothing`). */
export const markPassingSql: Sql = sql`(${markSql} | case when value is null then 0 else ${raw(String(numberMark))} end)`

/** The bit of a row that reports nothing. */
export const notReportedMark = 1 << flagOrder.indexOf('not_reported')

const addableMarks = flagOrder.reduce(
  (mask, status, bit) => (isAddable(status) ? mask | (1 << bit) : mask),
  0
)

/** The number that a row adds to a sum: 0 where its status says that there is none. */
export const addendSql: Sql = raw(`case when mark & ${~addableMarks & 0x3ff} = 0 then value else 0 end`)

/** The sum of rows in compact form: their statuses are bits (markSql). */
export interface Tally {
  records: number
  value: number
  mark: number
}

export const nothingTallied: Readonly<Tally> = { records: 0, value: 0, mark: 0 }

/** Adds tallies. A single one, as most cells have, is returned as it is. */
export function addUp(tallies: readonly Tally[]): Tally {
  const [only] = tallies
  if (only && tallies.length === 1) return only
  const sum = { ...nothingTallied }
  for (const tally of tallies) addTo(sum, tally)
  return sum
}

export function addTo(sum: Tally, { records, value, mark }: Readonly<Tally>): void {
  sum.records += records
  sum.value += value
  sum.mark |= mark
}

const noStatuses: CellStatus[] = []
function statusesOf(mark: number): CellStatus[] {
  const told = (mark & numberMark) === 0 ? mark : mark & ~(numberMark | notApplicableMark)
  return told === 0 ? noStatuses : flagOrder.filter((_, bit) => (told & (1 << bit)) !== 0)
}

export const sumOf = ({ records, value, mark }: Tally): Sum => ({
  records,
  value,
  statuses: statusesOf(mark)
})

/**
 * A sum over any row that is withheld, not reported or not applicable (but markPassingSql) is null with all of these as flags. Such rows are
 * never left out of a sum that is given. A sum over rounded or provisional rows has these as flags.
 */
export function figureOf({ value, statuses }: Sum): Figure {
  if (statuses.length === 0) return { value, flags: statuses }
  const hindering = statuses.filter(status => !isAddable(status))
  return hindering.length > 0 ? { value: null, flags: hindering } : { value, flags: statuses }
}
