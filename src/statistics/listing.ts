import type { ReleaseEntry } from '../snapshot/card.ts'
import { waitingTimes } from '../vocabulary/closed-lists.ts'
import { type CursorValue, decodeCursor, encodeCursor } from '../vocabulary/cursor.ts'
import type { Dimension } from '../vocabulary/dimension.ts'
import { nearest, Problem } from '../vocabulary/problem.ts'
import type { ResultColumn, ResultRow, ResultTable } from '../vocabulary/result-table.ts'
import type { CaseFrame } from './case-frame.ts'
import type { CaveatNote } from './caveats.ts'
import { releaseName } from './choose.ts'
import type { Chosen } from './chosen.ts'
import { compareValues, type Frame } from './columns.ts'
import { filtersIn, type Question } from './question.ts'

/** An answer that lists rows of its own kind. */
export interface ListedAnswer {
  data: Record<string, unknown>[]
  table: { header: string[]; batches: Record<string, unknown>[][] }
  releases: [ReleaseEntry]
  caveats: CaveatNote[]
  meta: Record<string, unknown>
  figures: ResultTable
  next: string | null
}

/** What an answer has columns for, in their order. */
export interface Columns {
  dimensions: readonly string[]
  numbers: readonly string[]
  /** Of the numbers those that belong to another and have no flags of their own. */
  beside?: readonly string[]
}

interface SortKey {
  name: string
  descending: boolean
}

/** Refuses a sort or a field that the answer has no column for. */
export function checkColumns({ sort = [], fields = [] }: Question, { dimensions, numbers }: Columns): void {
  const names = [...dimensions, ...numbers]
  const asked = [
    ...sort.map(key => ['sort', key.replace(/^-/, '')] as const),
    ...fields.map(name => ['fields', name] as const)
  ].filter(([, name]) => !names.includes(name))
  if (asked.length === 0) return
  throw new Problem(
    'unsupported-combination',
    `This answer has no ${asked.map(([, name]) => name).join(', ')}. It has ${names.join(', ')}.`,
    asked.map(([parameter, name]) => ({
      parameter,
      code: 'unsupported-combination',
      did_you_mean: nearest(name, names)
    }))
  )
}

const bands = new Map<string, number>(waitingTimes.map((band, i) => [band, i]))

function compareWords(name: string, a: string, b: string): number {
  if (name === 'waiting_time') return (bands.get(a) ?? 0) - (bands.get(b) ?? 0)
  return compareValues(name as Dimension, a, b)
}

/** One page of the rows in the order asked for; the dimensions in their order make each place unique. */
export function pageOfRows(
  rows: readonly ResultRow[],
  question: Question,
  { dimensions }: Columns,
  { release }: Chosen,
  identity: string
): { rows: ResultRow[]; next: string | null } {
  const asked = (question.sort ?? []).map(
    (key): SortKey => ({ name: key.replace(/^-/, ''), descending: key.startsWith('-') })
  )
  const rest = dimensions.filter(name => !asked.some(key => key.name === name))
  const order = [...asked, ...rest.map((name): SortKey => ({ name, descending: false }))]
  const placed = rows.map(row => ({
    row,
    keys: order.map(({ name }): CursorValue => row.words[name] ?? row.numbers[name] ?? null)
  }))
  placed.sort((a, b) => compareKeys(a.keys, b.keys, order))
  const after =
    question.cursor === undefined ? undefined : decodeCursor(question.cursor, { query: identity }).after
  const start = after ? placed.filter(({ keys }) => compareKeys(keys, after, order) <= 0).length : 0
  const end = Math.min(placed.length, start + (question.limit ?? placed.length))
  const last = placed[end - 1]
  return {
    rows: placed.slice(start, end).map(({ row }) => row),
    next:
      last && end > start && end < placed.length
        ? encodeCursor(last.keys, { query: identity, release: releaseName(release) })
        : null
  }
}

/** Numbers that are not told come last, whichever way the order runs. */
function compareKeys(
  a: readonly CursorValue[],
  b: readonly CursorValue[],
  order: readonly SortKey[]
): number {
  for (const [i, { name, descending }] of order.entries()) {
    const [x, y] = [a[i] ?? null, b[i] ?? null]
    if (x === y) continue
    if (x === null) return 1
    if (y === null) return -1
    const difference = typeof x === 'number' ? x - (y as number) : compareWords(name, String(x), String(y))
    if (difference !== 0) return descending ? -difference : difference
  }
  return 0
}

/** The members of a row, as far as they are asked for. Dimensions stay: without them a number invites to be added. */
export function rowOf(row: ResultRow, { fields }: Question, { numbers }: Columns): Record<string, unknown> {
  const shown = numbers.filter(name => fields?.includes(name) ?? true)
  return {
    ...row.words,
    ...Object.fromEntries(shown.map(name => [name, row.numbers[name] ?? null])),
    flags: Object.fromEntries(shown.flatMap(name => (row.flags[name] ? [[name, row.flags[name]]] : [])))
  }
}

/** The same rows for CSV and NDJSON: flags beside their number, then what is the same on each row. */
export function flatTable(
  rows: readonly ResultRow[],
  { fields }: Question,
  { dimensions, numbers, beside = [] }: Columns,
  constants: Record<string, unknown>
): { header: string[]; batches: Record<string, unknown>[][] } {
  const shown = numbers.filter(name => fields?.includes(name) ?? true)
  const header = [
    ...dimensions,
    ...shown.flatMap(name => (beside.includes(name) ? [name] : [name, `${name}_flags`])),
    ...Object.keys(constants)
  ]
  const flat = rows.map(row => ({
    ...row.words,
    ...Object.fromEntries(
      shown.flatMap(name => [
        [name, row.numbers[name] ?? null],
        [`${name}_flags`, row.flags[name] ?? []]
      ])
    ),
    ...constants
  }))
  return { header, batches: [flat] }
}

/** What is the same on each row of a table (api.md §7). */
export const constantsOf = ({ chosen, clock }: Frame, unit?: string) => ({
  ...(unit === undefined ? {} : { unit }),
  year_basis: clock.year_basis,
  source: chosen.release.source,
  series: chosen.release.series,
  release: chosen.release.release,
  synthetic: chosen.release.synthetic
})

/** The rows of a page as figures. `unit` is what one is, where all rows count the same. */
export function figuresOfRows(
  rows: readonly ResultRow[],
  { frame, question, reach }: Pick<CaseFrame, 'frame' | 'question' | 'reach'>,
  columns: { dimensions: readonly string[]; measures: readonly ResultColumn[] },
  shown: Pick<ResultTable, 'total' | 'unit' | 'constants'> & Partial<Pick<ResultTable, 'left_out'>>
): ResultTable {
  return {
    title: frame.chosen.subject.title,
    about: frame.chosen.subject.table,
    ...columns,
    rows,
    left_out: [],
    not_added: [],
    ...shown,
    filters: Object.fromEntries(filtersIn(question)),
    from: reach.from,
    to: reach.to,
    year_basis: frame.clock.year_basis,
    date_basis: frame.clock.date_basis
  }
}
