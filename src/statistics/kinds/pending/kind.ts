import type { CellStatus } from '../../../vocabulary/cell-status.ts'
import { pendingStatistics } from '../../../vocabulary/measures/case-statistics.ts'
import { defaultMinN } from '../../../vocabulary/measures/measure.ts'
import type { ResultColumn, ResultRow } from '../../../vocabulary/results/result-table.ts'
import { groupOptions, pageOptions, releaseOptions, withoutShares } from '../../question/options.ts'
import { caseCaveats } from '../../rows/case-frame.ts'
import { caveatsOfNothing } from '../../table/caveats.ts'
import { estimateCells } from '../../table/fill.ts'
import { constantsOf } from '../../table/result.ts'
import type { CountedRows, Kind, KindLayout, Opened, ReadableSet, Size } from '../kind.ts'
import { countPending, type PendingCell, pendingCells } from './cells.ts'
import { type PendingQuestion, pendingQuestion } from './question.ts'

/**
 * Cases that wait for something on the day of the release, by what they wait for and how long. A stock: never added
 * to flows, nor to the stock of another day.
 */
export const pendingKind = {
  path: pendingStatistics.path,
  title: 'Open cases',
  options: [
    ...releaseOptions,
    ...groupOptions,
    'filters',
    'own_filters',
    'include_unknown',
    'min_n',
    ...pageOptions,
    'fill'
  ],
  missing: { intervals: withoutShares },
  meta: [
    'query',
    'unit',
    'counting_rule',
    'as_at',
    'partial',
    'groups',
    'reconciliation',
    'total',
    'total_reason',
    'estimate'
  ],
  has_own_measures: true,
  tells_left_out: true,
  read: pendingQuestion,
  layout: (_set, opened, asked) => layoutOf(opened, asked),
  count,
  size,
  empty: (_opened, asked, _layout, why) => emptyCell(asked, why)
} as const satisfies Kind<PendingQuestion, KindLayout>

function layoutOf(opened: Opened, { question, groups, measures }: PendingQuestion): KindLayout {
  // The queues are separate: cases that wait for a judge and cases that wait for an appeal are never added.
  const isSplit = !groups.includes('waiting_at') && question.filters?.waiting_at?.length !== 1
  const split_by = isSplit ? ['waiting_at'] : []
  const { frame, as_at } = opened
  const { year_basis: _, ...constants } = constantsOf(frame, 'cases')
  return {
    dimensions: [...groups, ...split_by],
    split_by,
    measures: measures.map((name): ResultColumn => ({ name, kind: name === 'pending' ? 'count' : 'days' })),
    measured: measures,
    unit: 'cases',
    // A stock of one day.
    table: { from: as_at, to: as_at, year_basis: null, date_basis: null, constants: { as_at, ...constants } }
  }
}

const isOutside = ({ reach }: Opened): boolean => reach.inside === 'outside'

async function count(
  set: ReadableSet,
  opened: Opened,
  asked: PendingQuestion,
  { dimensions }: KindLayout
): Promise<CountedRows> {
  const { cells, in_scope, left_out } = isOutside(opened)
    ? { cells: [], in_scope: 0, left_out: [] }
    : await countPending(set, opened, asked, dimensions)
  const unplaced = left_out.map(({ reason, count }) => [reason, count] as const)
  const placed = unplaced.reduce((n, [, count]) => n - count, in_scope)
  return {
    rows: cells.map(cell => rowOf(cell, asked)),
    accounts: {
      pending: {
        states: { cell: placed, ...Object.fromEntries(unplaced) },
        cells: cells.map(({ pending }) => pending)
      }
    },
    caveats: await caseCaveats(set, opened, cells.length === 0)
  }
}

async function size(
  set: ReadableSet,
  opened: Opened,
  asked: PendingQuestion,
  { dimensions }: KindLayout
): Promise<Size> {
  const cells = isOutside(opened) ? [] : await pendingCells(set, opened, asked, dimensions)
  return {
    estimate: estimateCells(dimensions, cells),
    cells: async () => cells,
    caveats: caveatsOfNothing(opened.frame.chosen, opened.question)
  }
}

interface FlaggedNumber {
  value: number | null
  flag?: string
}

function rowOf({ words, pending, dated, median }: PendingCell, asked: PendingQuestion): ResultRow {
  const isFew = dated < (asked.question.min_n ?? defaultMinN)
  return {
    words,
    ...figuresOf(asked, {
      pending: { value: pending },
      waiting_days_median: isFew ? { value: null, flag: 'low_n' } : { value: median }
    })
  }
}

/** A cell without open cases: zero, or null with the reason `why` as a flag. */
const emptyCell = (asked: PendingQuestion, why: CellStatus | undefined) =>
  figuresOf(asked, {
    pending: why ? { value: null, flag: why } : { value: 0 },
    waiting_days_median: { value: null, flag: why ?? 'low_n' }
  })

/** The requested measures, in their order. */
function figuresOf(
  { measures }: PendingQuestion,
  values: Readonly<Record<string, FlaggedNumber>>
): Pick<ResultRow, 'numbers' | 'flags'> {
  const found: Pick<ResultRow, 'numbers' | 'flags'> = { numbers: {}, flags: {} }
  for (const name of measures) {
    const { value, flag } = values[name] as FlaggedNumber
    found.numbers[name] = value
    if (flag) found.flags[name] = [flag]
  }
  return found
}
