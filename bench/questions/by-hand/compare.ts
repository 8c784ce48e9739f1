import { parse } from 'csv-parse/sync'
import { type Dimension, emptyValue } from '../../../src/vocabulary/measures/dimension.ts'
import type { AskedTwice } from './catalogue.ts'

/** A row of an answer by the names of its columns. */
type Row = Readonly<Record<string, unknown>>

/** Rates are told with six decimals. */
const rounding = 0.51e-6

/**
 * Compares every cell of the SQL's rows with the service's answer as CSV, which has all of its rows. Throws at the first that
 * differs. Returns how many figures are the same: one that the answer withholds, such as a rate of few, is none of them.
 */
export function sameCells({ asks, by, sql }: AskedTwice, csv: string, rows: readonly Row[]): number {
  const told: Row[] = parse(csv, { columns: true })
  const fault = (what: string) => new Error(`"${asks}": ${what}\n${sql('1970-01-01')}`)
  const idOf = (row: Row) => by.map(name => wordOf(name, row[name])).join(' ')
  const answer = new Map(told.map(row => [idOf(row), row]))
  if (answer.size !== rows.length || told.length !== rows.length)
    throw fault(`${told.length} rows, by hand ${rows.length}`)
  let same = 0
  for (const row of rows) {
    const theirs = answer.get(idOf(row))
    if (theirs === undefined) throw fault(`no row for ${idOf(row)}`)
    for (const name of Object.keys(row).filter(each => !by.includes(each))) {
      const figure = theirs[name]
      if (figure === undefined) throw fault(`the answer has no ${name}`)
      if (figure === '' && theirs[`${name}_flags`] === '' && row[name] !== null)
        throw fault(`${name} of ${idOf(row)} is empty, by hand ${row[name]}`)
      if (figure === '') continue
      if (row[name] === null || Math.abs(Number(figure) - Number(row[name])) > rounding)
        throw fault(`${name} of ${idOf(row)} is ${figure}, by hand ${row[name]}`)
      same++
    }
  }
  if (same === 0) throw fault('nothing was compared')
  return same
}

/** A word as the answer has it; a year or a month as its digits. */
function wordOf(name: string, value: unknown): string {
  if (value === null) return emptyValue(name as Dimension)
  return name === 'year' || name === 'month' ? String(value).replaceAll(/\D/g, '') : String(value)
}
