import type { Assembled, CasePart } from '../../source.ts'
import { keptField, partFields, tableNumbers } from '../reading/kept-columns.ts'
import { readableOf, readNationality } from './readable.ts'

/** The rows of one case by table, each key once. */
export interface CaseFile {
  row: CasePart | undefined
  proceedings: CasePart[]
  applications: CasePart[]
  appeals: CasePart[]
  courts: CasePart[]
  /** Of counsel for the person. A second row with the same key says nothing new, so each row is kept. */
  appearances: CasePart[]
}

/**
 * Groups the rows of a case by table. Of two rows with the same key the first in the file is kept and the second
 * rejected.
 */
export function caseFile(
  parts: readonly CasePart[],
  into: Pick<Assembled, 'rejected'>,
  released_on: string
): CaseFile {
  const file: CaseFile = {
    ...{ row: undefined, proceedings: [], applications: [], appeals: [], courts: [] },
    appearances: []
  }
  const second: CasePart[] = []
  for (const part of parts)
    if (part.table === tableNumbers.case)
      file.row = file.row === undefined ? part : firstOf(file.row, part, second)
    else if (part.table === tableNumbers.appearance) file.appearances.push(part)
    else addOnce(rowsOf(file, part.table), part, second)
  for (const part of second)
    into.rejected(part, 'duplicate_key', readableOf(part, released_on, nationalityOf(file.row, part)))
  return file
}

/** The nationality of a row's case, where the case itself names one; another row of the case tells its own. */
const nationalityOf = (row: CasePart | undefined, { table }: CasePart): string | undefined =>
  row === undefined || table === tableNumbers.case
    ? undefined
    : readNationality(keptField(row, partFields.case.NAT))

function rowsOf(file: CaseFile, table: number): CasePart[] {
  if (table === tableNumbers.proceeding) return file.proceedings
  if (table === tableNumbers.application) return file.applications
  return table === tableNumbers.appeal ? file.appeals : file.courts
}

/** Adds a row unless its key is there. The key is the first field of each of these tables. */
function addOnce(rows: CasePart[], part: CasePart, second: CasePart[]): void {
  const key = keptField(part, 0)
  for (let at = 0; at < rows.length; at++) {
    const other = rows[at]
    if (other !== undefined && keptField(other, 0) === key) {
      rows[at] = firstOf(other, part, second)
      return
    }
  }
  rows.push(part)
}

function firstOf(one: CasePart, other: CasePart, second: CasePart[]): CasePart {
  const [first, later] = one.line <= other.line ? [one, other] : [other, one]
  second.push(later)
  return first
}
