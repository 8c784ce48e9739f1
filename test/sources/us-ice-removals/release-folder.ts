import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { book, layoutOf, type Made, notices, serialOf, tableOf } from './synthetic.ts'

/**
 * A synthetic release in a folder, as an agency would send it: workbooks, and a page that explains them. Without the
 * note that says so, an import takes it for a published one.
 */
export async function folderOf(
  t: Test,
  books: Record<string, Record<string, Made[]>>,
  { says_so = true } = {}
): Promise<string> {
  // The service has the test's own folder for its data.
  const folder = mkdtempSync(join(tmpdir(), 'ice-removals-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  if (says_so) writeFileSync(join(folder, 'SYNTHETIC.txt'), 'Made up for a test.')
  writeFileSync(join(folder, 'Definitions.pdf'), '%PDF-1.7')
  const columns = layoutOf('FY12-23')
  for (const [name, sheets] of Object.entries(books)) {
    const tables = Object.entries(sheets).map(([sheet, rows]) => [sheet, tableOf(columns, rows, 5)])
    writeFileSync(join(folder, name), await book({ Notice: notices(4), ...Object.fromEntries(tables) }))
  }
  return folder
}

/** A departure on a day: of a Russian to Russia, unless more is said. */
export const on = (day: string, made: Made = {}): Made => ({ departed: { date: serialOf(day) }, ...made })

/** Somebody is returned to Mexico on these days, so that a release covers what lies between. */
export const toMexico = (...days: string[]): Made[] =>
  days.map(day => on(day, { country: 'MEXICO', citizenship: 'MEXICO' }))

/** Somebody is returned to Mexico each month, so the release covers the months between. */
export const monthly = (year: number): Made[] =>
  toMexico(...Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}-10`))
