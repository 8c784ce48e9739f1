import { wholeNumber } from '../../../reading/whole-number.ts'
import type { CellStatus } from '../../../vocabulary/cell-status.ts'

export interface UnhcrCell {
  value: number | null
  status: CellStatus
}

const notApplicable: UnhcrCell = { value: null, status: 'not_applicable' }
const notReported: UnhcrCell = { value: null, status: 'not_reported' }

/**
 * A published cell; undefined where it is no number at all. `-` is UNHCR's "not applicable" and no zero;
 * the API writes zero as the text "0". 5 and 10 stand for rounded small numbers.
 */
export function readCell(printed: string): UnhcrCell | undefined {
  const text = printed.trim()
  if (text === '-') return notApplicable
  if (text === '') return notReported
  const value = wholeNumber(text)
  if (value === undefined) return undefined
  return { value, status: value === 5 || value === 10 ? 'rounded' : 'ok' }
}

/**
 * Adds cells that have one outcome. A sum over a cell without a number has no number either, and has that cell's
 * status: if the other cell were published alone, a reader could not see that a part is missing.
 */
export function addCells(cells: readonly UnhcrCell[]): UnhcrCell {
  const missing = cells.find(cell => cell.value === null)
  if (missing) return missing
  return {
    value: cells.reduce((sum, cell) => sum + (cell.value ?? 0), 0),
    status: cells.some(cell => cell.status === 'rounded') ? 'rounded' : 'ok'
  }
}
