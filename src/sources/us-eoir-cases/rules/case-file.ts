import type { Assembled, CasePart } from '../../source.ts'
import { keptField, tableNumbers } from '../reading/kept-columns.ts'

/** The rows of one case by table, each key once. */
export interface CaseFile {
  row: CasePart | undefined
  proceedings: CasePart[]
  applications: CasePart[]
  appeals: CasePart[]
  courts: CasePart[]
}

/**
 * Groups the rows of a case by table. Of two rows with the same key the first in the file is kept and the second
 * rejected.
 */
export function caseFile(parts: readonly CasePart[], into: Pick<Assembled, 'rejected'>): CaseFile {
  const file: CaseFile = { row: undefined, proceedings: [], applications: [], appeals: [], courts: [] }
  for (const part of parts)
    if (part.table === tableNumbers.case)
      file.row = file.row === undefined ? part : firstOf(file.row, part, into)
    else addOnce(rowsOf(file, part.table), part, into)
  return file
}

function rowsOf(file: CaseFile, table: number): CasePart[] {
  if (table === tableNumbers.proceeding) return file.proceedings
  if (table === tableNumbers.application) return file.applications
  return table === tableNumbers.appeal ? file.appeals : file.courts
}

/** Adds a row unless its key is there. The key is the first field of each of these tables. */
function addOnce(rows: CasePart[], part: CasePart, into: Pick<Assembled, 'rejected'>): void {
  const key = keptField(part, 0)
  for (let at = 0; at < rows.length; at++) {
    const other = rows[at]
    if (other !== undefined && keptField(other, 0) === key) {
      rows[at] = firstOf(other, part, into)
      return
    }
  }
  rows.push(part)
}

function firstOf(one: CasePart, other: CasePart, into: Pick<Assembled, 'rejected'>): CasePart {
  const [first, second] = one.line <= other.line ? [one, other] : [other, one]
  into.rejected(second, 'duplicate_key')
  return first
}
