import { type CursorValue, encodeCursor } from '../../vocabulary/cursor.ts'
import { type Dimension, dimensions } from '../../vocabulary/dimension.ts'
import { measureNames } from '../../vocabulary/measure.ts'
import { parsePeriod, type YearBasis } from '../../vocabulary/period.ts'
import { compareValues, isConstant } from '../columns.ts'
import type { FlatRow, Row } from '../table.ts'
import type { Answered } from './ask-each.ts'
import { walkName } from './asked.ts'
import { type CompareQuestion, checkSortKey, identityOf } from './question.ts'
import { splitColumns, splitWord } from './split-columns.ts'

/** A row of one answer among those of the others. */
interface Placed {
  from: Answered
  cell: Row
  words: Record<string, string>
  keys: string[]
}

export interface ComparedPage {
  /** The dimensions of a row in their order: those asked for, then those that the sources must be told apart by. */
  columns: string[]
  data: Record<string, unknown>[]
  table: { header: string[]; batches: FlatRow[][] }
  total: number
  next: string | null
}

/** All answers' rows, one under the other, by the words asked for and then by source: never a row of two sources. */
export function comparedPage(
  answered: readonly Answered[],
  question: CompareQuestion,
  after?: readonly string[]
): ComparedPage {
  const key = (question.group_by ?? []).filter(name => !isConstant(name))
  const columns = [...key, ...splitColumns(answered, key)]
  const sort = question.sort ?? []
  const order = orderOf(sort, key, columns)
  const placed = answered
    .flatMap(from => from.answer.data.map(cell => place(from, cell, columns, order)))
    .sort((a, b) => compareKeys(a.keys, b.keys, order))
  const start = after ? placed.filter(({ keys }) => compareKeys(keys, after, order) <= 0).length : 0
  const end = Math.min(placed.length, start + (question.limit ?? placed.length))
  const page = placed.slice(start, end)
  const last = page.at(-1)
  const measures = measureColumns(answered)
  const header = [...columns, ...measures, ...constantColumns]
  return {
    columns,
    data: page.map(row => ({ ...row.words, ...constantsOf(row.from), ...measuresOf(row.cell) })),
    table: { header, batches: [page.map(row => flat(row, measures))] },
    total: placed.length,
    next:
      last && end < placed.length
        ? encodeCursor(last.keys as CursorValue[], {
            query: identityOf(question),
            release: walkName(answered.map(({ release }) => release))
          })
        : null
  }
}

interface SortKey {
  name: string
  descending: boolean
}

/** Each row has one place: by the words asked for, source, series and unit, then by what its source is split by. */
function orderOf(sort: readonly string[], key: readonly string[], columns: readonly string[]): SortKey[] {
  const asked = sort.map(text => ({ name: text.replace(/^-/, ''), descending: text.startsWith('-') }))
  for (const { name } of asked) checkSortKey(name, [...columns, 'source', 'series'])
  const rest = [...key, 'source', 'series', 'unit', ...columns.slice(key.length)]
  return [
    ...asked,
    ...rest.flatMap(name => (asked.some(each => each.name === name) ? [] : [{ name, descending: false }]))
  ]
}

function place(from: Answered, cell: Row, columns: readonly string[], order: readonly SortKey[]): Placed {
  const words = Object.fromEntries(
    columns.map(name => [name, typeof cell[name] === 'string' ? cell[name] : splitWord(from, cell, name)])
  )
  const told: Record<string, string> = { ...words, ...constantsText(from) }
  const basis = from.answer.meta.period.year_basis
  return { from, cell, words, keys: order.map(({ name }) => sortText(name, told[name] ?? '', basis)) }
}

/** A period is placed by its first day, so that FY2021 stands before 2021; what has none comes last. */
function sortText(name: string, word: string, basis: YearBasis): string {
  if (!(name in dimensions) || dimensions[name as Dimension].kind !== 'period') return word
  return `${parsePeriod(word, basis)?.from ?? '9999'} ${word}`
}

function compareKeys(a: readonly string[], b: readonly string[], order: readonly SortKey[]): number {
  for (const [i, { name, descending }] of order.entries()) {
    const difference = compareValues(name as Dimension, a[i] ?? '', b[i] ?? '')
    if (difference !== 0) return descending ? -difference : difference
  }
  return 0
}

const constantColumns = ['unit', 'year_basis', 'source', 'series', 'release', 'synthetic'] as const

const constantsText = ({ release, answer }: Answered) => ({
  unit: String(answer.meta.unit),
  source: release.source,
  series: release.series
})

/** What is the same on each row of one answer, and differs between them. */
const constantsOf = (from: Answered) => ({
  ...constantsText(from),
  year_basis: from.answer.meta.period.year_basis,
  release: from.release.release,
  synthetic: from.release.synthetic
})

/** A cell without its dimensions: numbers, and flags. */
const measuresOf = (cell: Row): Row =>
  Object.fromEntries(Object.entries(cell).filter(([name]) => !(name in dimensions)))

const ofMeasure = (name: string): string[] => [
  name,
  `${name}_flags`,
  `${name}_n`,
  `${name}_low`,
  `${name}_high`
]

/** The columns of all answers' measures, each measure with its flags and bounds. */
function measureColumns(answered: readonly Answered[]): string[] {
  const there = new Set(answered.flatMap(({ answer }) => answer.table.header))
  return measureNames.flatMap(ofMeasure).filter(name => there.has(name))
}

/** A row for CSV and NDJSON. What another source counts, such as persons, is not applicable to this one. */
function flat({ from, cell, words }: Placed, measures: readonly string[]): FlatRow {
  const own = new Set(from.answer.table.header)
  const flags = cell.flags as Record<string, string[]>
  const numbers = measures.map(name => {
    const measure = name.replace(/_flags$/, '')
    if (measure === name) return [name, own.has(name) ? (cell[name] ?? null) : null]
    return [name, own.has(name) ? (flags[measure] ?? []) : ['not_applicable']]
  })
  return { ...words, ...Object.fromEntries(numbers), ...constantsOf(from) } as FlatRow
}
