import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { DurationMeasure } from '../../vocabulary/case-statistics.ts'
import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { defaultMinN } from '../../vocabulary/measure.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { ResultColumn, ResultRow, ResultTable } from '../../vocabulary/result-table.ts'
import { periodDimensions } from '../../vocabulary/subject.ts'
import { type CaseFrame, caseCaveats, openCases } from '../case-frame.ts'
import type { CaveatNote } from '../caveats.ts'
import { coversPeriod } from '../covered.ts'
import { estimateRows, type Listing, sizeOf, wholeRows } from '../fill-rows.ts'
import type { Estimate } from '../guard.ts'
import {
  type Columns,
  checkColumns,
  constantsOf,
  figuresOfRows,
  flatTable,
  type ListedAnswer,
  pageOfRows,
  rowOf
} from '../listing.ts'
import type { Question } from '../question.ts'
import { wilson } from '../rates.ts'
import { hasFilingDates } from './branches.ts'
import { countDurations, type DurationCell, durationCells, largest } from './count.ts'
import { metaOf } from './meta.ts'
import { type DurationQuestion, durationQuestion, isOfTheFiled, stagesMeasured } from './question.ts'

/**
 * Days from filing to decision, of applications, appeals and cases, with those that are not decided yet. Throws
 * Problem where it cannot be answered.
 */
export async function answerDurations(
  set: Pick<ReleaseSet, 'releases' | 'query' | 'queryPacked'>,
  query: Readonly<Record<string, unknown>>
): Promise<ListedAnswer> {
  const asked = durationQuestion(query)
  const { question } = asked
  const open = await openCases(set, question, asked.identity)
  const split_by = splitBy(asked)
  const columns: Columns = {
    dimensions: [...asked.groups, ...split_by],
    numbers: ['n', 'n_pending', ...asked.measures.flatMap(name => columnsOf(name, question))],
    beside: ofShare
  }
  checkColumns(question, columns)
  const listing = { open, dimensions: columns.dimensions, asked: valuesAsked(asked) }
  const isOutside = open.reach.inside === 'outside'
  const dry = question.dry_run ? await estimated(set, listing, asked) : undefined
  const { cells, states } =
    dry || isOutside ? { cells: [], states: [] } : await countDurations(set, open, asked)
  if (cells.length === 0 && !(await hasFilingDates(set, open.frame.chosen.release)))
    throw withoutFilingDates(open)
  const found = cells.map(cell => listed(cell, asked, columns))
  const { rows, caveats } = dry
    ? { rows: [], caveats: [] }
    : wholeRows(listing, found, why => emptyRow(why, asked))
  const page = pageOfRows(rows, question, columns, open.frame.chosen, asked.identity)
  return {
    data: page.rows.map(row => rowOf(row, question, columns)),
    table: flatTable(page.rows, question, columns, constantsOf(open.frame)),
    releases: [open.frame.chosen.release],
    caveats: [
      ...(await caseCaveats(set, open, found.length === 0)),
      ...caveats,
      ...ownCaveats(asked, found.length)
    ],
    meta: {
      ...metaOf(open, asked, split_by, cells, states, partialIn(open, rows)),
      ...sizeOf(rows.length, dry)
    },
    figures: withChoice(
      figuresOfRows(
        page.rows,
        open,
        { dimensions: columns.dimensions, measures: ['n', 'n_pending', ...asked.measures].map(columnOf) },
        { total: dry ? null : rows.length, unit: null, constants: constantsOf(open.frame) }
      ),
      asked
    ),
    next: page.next
  }
}

/** With the values that were asked of what an observation is, beside what the cases were. */
const withChoice = (figures: ResultTable, asked: DurationQuestion): ResultTable => {
  const values = Object.entries(valuesAsked(asked))
  const chosen = values.flatMap(([name, words]) => (words === undefined ? [] : [[name, words] as const]))
  return { ...figures, filters: { ...figures.filters, ...Object.fromEntries(chosen) } }
}

const kinds: Record<string, ResultColumn['kind']> = { n: 'count', n_pending: 'count', share_pending: 'share' }
const ofShare = ['share_pending_n', 'share_pending_low', 'share_pending_high'] as const
const columnOf = (name: string): ResultColumn => ({
  name,
  kind: kinds[name] ?? 'days',
  ...(name === 'share_pending' ? { rate: { n: ofShare[0], low: ofShare[1], high: ofShare[2] } } : {})
})
/** The columns of a measure: only a share has an interval, and quantiles have none. */
const columnsOf = (name: DurationMeasure, { intervals }: Question): string[] =>
  name === 'share_pending' && intervals ? [name, ...ofShare] : [name]

/** Values of the dimensions that stand in what an observation is, as far as they were asked for. */
const valuesAsked = ({ stages, application_types }: DurationQuestion) => ({
  decision_stage: stages.length < stagesMeasured.length ? stages : undefined,
  application_type: application_types
})

/** How large the answer would be. Of very many observations fewer cells fit. */
async function estimated(
  set: Pick<ReleaseSet, 'query' | 'queryPacked'>,
  listing: Listing,
  asked: DurationQuestion
): Promise<Estimate> {
  const { open, dimensions } = listing
  const nothing = { cells: [], observations: 0 }
  const { cells, observations } =
    open.reach.inside === 'outside' ? nothing : await durationCells(set, open, asked)
  const keys = cells.map(words => dimensions.map(name => words[name] as string))
  const estimate = estimateRows(listing, keys)
  return cells.length > largest.cells && observations > largest.observations
    ? { ...estimate, cells: cells.length, limit: largest.cells, fits: false }
    : estimate
}

/** Periods of the answer that the release does not cover whole. */
function partialIn({ frame, reach }: CaseFrame, rows: readonly ResultRow[]): string[] {
  const labels = rows.flatMap(({ words }) => periodDimensions.flatMap(name => words[name] ?? []))
  return [...new Set([...labels.filter(label => !coversPeriod(label, frame)), ...reach.partial])].sort()
}

const withoutFilingDates = ({ frame: { chosen } }: CaseFrame): Problem =>
  new Problem(
    'unsupported-combination',
    `${chosen.release.source} does not tell when anything was filed, so no time to a decision can be measured from its records.`,
    [{ parameter: 'source', code: 'unsupported-combination' }]
  )

/** Stages, and kinds of application, are never added. */
function splitBy({ groups, stages, application_types }: DurationQuestion): string[] {
  const several = {
    decision_stage: stages.length > 1,
    application_type: stages.includes('first_instance') && application_types?.length !== 1
  }
  return Object.entries(several).flatMap(([name, is]) => (is && !groups.includes(name) ? [name] : []))
}

/** What the figures of a stage do not tell apart. */
const ownCaveats = ({ stages }: DurationQuestion, rows: number): CaveatNote[] =>
  stages.includes('appeal') && rows > 0
    ? [
        {
          id: 'durations-of-all-appeals',
          source: null,
          text: 'Appeals of every type are measured together, motions and remands among them, since of an appeal that is not decided the type is not told. Of a case with several such appeals the oldest one counts.'
        }
      ]
    : []

const quantiles = {
  days_to_decision_p25: 'p25',
  days_to_decision_median: 'median',
  days_to_decision_p75: 'p75',
  days_to_decision_p90: 'p90'
} as const satisfies Partial<Record<DurationMeasure, keyof DurationCell>>

function listed(cell: DurationCell, { question, measures }: DurationQuestion, columns: Columns): ResultRow {
  const min_n = question.min_n ?? defaultMinN
  const isFiled = question.date_basis !== 'decided'
  const figures = measures.map(name => [name, figureOf(cell, name, isFiled, min_n)] as const)
  const told: (readonly [string, Told])[] = [
    ['n', { value: cell.n }],
    ['n_pending', isFiled ? { value: cell.n_pending } : notApplicable],
    ...figures
  ]
  return {
    words: Object.fromEntries(columns.dimensions.map(name => [name, cell.words[name] as string])),
    numbers: {
      ...Object.fromEntries(told.map(([name, { value }]) => [name, value])),
      ...(isFiled && measures.includes('share_pending') ? intervalOf(cell, min_n) : {})
    },
    flags: Object.fromEntries(told.flatMap(([name, { flag }]) => (flag ? [[name, [flag]]] : [])))
  }
}

/** What a cell without observations says: nobody, or not told. */
function emptyRow(why: CellStatus | undefined, asked: DurationQuestion): Omit<ResultRow, 'words'> {
  const isFiled = asked.question.date_basis !== 'decided'
  const told = (name: string): Told => {
    const isCount = name === 'n' || name === 'n_pending'
    if (!isFiled && (name === 'n_pending' || isOfTheFiled(name as DurationMeasure))) return notApplicable
    return isCount && !why ? { value: 0 } : { value: null, flag: why ?? 'low_n' }
  }
  const figures = ['n', 'n_pending', ...asked.measures].map(name => [name, told(name)] as const)
  const isNobody = isFiled && !why && asked.measures.includes('share_pending')
  return {
    numbers: {
      ...Object.fromEntries(figures.map(([name, { value }]) => [name, value])),
      ...(isNobody ? { share_pending_n: 0 } : {})
    },
    flags: Object.fromEntries(figures.flatMap(([name, { flag }]) => (flag ? [[name, [flag]]] : [])))
  }
}

interface Told {
  value: number | null
  flag?: string
}
const notApplicable: Told = { value: null, flag: 'not_applicable' }

/** What stands beside the share that is pending: of how many it is, and its interval where it is told. */
function intervalOf({ n, n_pending }: DurationCell, min_n: number): Record<string, number | null> {
  const all = n + n_pending
  const { low, high } = all < min_n ? { low: null, high: null } : wilson(n_pending, all)
  return { share_pending_n: all, share_pending_low: low, share_pending_high: high }
}

/** A figure of few observations says nothing, and could say it of one person (domain.md §6): null, low_n. */
function figureOf(cell: DurationCell, name: DurationMeasure, isFiled: boolean, min_n: number): Told {
  if (!isFiled && isOfTheFiled(name)) return notApplicable
  const all = cell.n + cell.n_pending
  if ((isOfTheFiled(name) ? all : cell.n) < min_n) return { value: null, flag: 'low_n' }
  if (name === 'share_pending') return { value: Math.round((cell.n_pending / all) * 1e6) / 1e6 }
  if (name === 'km_median') return cell.km_median === null ? notApplicable : { value: cell.km_median }
  return { value: cell[quantiles[name]] }
}
