import { allOf } from '../../snapshot/sql/conditions.ts'
import { dayLiteral } from '../../snapshot/sql/literals.ts'
import { column, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import type { CaveatText } from '../../vocabulary/about.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import { isOfScope } from '../../vocabulary/measures/scope-values.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { isRecords } from '../question/chosen.ts'
import { type Frame, hasColumn, storedGroups } from './columns.ts'
import { firstDaySql, lastDaySql } from './record-dates.ts'
import { type Open, openScope } from './scope.ts'
import { areInScope, isInScope } from './words.ts'

/**
 * What a caveat finds in rows: whether it touches any, and the least and greatest value of each dimension of its scope.
 */
export interface Touch {
  touched: boolean
  spans: [least: string | null, greatest: string | null][]
}

/** A caveat, and how it is checked on the rows of an answer. */
export interface CaveatCheck {
  id: string
  when: CaveatText['when']
  /** Of records: a condition on rows, where it only matters whether any row meets it. */
  sought?: Sql
  /** The columns to select from rows, and their aggregates. */
  columns(name: string): { rows: Sql[]; sums: Sql[] }
  /** `words` are those of the groups of the row. */
  read(row: Record<string, unknown>, name: string, words: readonly string[]): Touch
}

/** Decisions whose source code is in no code list: no rate can tell whether they belong to its numerator. */
const unmappedCodes: CaveatText = {
  id: 'unmapped-codes',
  text: said('unmapped_codes'),
  scope: { outcome: ['unknown'] },
  when: 'touches'
}

/** The caveats of the source and, where an answer has rates, the one that rates of any source can have. */
export const caveatTexts = ({ rates, frame }: Pick<Plan, 'rates' | 'frame'>): readonly CaveatText[] => [
  ...frame.chosen.release.about.caveats,
  ...(rates.length > 0 ? [unmappedCodes] : [])
]

/** The caveats that an answer can have. Each checks only what the question leaves open. */
export function caveatChecks(plan: Plan): CaveatCheck[] {
  return caveatTexts(plan).flatMap(caveat => checkOf(caveat, plan) ?? [])
}

function checkOf(caveat: CaveatText, plan: Plan): CaveatCheck | undefined {
  const { question, frame } = plan
  const open = openScope(caveat.scope, question, frame)
  const dated = datesSql(caveat, frame)
  if (open === false || dated === false) return undefined
  if (caveat.when === 'adds_up') return addsUp(caveat, plan, open, dated)
  const readWords = dated.length === 0 ? wordsTelling(open, frame) : undefined
  if (readWords) return { ...named(caveat), ...noColumns, read: readWords }
  if (isRecords(frame.chosen))
    return { ...named(caveat), sought: allOf([areInScope(frame, open), ...dated]), ...noColumns }
  const touched = touchedSql(open, dated, frame)
  return {
    ...named(caveat),
    columns: name => ({
      rows: [sql`${touched} as ${raw(name)}`],
      sums: [sql`coalesce(bool_or(${raw(name)}), false) as ${raw(name)}`]
    }),
    read: (row, name) => (row[name] === true ? isTouching : untouched)
  }
}

/** Shared by all rows, since large answers have many. */
const isTouching: Touch = { touched: true, spans: [] }
export const untouched: Touch = { touched: false, spans: [] }
const noColumns: Pick<CaveatCheck, 'columns' | 'read'> = {
  columns: () => ({ rows: [], sums: [] }),
  read: () => untouched
}
const named = ({ id, when }: CaveatText) => ({ id, when })

const touchedSql = (open: Exclude<Open, false>, dated: Sql[], frame: Frame): Sql =>
  allOf([...(open.length > 0 ? [isInScope(frame, open)] : []), ...dated])

/**
 * Conditions on rows for the period of a caveat; false where no row can lie in it. A record without a date may lie in
 * any period.
 */
function datesSql({ from, to }: CaveatText, frame: Frame): Sql[] | false {
  const { clock } = frame
  // With bounds, a row without a date is in no cell.
  if ((from !== undefined && clock.to !== undefined && clock.to < from) || isAfter(to, clock.from))
    return false
  const conditions = [
    ...(from === undefined || (clock.from !== undefined && clock.from >= from)
      ? []
      : [sql`${lastDaySql(from, frame)} >= ${dayLiteral(from)}`]),
    ...(to === undefined || (clock.to !== undefined && clock.to <= to)
      ? []
      : [sql`${firstDaySql(to, frame)} <= ${dayLiteral(to)}`])
  ]
  return conditions.length === 0 ? [] : [sql`(p_from is null or ${allOf(conditions)})`]
}
const isAfter = (to: string | undefined, from: string | undefined): boolean =>
  to !== undefined && from !== undefined && from > to

/**
 * Where the answer is grouped by all dimensions of a caveat, the words of a cell decide and no column is needed; else
 * undefined.
 */
function wordsTelling(open: Exclude<Open, false>, frame: Frame): CaveatCheck['read'] | undefined {
  const groups = storedGroups(frame)
  const places = open.map(([name, values]) => ({ place: groups.indexOf(name), values }))
  if (open.some(([name]) => !hasOneValue(frame, name))) return undefined
  return (_row, _name, words) =>
    places.every(({ place, values }) => isOfScope(groups[place] as string, values, words[place] as string))
      ? isTouching
      : untouched
}

/**
 * Whether each cell has one value of a dimension. A split by source_level inside `mixed` adds up the levels of other
 * stages.
 */
const hasOneValue = ({ groups, levels_in_mixed }: Frame, name: Dimension): boolean =>
  groups.includes(name) && !(name === 'source_level' && levels_in_mixed)

/**
 * The check of a caveat on values that are added up: whether touched rows of one cell have several values of a
 * dimension of its scope.
 */
function addsUp(
  caveat: CaveatText,
  { question, frame }: Plan,
  open: Exclude<Open, false>,
  dated: Sql[]
): CaveatCheck | undefined {
  const { filters = {} } = question
  const several = Object.entries(caveat.scope).flatMap(([name, values]) => {
    if (!hasColumn(frame.chosen, name) || hasOneValue(frame, name)) return []
    const possible = filters[name]?.filter(value => values.includes(value)) ?? values
    return possible.length > 1 ? [name] : []
  })
  if (several.length === 0) return undefined
  const touched = touchedSql(open, dated, frame)
  return {
    ...named(caveat),
    columns: own => ({
      rows: [
        sql`${touched} as ${raw(own)}`,
        ...several.map((name, i) => sql`cast(${column(name)} as varchar) as ${raw(`${own}_d${i}`)}`)
      ],
      sums: several.flatMap((_, i) =>
        ['min', 'max'].map(end => raw(`${end}(${own}_d${i}) filter (where ${own}) as ${own}_${end}${i}`))
      )
    }),
    read: (row, own) => ({
      touched: false,
      spans: several.map((_, i) => [
        row[`${own}_min${i}`] as string | null,
        row[`${own}_max${i}`] as string | null
      ])
    })
  }
}
