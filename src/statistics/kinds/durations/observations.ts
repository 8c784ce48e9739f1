import type { ReleaseSet } from '../../../snapshot/release-set.ts'
import { allOf } from '../../../snapshot/sql/conditions.ts'
import { columnsIn, join, raw, type Sql, sql, statementOf } from '../../../snapshot/sql/sql.ts'
import type { Dimension } from '../../../vocabulary/measures/dimension.ts'
import { observationsFor } from '../../rollups/observations.ts'
import { type CaseFrame, filtersSql, insideSql } from '../../rows/case-frame.ts'
import { groupReader, groupSql } from '../../rows/columns.ts'
import { datedMemberships } from '../../rows/member.ts'
import type { Worded } from '../../rows/words.ts'
import type { Branch } from './branch.ts'
import type { Tables } from './tables.ts'

/** The groups that rows have columns for, in the order of the answer. */
export const groupNames = ({ question }: CaseFrame): Dimension[] => [...(question.group_by ?? [])]

/** A question, and the observations that it is about. */
export interface Reading {
  open: CaseFrame
  tables: Tables
  branches: readonly Branch[]
}

/** Observations of one cell and one branch: the rows `from` up to `to` of arrays that all cells share. */
export interface Run {
  /** -1 where they are not known. */
  days: Int32Array
  /** The state, as its index in `states`. */
  became: Int32Array
  numbers: Int32Array
  from: number
  to: number
  /** Whether a word of the cell is unknown, and the question leaves such cells out. */
  isUnknown: boolean
}

/**
 * Reads the observations of a branch, by cell. The words of a cell are its stage, its kind of application and those of
 * its groups. Without `exact`, days are reduced to their sign: that is enough to count cells, and gives far fewer rows.
 */
export async function readBranch(
  set: Pick<ReleaseSet, 'queryPacked'>,
  { open, tables }: Reading,
  branch: Branch,
  exact: boolean
): Promise<{ words: string[]; run: Run }[]> {
  const own = asIn(open, tables[branch.of])
  const { text, values } = statementOf(rowsSql(own, branch, exact))
  const { columns, rows } = await set.queryPacked(text, values)
  const [days, numbers, became, ...places] = columns as [Int32Array, Int32Array, Int32Array, ...Places]
  const readers = groupNames(own).map(name => groupReader(own.frame, name))
  const ofKind = branch.kind === undefined ? [groupReader(own.frame, 'application_type')] : []
  const leavesOut = open.question.include_unknown === false
  const found: { words: string[]; run: Run }[] = []
  const begin = (row: number): Run => {
    // A row without a date is in no period, and has no word for it.
    const words = [...ofKind, ...readers].map((reader, i) => reader.word(places[i]?.[row]) ?? '')
    const isUnknown = leavesOut && words.slice(ofKind.length).some(isUnknownWord)
    const run = { days, became, numbers, from: row, to: row, isUnknown }
    found.push({ words: [branch.stage, ...(branch.kind === undefined ? [] : [branch.kind]), ...words], run })
    return run
  }
  let run: Run | undefined
  for (let row = 0; row < rows; row++) {
    if (!run || !isAlike(places, row)) run = begin(row)
    run.to = row + 1
  }
  return found
}

/** The columns of the groups. */
type Places = readonly (unknown[] | Int32Array)[]

/** Whether a row is of the same cell as the one before it. */
function isAlike(places: Places, row: number): boolean {
  for (const column of places) if (column[row] !== column[row - 1]) return false
  return true
}

const isUnknownWord = (word: string): boolean => word === 'UNK' || word === 'unknown'

/** The question for one of the two tables, with the words of its columns. */
const asIn = (open: CaseFrame, { chosen: { table, subject }, words }: Worded): CaseFrame => {
  const { words: _, ...frame } = open.frame
  return {
    ...open,
    frame: { ...frame, chosen: { ...frame.chosen, table, subject }, ...(words ? { words } : {}) }
  }
}

/** The rows of a branch, grouped by stored values, which is fast. Words are made from the result. */
function rowsSql(open: CaseFrame, branch: Branch, exact: boolean): Sql {
  const { frame, as_at } = open
  const isFiled = frame.clock.date_basis === 'filed'
  const names = groupNames(open)
  const groups = names.map(name => groupSql(frame, name))
  const filters = filtersSql(open, raw('p_from'))
  const columns = columnsIn(branch.where, filters, ...groups)
  // No rollup has the day on which a country has to be in a group.
  if (datedMemberships(frame.memberships).length > 0) columns.add('p_from')
  const { from, isInOrder } = observationsFor(frame, branch, as_at, { groups: names, columns })
  // Those decided in a period do not include what is not decided. Undated decisions stay in, since they may be.
  const scope = [filters, insideSql(open, raw('p_from')), ...(isFiled ? [] : [raw('has_event')])]
  const rows = sql`(${from} where ${branch.where}) where ${allOf(scope)}`
  const sent = [
    ...(branch.kind === undefined ? [groupReader(frame, 'application_type').sent(raw('kind'))] : []),
    ...names.map((name, i) => groupReader(frame, name).sent(groups[i] as Sql))
  ]
  const places = sent.map((column, i) => sql`, ${column} as ${raw(`r${i}`)}`)
  if (exact && isInOrder)
    return sql`select coalesce(days, -1) as days, number, became${join(places, '')} from ${rows}`
  const named = raw(sent.map((_, i) => `, r${i}`).join(''))
  const days = raw(exact ? 'coalesce(days, -1) as days' : 'coalesce(cast(sign(days) as int), -1) as days')
  return sql`select days, cast(sum(number) as int) as number, became${named}
from (select ${days}, number, became${join(places, '')} from ${rows})
group by all${raw(sent.length > 0 ? ` order by ${sent.map((_, i) => `r${i}`).join(', ')}` : '')}`
}
