import type { ResultRow, ResultTable, ShownColumn } from './result-table.ts'

/** The rows of a result as they are written: objects for JSON, one column a value for CSV and NDJSON. */

/** What rows are written from. */
type Rows = Pick<ResultTable, 'dimensions' | 'measures' | 'shown' | 'rows' | 'constants' | 'unflagged'>

/** A row of a result in JSON: dimensions, numbers, and `flags`, where what is not named is exact. */
export type JsonRow = Record<string, string | number | boolean | null | Record<string, string[]>>

/** A row with one value a column; `<measure>_flags` is a list. */
export type FlatRow = Record<string, string | number | boolean | null | string[]>

/** The columns of numbers that were asked for: each measure alone, unless the result says otherwise. */
export const shownColumnsOf = ({
  measures,
  shown
}: Pick<ResultTable, 'measures' | 'shown'>): readonly ShownColumn[] =>
  shown ?? measures.map(({ name, kind }) => ({ name, kind, of: name }))

/** The flags of a row that stand beside what is shown of it. */
export function flagsShown(
  result: Pick<ResultTable, 'measures' | 'shown'>
): (row: ResultRow) => ResultRow['flags'] {
  const names = new Set(shownColumnsOf(result).map(({ of }) => of))
  if (result.measures.every(({ name }) => names.has(name))) return ({ flags }) => flags
  return ({ flags }) => Object.fromEntries(Object.entries(flags).filter(([name]) => names.has(name)))
}

/**
 * The rows for JSON. Dimensions stand in each, whatever columns were asked for: without its stage or level a number
 * invites to be added up. A number that a row does not have, since its own answer does not count it, is left out.
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

interface FlatColumn {
  name: string
  of: string
  is_flags: boolean
}

/** The columns between dimensions and constants: each measure with its flags, then what else is shown of it. */
function flatColumns(result: Rows): FlatColumn[] {
  const shown = shownColumnsOf(result)
  return [...new Set(shown.map(({ of }) => of))].flatMap(of => {
    const own = shown.filter(column => column.of === of).map(({ name }) => ({ name, of, is_flags: false }))
    const flags = { name: `${of}_flags`, of, is_flags: true }
    const [first, ...more] = own
    return first?.name === of ? [first, flags, ...more] : [flags, ...own]
  })
}

/** A dimension that is the same on each row stands among the constants, once. */
const ownDimensions = ({ dimensions, constants }: Rows): string[] =>
  dimensions.filter(name => !Object.hasOwn(constants, name))

/** The columns of CSV in their order: dimensions, each measure with its flags, then what is the same on each row. */
export const flatHeader = (result: Rows): string[] => [
  ...ownDimensions(result),
  ...flatColumns(result).map(({ name }) => name),
  ...Object.keys(result.constants)
]

const rowsABatch = 1000

/** The rows for CSV and NDJSON, in batches. A number that a row does not have is not applicable to it. */
export function* flatRows(result: Rows): Generator<FlatRow[]> {
  const dimensions = ownDimensions(result)
  const columns = flatColumns(result)
  const flat = ({ words, numbers, flags, constants }: ResultRow): FlatRow => {
    const written: FlatRow = {}
    for (const name of dimensions) written[name] = words[name] ?? null
    for (const { name, of, is_flags } of columns)
      if (is_flags) written[name] = numbers[of] === undefined ? ['not_applicable'] : (flags[of] ?? [])
      else written[name] = numbers[name] ?? null
    return Object.assign(written, constants ?? result.constants)
  }
  const { rows } = result
  for (let at = 0; at < rows.length; at += rowsABatch) yield rows.slice(at, at + rowsABatch).map(flat)
}
