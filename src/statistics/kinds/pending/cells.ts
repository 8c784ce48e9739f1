import type { ReleaseSet } from '../../../snapshot/release-set.ts'
import { allOf, anyOf, isOneOf } from '../../../snapshot/sql/conditions.ts'
import { dayLiteral } from '../../../snapshot/sql/literals.ts'
import { chosenTable, column, join, raw, type Sql, sql, statementOf } from '../../../snapshot/sql/sql.ts'
import type { Dimension } from '../../../vocabulary/measures/dimension.ts'
import { ofRecords } from '../../rollups/records.ts'
import { type CaseFrame, filtersSql } from '../../rows/case-frame.ts'
import { rowsOf, wordSql } from '../../rows/columns.ts'
import { cellLimit } from '../../rows/guard.ts'
import { guardCells, mostCells } from '../../rows/guard-cells.ts'
import { subsets } from '../subject.ts'
import { countedSql } from './median.ts'
import type { PendingQuestion } from './question.ts'
import { bandSql, bandWordSql, isInBandSql, waitingDaysSql } from './waiting-time.ts'

export interface PendingCell {
  words: Record<string, string>
  pending: number
  /**
   * The cases of which the start of waiting is known. At least half of them have waited no longer than `median` days.
   */
  dated: number
  median: number | null
}

/** Counts the open cases of each cell that has any, all open cases in scope, and those left out. */
export async function countPending(
  set: Pick<ReleaseSet, 'query'>,
  open: CaseFrame,
  asked: PendingQuestion,
  dimensions: readonly string[]
): Promise<{ cells: PendingCell[]; in_scope: number; left_out: { reason: string; count: number }[] }> {
  const states = await statesOf(set, open, asked)
  const in_scope = [...states.values()].reduce((n, count) => n + count, 0)
  if (in_scope === 0) return { cells: [], in_scope, left_out: [] }
  const grouped = dimensions.map((name, i) => sql`${columnSql(open, name)} as ${raw(`g${i}`)}`)
  const places = dimensions.map((_, i) => `g${i}`)
  const days = sql`cast(${waitingDaysSql(open.as_at)} as int) as days`
  const selection = sql`${scopeSql(open, asked)} and ${knownSql(open, asked)}`
  const columns = join([raw('1 as one'), ...grouped, days, sql`${chosenTable.weight} as records`], ', ')
  const selected = ofWaiting(open, sql`select ${columns} from ${chosenTable.name} where ${selection}`)
  if (mostCells(open, dimensions) > cellLimit)
    await guardCells(set, selected, places.join(', '), states.get('cell') ?? 0)
  const words = dimensions.map((name, i) => sql`${wordOf(open, name, i)} as ${raw(`w${i}`)}`)
  const { text, values } =
    statementOf(sql`with selected as (${selected}), ${raw(countedSql(['one', ...places]))}
select ${join([...words, raw('pending, dated, median')], ', ')} from counted`)
  const cells = rowsOf(await set.query(text, values)).map(row => ({
    words: Object.fromEntries(dimensions.map((name, i) => [name, row[`w${i}`] as string])),
    pending: row.pending as number,
    dated: row.dated as number,
    median: row.median as number | null
  }))
  const unknown = states.get('unknown_filtered') ?? 0
  return { cells, in_scope, left_out: unknown > 0 ? [{ reason: 'unknown_filtered', count: unknown }] : [] }
}

/** Completes a piece of SQL that reads only waiting cases, with a rollup where one fits. */
const ofWaiting = ({ frame }: CaseFrame, piece: Sql): Sql =>
  ofRecords(frame.chosen, 'waiting_since', piece, 'waiting')

/** The cells that have open cases, by their words. Nothing is counted. */
export async function pendingCells(
  set: Pick<ReleaseSet, 'query'>,
  open: CaseFrame,
  asked: PendingQuestion,
  dimensions: readonly string[]
): Promise<string[][]> {
  const grouped = dimensions.map((name, i) => sql`${columnSql(open, name)} as ${raw(`g${i}`)}`)
  const words = dimensions.map((name, i) => wordOf(open, name, i))
  const listed = (pieces: readonly Sql[]): Sql => (pieces.length > 0 ? join(pieces, ', ') : raw('1'))
  const { text, values } = statementOf(
    ofWaiting(
      open,
      sql`select distinct ${listed(words)} from (select ${listed(grouped)}
  from ${chosenTable.name} where ${scopeSql(open, asked)} and ${knownSql(open, asked)})`
    )
  )
  const { columns, rows } = await set.query(text, values)
  return Array.from({ length: rows }, (_, i) => dimensions.map((_, j) => columns[j]?.[i] as string))
}

const columnSql = ({ as_at }: CaseFrame, name: string): Sql =>
  name === 'waiting_time' ? bandSql(as_at) : column(name)

/** A column of columnSql as words. */
const wordOf = ({ frame }: CaseFrame, name: string, i: number): Sql =>
  name === 'waiting_time' ? bandWordSql(raw(`g${i}`)) : wordSql(frame, raw(`g${i}`), name as Dimension)

function scopeSql(open: CaseFrame, { waiting_time }: PendingQuestion): Sql {
  const waiting = waiting_time ? [isInBandSql(open.as_at, waiting_time)] : []
  return allOf([subsets.waiting, filtersSql(open, dayLiteral(open.as_at)), ...waiting])
}

/** The condition that every grouped dimension is known, where the question excludes unknown values. */
function knownSql({ question, frame, as_at }: CaseFrame, { groups }: PendingQuestion): Sql {
  if (question.include_unknown !== false) return raw('true')
  const unknown = groups.map(name =>
    name === 'waiting_time'
      ? isInBandSql(as_at, ['UNK'])
      : isOneOf(wordSql(frame, column(name), name as Dimension), ['UNK', 'unknown'])
  )
  return sql`not ${anyOf(unknown)}`
}

async function statesOf(
  set: Pick<ReleaseSet, 'query'>,
  open: CaseFrame,
  asked: PendingQuestion
): Promise<Map<string, number>> {
  const { text, values } = statementOf(
    ofWaiting(
      open,
      sql`select case when ${knownSql(open, asked)} then 'cell' else 'unknown_filtered' end,
  cast(${chosenTable.count} as int) from ${chosenTable.name} where ${scopeSql(open, asked)} group by 1`
    )
  )
  const { columns, rows } = await set.query(text, values)
  return new Map(
    Array.from({ length: rows }, (_, i) => [columns[0]?.[i] as string, columns[1]?.[i] as number])
  )
}
