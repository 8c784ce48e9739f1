import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { defaultMinN } from '../../vocabulary/measure.ts'
import type { ResultColumn, ResultRow } from '../../vocabulary/result-table.ts'
import { type CaseFrame, caseCaveats, openCases } from '../case-frame.ts'
import { estimateRows, sizeOf, wholeRows } from '../fill-rows.ts'
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
import { filtersIn } from '../question.ts'
import { countPending, type PendingCell, pendingCells } from './cells.ts'
import { type PendingQuestion, pendingQuestion } from './question.ts'

/**
 * Cases that wait for something on the day of the release, by what they wait for and how long. A stock: never added
 * to flows, nor to the stock of another day. Throws Problem where it cannot be answered.
 */
export async function answerPending(
  set: Pick<ReleaseSet, 'releases' | 'query'>,
  query: Readonly<Record<string, unknown>>
): Promise<ListedAnswer> {
  const asked = pendingQuestion(query)
  const { question } = asked
  const open = await openCases(set, question, asked.identity)
  const split_by = splitBy(asked)
  const columns: Columns = { dimensions: [...asked.groups, ...split_by], numbers: asked.measures }
  checkColumns(question, columns)
  const isOutside = open.reach.inside === 'outside'
  const listing = { open, dimensions: columns.dimensions, asked: { waiting_time: asked.waiting_time } }
  const dry = question.dry_run
    ? estimateRows(listing, isOutside ? [] : await pendingCells(set, open, asked, columns.dimensions))
    : undefined
  const counted =
    dry || isOutside
      ? { cells: [], in_scope: 0, left_out: [] }
      : await countPending(set, open, asked, columns.dimensions)
  const found = counted.cells.map(cell => listed(cell, question.min_n ?? defaultMinN))
  const { rows, caveats } = dry ? { rows: [], caveats: [] } : wholeRows(listing, found, empty)
  const page = pageOfRows(rows, question, columns, open.frame.chosen, asked.identity)
  return {
    data: page.rows.map(row => rowOf(row, question, columns)),
    table: flatTable(page.rows, question, columns, constants(open)),
    releases: [open.frame.chosen.release],
    caveats: [...(await caseCaveats(set, open, found.length === 0)), ...caveats],
    meta: { ...metaOf(open, asked, split_by, counted), ...sizeOf(rows.length, dry) },
    figures: {
      ...figuresOfRows(
        page.rows,
        open,
        { dimensions: columns.dimensions, measures: asked.measures.map(columnOf) },
        {
          ...{ total: dry ? null : rows.length, unit: 'cases', constants: constants(open) },
          left_out: counted.left_out
        }
      ),
      filters: {
        ...Object.fromEntries(filtersIn(question)),
        ...(asked.waiting_time ? { waiting_time: asked.waiting_time } : {})
      },
      // A stock of one day.
      from: open.as_at,
      to: open.as_at,
      year_basis: null,
      date_basis: null
    },
    next: page.next
  }
}

const columnOf = (name: string): ResultColumn => ({ name, kind: name === 'pending' ? 'count' : 'days' })

/** What a cell without open cases says. */
function empty(why: CellStatus | undefined): Omit<ResultRow, 'words'> {
  return {
    numbers: { pending: why ? null : 0, waiting_days_median: null },
    flags: why ? { pending: [why], waiting_days_median: [why] } : { waiting_days_median: ['low_n'] }
  }
}

/** The queues are different ones: who waits for a judge and who waits for an appeal is never added. */
const splitBy = ({ question, groups }: PendingQuestion): string[] =>
  groups.includes('waiting_at') || question.filters?.waiting_at?.length === 1 ? [] : ['waiting_at']

const constants = ({ frame, as_at }: CaseFrame) => {
  const { year_basis: _, ...rest } = constantsOf(frame, 'cases')
  return { as_at, ...rest }
}

function listed({ words, pending, dated, median }: PendingCell, min_n: number): ResultRow {
  const few = dated < min_n
  return {
    words,
    numbers: { pending, waiting_days_median: few ? null : median },
    flags: few ? { waiting_days_median: ['low_n'] } : {}
  }
}

function metaOf(
  { frame, as_at, reach }: CaseFrame,
  { question, groups, measures, waiting_time }: PendingQuestion,
  split_by: string[],
  { cells, in_scope, left_out }: Awaited<ReturnType<typeof countPending>>
): Record<string, unknown> {
  const { release } = frame.chosen
  const sum_of_cells = cells.reduce((n, { pending }) => n + pending, 0)
  const accounted = left_out.reduce((n, { count }) => n + count, sum_of_cells)
  if (in_scope !== accounted)
    throw new Error(`pending: ${in_scope} cases in scope, but ${accounted} accounted for`)
  return {
    query: Object.fromEntries(
      Object.entries({
        source: release.source,
        series: release.series,
        release: release.release,
        as_of: question.as_of,
        group_by: groups,
        split_by,
        measures,
        ...Object.fromEntries(filtersIn(question)),
        waiting_time,
        include_unknown: question.include_unknown ?? true,
        min_n: question.min_n ?? defaultMinN,
        sort: question.sort ?? [...groups, ...split_by],
        limit: question.limit ?? null,
        cursor: question.cursor,
        fields: question.fields,
        fill: question.fill ?? 'none'
      }).filter(([, value]) => value !== undefined)
    ),
    unit: 'cases',
    counting_rule: release.about.counting_rule,
    as_at,
    partial: reach.inside !== 'whole',
    reconciliation: {
      pending: { in_scope, sum_of_cells, suppressed_cells: 0, left_out, not_added: [] }
    }
  }
}
