import type { NumberKind, ResultRow, ResultTable, ShownColumn } from './result-table.ts'
import { daysOfRow } from './row-days.ts'

/** The rows of a result as they are written: objects for JSON, one value in each column for CSV and NDJSON. */

/** The parts of a result that its rows are written from. */
type Rows = Pick<ResultTable, 'dimensions' | 'measures' | 'shown' | 'rows' | 'constants' | 'unflagged'>
/** What the rows of files are written from: they also tell which days they are about. */
type DatedRows = Rows & Pick<ResultTable, 'from' | 'to' | 'year_basis' | 'date_basis'>

/** A row of a result in JSON: dimensions, numbers, and `flags`. A number without flags is exact. */
export type JsonRow = Record<string, string | number | boolean | null | Record<string, string[]>>

/** A row with one value in each column; `<measure>_flags` is a list. */
export type FlatRow = Record<string, string | number | boolean | null | string[]>

/** The requested columns of numbers: one for each measure, unless the result lists them in `shown`. */
export const shownColumnsOf = ({
  measures,
  shown
}: Pick<ResultTable, 'measures' | 'shown'>): readonly ShownColumn[] =>
  shown ?? measures.map(({ name, kind }) => ({ name, kind, of: name }))

/** Gives the flags of a row for the columns that are shown. */
export function flagsShown(
  result: Pick<ResultTable, 'measures' | 'shown'>
): (row: ResultRow) => ResultRow['flags'] {
  const names = new Set(shownColumnsOf(result).map(({ of }) => of))
  if (result.measures.every(({ name }) => names.has(name))) return ({ flags }) => flags
  return ({ flags }) => Object.fromEntries(Object.entries(flags).filter(([name]) => names.has(name)))
}

/**
 * The rows for JSON. Each has all dimensions, whatever columns were requested: a number without its stage or level
 * would be added up by mistake. A measure that does not apply to a row's own answer is left out.
 */
export function jsonRows(result: Rows): JsonRow[] {
  const { dimensions, rows, unflagged } = result
  const shown = new Set(shownColumnsOf(result).map(({ name }) => name))
  const flagsOf = flagsShown(result)
  return rows.map(row => {
    const written: JsonRow = {}
    for (const name of dimensions) written[name] = row.words[name] as string
    if (row.constants) Object.assign(written, row.constants)
    for (const name in row.numbers) if (shown.has(name)) written[name] = row.numbers[name] as number | null
    if (!unflagged) written.flags = flagsOf(row)
    return written
  })
}

/** A column of a table between dimensions and constants: numbers of a kind, or the flags of `of`. */
interface FlatColumn {
  name: string
  of: string
  kind: NumberKind | 'flags'
}

/** The columns between dimensions and constants: each measure, its flags, then its other shown columns. */
export function flatColumns(result: Pick<ResultTable, 'measures' | 'shown'>): FlatColumn[] {
  const shown = shownColumnsOf(result)
  return [...new Set(shown.map(({ of }) => of))].flatMap((of): FlatColumn[] => {
    const own = shown.filter(column => column.of === of)
    const flags: FlatColumn = { name: `${of}_flags`, of, kind: 'flags' }
    const [first, ...more] = own
    return first?.name === of ? [first, flags, ...more] : [flags, ...own]
  })
}

/** The flags of a number in a table: of one that a row lacks, where no reason is given, not_applicable. */
export function flatFlags({ numbers, flags }: ResultRow, of: string): string[] {
  const { [of]: given = [] } = flags
  return given.length === 0 && numbers[of] === undefined ? ['not_applicable'] : given
}

/** Dimensions without those that are constant: these are written once, among the constants. */
const ownDimensions = ({ dimensions, constants }: Rows): string[] =>
  dimensions.filter(name => !Object.hasOwn(constants, name))

/** The columns of CSV in their order: dimensions, each measure with its flags, the constants, then the days. */
export const flatHeader = (result: DatedRows): string[] => [
  ...ownDimensions(result),
  ...flatColumns(result).map(({ name }) => name),
  ...Object.keys(result.constants),
  ...dayColumns(result)
]

/**
 * The columns that tell which days a row is about, and by which date: first and last day of its period as far as the
 * release covers it, so that a cut year differs from a whole one. A stock has its day among the constants.
 */
export const dayColumns = ({ date_basis }: DatedRows): string[] =>
  date_basis === null ? [] : ['date_basis', 'period_from', 'period_to']

/** The values of a row in those columns; null where the row has no date. */
export function dayValues(result: DatedRows, row: ResultRow): Record<string, string | null> {
  if (dayColumns(result).length === 0) return {}
  const days = daysOfRow(result, row)
  return { date_basis: result.date_basis, period_from: days?.from ?? null, period_to: days?.to ?? null }
}

const rowsABatch = 1000

/** The rows for CSV and NDJSON, in batches. A number that a row lacks is null. */
export function* flatRows(result: DatedRows): Generator<FlatRow[]> {
  const dimensions = ownDimensions(result)
  const columns = flatColumns(result)
  const flat = (row: ResultRow): FlatRow => {
    const { words, numbers, constants } = row
    const written: FlatRow = {}
    for (const name of dimensions) written[name] = words[name] ?? null
    for (const { name, of, kind } of columns)
      written[name] = kind === 'flags' ? flatFlags(row, of) : (numbers[name] ?? null)
    return Object.assign(written, constants ?? result.constants, dayValues(result, row))
  }
  const { rows } = result
  for (let at = 0; at < rows.length; at += rowsABatch) yield rows.slice(at, at + rowsABatch).map(flat)
}
