import { labelOf, unitLabel } from '../../../vocabulary/labels/labels.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import type { AnswerOf } from '../../asking/answers.ts'

export type ComparedAnswer = AnswerOf<'/v1/compare'>
export type ComparedRow = ComparedAnswer['data'][number]
export type OneTable = ComparedAnswer['meta']['answers'][number]

/** The table, in its unit, that a row is of: what stands in one column. */
export const tableKey = ({
  source,
  series,
  unit
}: {
  source: string
  series: string
  unit: string | null
}): string => [source, series, unit ?? ''].join(' ')

type Columns = Readonly<Record<string, unknown>>

/** The number of a row with what stands behind it; the measure is called like its unit. */
export function figureOfRow(row: ComparedRow, measure: string = row.unit) {
  const { [measure]: value, flags } = row as Columns
  return {
    value: typeof value === 'number' ? value : null,
    flags: (flags as Readonly<Record<string, readonly string[]>> | undefined)?.[measure] ?? []
  }
}

/** A dimension of a row; undefined where the row is not split by it. */
export function wordOfRow(row: ComparedRow, dimension: string): string | undefined {
  const word = (row as Columns)[dimension]
  return typeof word === 'string' ? word : undefined
}

const whose: readonly string[] = ['source', 'series', 'release', 'unit', 'year_basis', 'synthetic', 'flags']

/** What a row is split by beside what it was asked for, in words: `Credible fear`. */
export function splitOfRow(row: ComparedRow, asked: readonly string[], lang: Language): string {
  return Object.entries(row)
    .filter(([name, value]) => typeof value === 'string' && !asked.includes(name) && !whose.includes(name))
    .filter(([, value]) => value !== 'not_split')
    .map(([name, value]) => labelOf(name, String(value), lang))
    .join(', ')
}

/** A row without its numbers: rows of two answers about the same thing are the same. */
export const sameRow = (row: ComparedRow): string =>
  Object.entries(row)
    .filter(([name, value]) => typeof value === 'string' && name !== 'release')
    .map(([name, value]) => `${name}=${String(value)}`)
    .sort()
    .join('&')

/** A unit that is counted: `persons`. */
export const unitOf = (unit: string | null, lang: Language): string =>
  unit === null ? '' : unitLabel(unit, 2, lang)
