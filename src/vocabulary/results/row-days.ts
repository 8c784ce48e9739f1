import { periodDimensions } from '../measures/subject.ts'
import { parsePeriod, type YearBasis } from '../time/period.ts'
import type { ResultRow, ResultTable } from './result-table.ts'

/** The days of a result, and the years by which its periods are named. */
export type YearNamed = Pick<ResultTable, 'from' | 'to' | 'year_basis'>

/** The finest period that a row has. */
export const periodWord = ({ words }: ResultRow): string | undefined =>
  periodDimensions.toReversed().flatMap(name => words[name] ?? [])[0]

/** By which years the period of a row is named: in a table of several answers by those of its own. */
export const basisOfRow = ({ year_basis }: YearNamed, { constants }: ResultRow): YearBasis =>
  year_basis ?? (constants?.year_basis as YearBasis | undefined) ?? 'calendar'

/** The days that the figure of a row is about: its period, as far as the answer reaches; undefined without a date. */
export function daysOfRow(figures: YearNamed, row: ResultRow): { from: string; to: string } | undefined {
  const { from, to } = row.days ?? figures
  const word = periodWord(row)
  if (word === undefined) return { from, to }
  const period = parsePeriod(word, basisOfRow(figures, row))
  if (period === undefined) return undefined
  if (period.to < from || period.from > to) return period
  const [first = from, last = to] = [[from, period.from].sort()[1], [to, period.to].sort()[0]]
  return { from: first, to: last }
}
