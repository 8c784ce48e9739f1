import pg from 'pg'
import type { ReleaseEntry } from '../../../src/snapshot/card.ts'
import { presences } from '../../../src/vocabulary/records/field.ts'
import { type RecordField, wireFields } from '../../../src/vocabulary/records/record.ts'
import { idPrefix } from '../../../src/vocabulary/records/record-id.ts'
import { spreadsheetSql, spreadsheetText } from '../../../src/vocabulary/results/spreadsheet-text.ts'
import type { Grain } from '../../../src/vocabulary/unit.ts'

/** Values that are the same on each row, by the column that they stand in. */
export type SameOnEachRow = Readonly<Record<string, unknown>>

/** SQL of the cells of columns, in their order: a cell that is empty is null. */
export type WireCells = (release: ReleaseEntry, columns: readonly string[], same: SameOnEachRow) => string[]

const { escapeIdentifier: named, escapeLiteral: literal } = pg

/**
 * The cells of a record's fields on the wire as SQL for Postgres, with the words that wireRow and formats/csv.ts write: ids with the
 * prefix of their source, days to their precision, lists joined by `;`, an apostrophe before text that a spreadsheet would
 * run as a formula.
 */
export function wireCells(grain: Grain): WireCells {
  const fields = new Map<string, RecordField>(wireFields(grain).map(field => [field.name, field]))
  return (release, columns, same) => {
    const ofRelease: SameOnEachRow = {
      source: release.source,
      release: release.release,
      synthetic: release.synthetic
    }
    return columns.map(name => {
      const field = fields.get(name)
      if (Object.hasOwn(same, name) || field === undefined) return constant(same[name])
      if (presences[field.presence].column !== 'none') return cell(field, release)
      return constant(Object.hasOwn(ofRelease, name) ? ofRelease[name] : field.constant)
    })
  }
}

function constant(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'null::text'
  return literal(typeof value === 'string' ? spreadsheetText(value) : String(value))
}

function cell({ name, type, precision }: RecordField, release: ReleaseEntry): string {
  const column = `t.${named(name)}`
  if (precision !== undefined)
    return `case t.${named(precision)} when 'month' then left(${column}::text, 7)
      when 'year' then left(${column}::text, 4) else ${column}::text end`
  if (type === 'id') return `${literal(idPrefix(release))} || ${column}::text`
  if (type === 'boolean') return `case when ${column} then 'true' when not ${column} then 'false' end`
  if (type === 'texts') return safe(`array_to_string(${column}, ';')`)
  return type === 'text' ? safe(column) : column
}

/** COPY would write an empty text in quotes. */
const safe = (text: string): string => `nullif(${spreadsheetSql(text)}, '')`
