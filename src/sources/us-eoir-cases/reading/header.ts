import { ReadingError } from '../../../reading/reading-error.ts'
import { type ColumnKind, fitsWhereFilled } from './column-kinds.ts'
import { earlierNames, kindByName } from './columns.ts'
import { type EoirTable, eoirTables, type TableName, tableRules } from './tables.ts'

/** The columns of a file, with their places and checks. */
export interface FileColumns {
  /** The kind of each column, in the order of the file. */
  kinds: ColumnKind[]
  /** Columns that a sound row never leaves blank. */
  filled: number[]
  /** Columns that are checked in every row, besides the wanted ones. */
  watched: LookedAt[]
  /** For each wanted column its place in the file, or -1. */
  wanted_at: number[]
  /** The wanted columns with their checks; undefined where the file has no such column. */
  wanted: (LookedAt | undefined)[]
}

/** A column by its place. `fits`: whether a value that is not blank is valid in a sound row. */
export interface LookedAt {
  at: number
  is_key: boolean
  is_date: boolean
  fits(value: string): boolean
}

/** The names of a header line in normal form: trimmed, in capitals, earlier names replaced by present ones. */
export const eoirColumnNames = (names: readonly string[]): string[] =>
  names.map(name => {
    const plain = name.trim().toUpperCase()
    return earlierNames[plain] ?? plain
  })

/** The table that has these columns, whatever the file is called. */
export const tableWithColumns = (names: readonly string[]): TableName | undefined =>
  eoirTables.find(table => tableRules[table].known_by.every(column => names.includes(column)))

/**
 * Finds the wanted columns by their names. Throws ReadingError for a layout in which one is missing or occurs twice.
 */
export function fileColumns(table: TableName, header: readonly string[], file: string): FileColumns {
  const rules: EoirTable = tableRules[table]
  const names = eoirColumnNames(header)
  if (names.length === 1)
    throw damaged(
      `is not separated by tabs as ${table} is published. It may have been saved again by another program: fetch the publisher’s own file.`,
      file
    )
  const twice = names.find((name, index) => rules.wanted.includes(name) && names.indexOf(name) !== index)
  if (twice) throw damaged(`has the column ${twice} twice, so nobody can say which one counts.`, file)
  const missing = rules.wanted.filter(name => !names.includes(name) && !rules.optional.includes(name))
  if (missing.length > 0)
    throw damaged(
      `lacks ${missing.join(', ')}, without which ${table} cannot be read. It may be another table, or a new layout: compare its first line with the publisher’s code key.`,
      file
    )
  const kinds = names.map(name => rules.kinds[name] ?? kindByName(name))
  const lookedAt = (name: string): LookedAt | undefined => {
    const at = names.indexOf(name)
    const kind = kinds[at]
    return kind && { at, is_key: kind === 'id', is_date: kind === 'date', fits: fitsWhereFilled(kind) }
  }
  return {
    kinds,
    filled: rules.never_blank.map(name => names.indexOf(name)),
    watched: rules.watched.flatMap(name => lookedAt(name) ?? []),
    wanted_at: rules.wanted.map(name => names.indexOf(name)),
    wanted: rules.wanted.map(lookedAt)
  }
}

const damaged = (what: string, file: string): ReadingError =>
  new ReadingError('malformed', what, { file, line: 1 })
