import type { RecordField } from '../../vocabulary/records/record.ts'
import { type IdOwner, idPrefix } from '../../vocabulary/records/record-id.ts'
import { needsApostrophe, spreadsheetSql } from '../../vocabulary/results/spreadsheet-text.ts'
import { quotedName } from '../duckdb.ts'
import { quoted } from './literals.ts'

/** A release as its records name it. */
export interface LinesOf extends IdOwner {
  source: string
}

/** A field's value on the wire, as SQL for DuckDB. */
export interface WireValue {
  type: RecordField['type']
  sql: string
  /** All texts that it can be, where they are known. */
  words?: readonly string[] | undefined
}

/**
 * The value of a field with the words that wireRow writes: ids with the prefix of their source, days to their precision. `column`:
 * SQL of the column that stores it; undefined for what is the same on all records of the release.
 */
export function wireSql(
  { name, type, precision, constant }: RecordField,
  release: LinesOf,
  column: string | undefined
): string {
  if (column === undefined) return ofRelease(name, release, constant)
  if (type === 'id') return `${quoted(idPrefix(release))} || ${column}::varchar`
  if (precision !== undefined)
    return `case ${quotedName(precision)} when 'month' then left(${column}::varchar, 7)
      when 'year' then left(${column}::varchar, 4) else ${column}::varchar end`
  return isNumeric(type) || type === 'boolean' ? column : `${column}::varchar`
}

function ofRelease(name: string, { source, release, synthetic }: LinesOf, constant: unknown): string {
  const own: Record<string, string> = {
    source: quoted(source),
    release: quoted(release),
    synthetic: String(synthetic)
  }
  return own[name] ?? (constant === undefined ? 'null' : quoted(String(constant)))
}

const isNumeric = (type: RecordField['type']): boolean => type === 'integer' || type === 'number'

type Delimiter = ',' | ';'

/** A line of CSV as formats/csv.ts writes it, as SQL for a BLOB. */
export const csvLine = (values: readonly WireValue[], delimiter: Delimiter = ','): string =>
  `encode(concat(${values.map(each => csvCell(each, delimiter)).join(`, '${delimiter}', `)}, e'\\r\\n'))`

/** Text that a spreadsheet would run as a formula has an apostrophe in front; what CSV cannot hold bare is quoted. */
function csvCell({ type, sql, words }: WireValue, delimiter: Delimiter): string {
  if (type !== 'text' && type !== 'texts') return `(${sql})`
  const isBare = words?.every(word => !needsApostrophe(word) && !/[",;\r\n]/.test(word))
  if (isBare) return `(${sql})`
  const listed = type === 'texts' ? `replace(${sql}, ',', ';')` : sql
  const safe = `(${spreadsheetSql(listed)})`
  return `(case when regexp_matches(${safe}, '["${delimiter}\\r\\n]') then '"' || replace(${safe}, '"', '""') || '"' else ${safe} end)`
}
