import { type CursorValue, encodeCursor } from '../../vocabulary/cursor.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import { measureNames } from '../../vocabulary/measures/measure.ts'
import type { ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { parsePeriod, type YearBasis } from '../../vocabulary/time/period.ts'
import { filtersIn } from '../question/question.ts'
import { isConstant } from '../rows/columns.ts'
import { orderOf, pageOfRows, type SortKey } from '../table/page.ts'
import { columnsShown } from '../table/shown.ts'
import type { Answered } from './ask-each.ts'
import { walkName } from './asked.ts'
import { type CompareQuestion, checkSortKey, compareIdentity, putToEach } from './question.ts'
import { splitColumns, splitWord } from './split-columns.ts'

/** A row of one answer, with its sort keys. */
interface Placed {
  from: Answered
  row: ResultRow
  keys: string[]
}

/**
 * One page of the rows of all answers, by the requested dimensions and then by source. No row is made from two sources.
 */
export function comparedPage(
  answered: readonly Answered[],
  question: CompareQuestion,
  after?: readonly string[]
): { result: ResultTable; next: string | null } {
  const key = (question.group_by ?? []).filter(name => !isConstant(name))
  const columns = [...key, ...splitColumns(answered, key)]
  const { sort = [], limit } = question
  for (const text of sort) checkSortKey(text.replace(/^-/, ''), [...columns, 'source', 'series'])
  // The order is unique: the requested dimensions, source, series and unit, then the dimensions that a source is split
  // by.
  const order = orderOf(sort, [...key, 'source', 'series', 'unit', ...columns.slice(key.length)])
  const placed = answered.flatMap(from =>
    from.answer.result.rows.map(row => place(from, row, columns, order))
  )
  const page = pageOfRows<Placed>(placed, order, ({ keys }, at) => keys[at] ?? '', {
    ...(after ? { after } : {}),
    ...(limit === undefined ? {} : { limit })
  })
  return {
    result: {
      ...tableOf(answered, question),
      dimensions: columns,
      rows: page.rows.map(constantly),
      total: placed.length
    },
    next: page.last ? nextAfter(page.last, answered, question) : null
  }
}

const nextAfter = (last: CursorValue[], answered: readonly Answered[], question: CompareQuestion): string =>
  encodeCursor(last, {
    query: compareIdentity(question),
    release: walkName(answered.map(({ release }) => release))
  })

function place(
  from: Answered,
  row: ResultRow,
  columns: readonly Dimension[],
  order: readonly SortKey[]
): Placed {
  const words = Object.fromEntries(
    columns.map(name => [name, row.words[name] ?? splitWord(from, row.words, name)])
  )
  const sortWords: Record<string, string> = { ...words, ...whoseText(from) }
  const basis = from.answer.meta.period.year_basis
  return {
    from,
    row: { ...row, words },
    keys: order.map(({ name }) => sortText(name, sortWords[name] ?? '', basis))
  }
}

/** Periods are sorted by their first day, so that FY2021 stands before 2021. A word that is no period comes last. */
function sortText(name: string, word: string, basis: YearBasis): string {
  if (!(name in dimensions) || dimensions[name as Dimension].kind !== 'period') return word
  return `${parsePeriod(word, basis)?.from ?? '9999'} ${word}`
}

const whoseText = ({ release, answer }: Answered) => ({
  unit: String(answer.meta.unit),
  source: release.source,
  series: release.series
})

/** The row with the constants and days of its own answer, which differ between answers. */
const constantly = ({ from, row }: Placed): ResultRow => ({
  ...row,
  days: { from: from.answer.result.from, to: from.answer.result.to },
  constants: {
    ...whoseText(from),
    year_basis: from.answer.meta.period.year_basis,
    release: from.release.release,
    synthetic: from.release.synthetic
  }
})

/** All that the answers' tables have in common, and the measures of all of them. */
function tableOf(
  answered: readonly Answered[],
  question: CompareQuestion
): Omit<ResultTable, 'dimensions' | 'rows' | 'total'> {
  const results = answered.map(({ answer }) => answer.result)
  const own = new Map(results.flatMap(({ measures }) => measures.map(each => [each.name, each] as const)))
  const measures = measureNames.flatMap(name => own.get(name) ?? [])
  const days = (end: 'from' | 'to') => results.map(result => result[end]).sort()
  const groups = results[0]?.country_groups
  return {
    title: question.subject.title,
    about: question.subject.name,
    measures,
    shown: columnsShown(measures, putToEach(question)),
    unit: null,
    filters: Object.fromEntries(filtersIn(putToEach(question))),
    left_out: [],
    not_added: [],
    missing: answered.flatMap(({ release: { source, series }, answer }) =>
      (answer.result.missing ?? []).map(each => ({ ...each, source, series }))
    ),
    breaks: answered.flatMap(({ release: { source, series }, answer }) =>
      (answer.result.breaks ?? []).map(each => ({ ...each, source, series }))
    ),
    ...(groups && { country_groups: groups }),
    is_part_of_places: results.some(result => result.is_part_of_places === true),
    from: days('from')[0] ?? '',
    to: days('to').at(-1) ?? '',
    year_basis: null,
    // The same for all: `date_basis` is a parameter, and its default follows from what is counted.
    date_basis: results[0]?.date_basis ?? null,
    constants: { unit: null, year_basis: null, source: null, series: null, release: null, synthetic: null }
  }
}
