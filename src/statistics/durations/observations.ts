import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { Dimension } from '../../vocabulary/dimension.ts'
import { type CaseFrame, filtersSql, insideSql } from '../case-frame.ts'
import { groupSql, wordReader } from '../columns.ts'
import { allOf, join, raw, type Sql, sql } from '../sql-text.ts'
import { observationsFor } from '../summaries/observations.ts'
import type { Worded } from '../words.ts'
import { type Branch, whyNotOpen } from './branches.ts'
import type { Tables } from './tables.ts'

/** What becomes of an observation. */
export const states = ['decided', 'open', ...whyNotOpen, 'negative_span', 'unknown_filtered'] as const
export type State = (typeof states)[number]

/** The groups that rows have columns for, in the order of the answer. */
export const groupsOf = ({ question }: CaseFrame): Dimension[] => [...(question.group_by ?? [])]

/** A question, and the observations that it is about. */
export interface Reading {
  open: CaseFrame
  tables: Tables
  branches: readonly Branch[]
}

/** Observations of one cell and one branch in the order of days: rows `from` up to `to` of columns that cells share. */
export interface Run {
  days: readonly (number | null)[]
  /** By their places in `states`. */
  states: Uint8Array
  numbers: readonly number[]
  from: number
  to: number
}

/**
 * Reads the observations of a branch, and gives those of each cell with its words: its stage, its kind of application
 * and those of the groups. Not `exact`, days are their sign alone: enough to count cells by, and far fewer rows.
 */
export async function readBranch(
  set: Pick<ReleaseSet, 'query'>,
  { open, tables }: Reading,
  branch: Branch,
  exact: boolean
): Promise<{ words: string[]; run: Run }[]> {
  const { text, values } = rowsSql(asIn(open, tables[branch.of]), branch, exact)
  const { columns, rows } = await set.query(text, values)
  const [days, numbers, ended, other, ...own] = columns as [
    (number | null)[],
    number[],
    boolean[],
    (number | null)[],
    ...unknown[][]
  ]
  const readers = [readKind, ...groupsOf(open).map(name => wordReader(open.frame, name))]
  const found: { words: string[]; run: Run }[] = []
  const codes = new Uint8Array(rows)
  let isUnknown = false
  for (let row = 0; row < rows; row++) {
    if (row === 0 || own.some(column => column[row] !== column[row - 1])) {
      // A row without a date is in no period, which has no word.
      const words = own.map((column, i) => readers[i]?.(column[row]) ?? '')
      isUnknown = open.question.include_unknown === false && words.slice(1).some(isUnknownWord)
      found.push({
        words: [branch.stage, ...words],
        run: { days, states: codes, numbers, from: row, to: row }
      })
    }
    codes[row] = placeOf(stateOf(days[row] ?? null, isUnknown, ended[row] as boolean, other[row] ?? null))
    const last = found[found.length - 1]
    if (last) last.run.to = row + 1
  }
  return found
}

const placeOf = (state: State): number => states.indexOf(state)
const readKind = (value: unknown): string => String(value)
const isUnknownWord = (word: string): boolean => word === 'UNK' || word === 'unknown'

function stateOf(days: number | null, isUnknown: boolean, ended: boolean, other: number | null): State {
  if (other !== null) return whyNotOpen[other] as State
  if (days === null) return 'no_date'
  if (days < 0) return 'negative_span'
  if (isUnknown) return 'unknown_filtered'
  return ended ? 'decided' : 'open'
}

/** The question as it is put to one of the tables, by its words. */
const asIn = (open: CaseFrame, { chosen: { table, subject }, words }: Worded): CaseFrame => {
  const { words: _, ...frame } = open.frame
  return {
    ...open,
    frame: { ...frame, chosen: { ...frame.chosen, table, subject }, ...(words ? { words } : {}) }
  }
}

/** The rows of a branch, grouped by what they have, which is fast: words are made of what comes out. */
function rowsSql(open: CaseFrame, branch: Branch, exact: boolean): Sql {
  const { frame, as_at } = open
  const isFiled = frame.clock.date_basis === 'filed'
  const groups = groupsOf(open).map((name, i) => sql`${groupSql(frame, name)} as ${raw(`r${i}`)}`)
  const days = raw(exact ? 'days' : 'cast(sign(days) as int) as days')
  const own = [raw('kind'), ...groups]
  // Of what was decided in a period, what is not decided is no part.
  const scope = [filtersSql(open), insideSql(open, raw('p_from')), ...(isFiled ? [] : endedSql(branch))]
  const from = observationsFor(frame, branch, as_at, allOf([branch.where, filtersSql(open), ...groups]))
  const places = groups.map((_, i) => `r${i}, `).join('')
  return sql`select days, cast(sum(number) as int) as number, ended, other, ${raw(`${places ? `kind, ${places.slice(0, -2)}` : 'kind'}`)}
from (select ${join([days, ...own], ', ')}, ended, cast(other as int) as other, number from (${from} where ${branch.where}) where ${allOf(scope)})
group by all order by kind, ${raw(places)}days nulls first`
}

/** An undated decision may have been in the period; what is open was decided in none. */
const endedSql = ({ not_open, stage }: Branch): Sql[] =>
  stage === 'return_decision' || not_open === undefined ? [raw('ended')] : []
