import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { column, join, raw, type Sql, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import { addMonths } from '../../vocabulary/time/day.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { type Frame, groupReader, groupSql, hasColumn, storedGroups } from '../rows/columns.ts'
import { type Family, inCell, selectionSql } from '../rows/selection.ts'
import { isWord } from '../rows/words.ts'
import { notReportedMark } from '../table/sums.ts'
import { keyText } from './lack.ts'
import { maskSql, type PartNeed } from './part-masks.ts'

/**
 * A unit of reporting inside a cell: what one reporter tells for one period, and for one nationality where a filter names
 * some. Each is told whole or in part, or is not there.
 */
export interface ToldUnit {
  /** The words of the answer's groups that are no period, in their order; one list for all units of a key. */
  key: readonly string[]
  /** The same as one text: see keyText. */
  id: string
  reporter: string
  nationality: string
  /** First day of the period. */
  from: string
  value: number
  /** How many combinations of the parts needed are told: see PartNeed. */
  covered: number
  /** Of each need the parts that some row tells. */
  masks: readonly number[]
  /** False where there are rows and all of them say that nothing is reported. */
  is_told: boolean
  /** Whether rows of single nationalities stand in for all of them. */
  is_of_some: boolean
}

/** A missing figure is looked for this long before and after those that are told. */
export const nearMonths = 12

/** The groups of an answer that are no period, and that rows have columns for. */
export const keyGroups = (frame: Frame): Dimension[] =>
  storedGroups(frame).filter(name => dimensions[name].kind !== 'period')

/** Reads the units of reporting of all cells, in the time that is asked for and in the year before and after it. */
export async function toldUnits(
  set: Pick<ReleaseSet, 'queryPacked'>,
  plan: Plan,
  family: Family,
  needs: readonly PartNeed[]
): Promise<ToldUnit[]> {
  const frame = widened(plan.frame)
  const groups = keyGroups(frame)
  const keys = groups.map((_, i) => `g${i}`)
  const masks = needs.map((_, i) => `m${i}`)
  const covered =
    masks.length === 0 ? 'cast(is_told as int)' : masks.map(mask => `bit_count(${mask})`).join(' * ')
  const own = [...keys, 'reporter', 'nationality', 'p_from']
  const seen = [
    ...groups.map((name, i) => sql`${groupSql(frame, name)} as ${raw(`g${i}`)}`),
    ...unitColumns(plan),
    ...needs.map(({ dimension }) => column(dimension)),
    sql`${isTold} as is_told, p_from, cast(sum(addend) as double) as value`
  ]
  const told = [
    ...[...own, 'is_of_some', 'is_told'].map(raw),
    ...needs.map((need, i) => sql`case when is_told then ${maskSql(need)} else 0 end as ${raw(`m${i}`)}`),
    raw('sum(value) as value')
  ]
  const sent = [
    ...groups.map((name, i) => sql`${groupReader(frame, name).sent(raw(`g${i}`))} as ${raw(`g${i}`)}`),
    raw(`coalesce(cast(reporter as varchar), 'UNK') as reporter, coalesce(cast(nationality as varchar), 'UNK') as nationality,
      cast(p_from as varchar) as p_from`)
  ]
  // Rows are added up by their columns as they are, and only then read as words and parts.
  const rest = sql`, seen as (
  select ${join(seen, ', ')} from selected where ${inCell} and unit = ${plan.unit} group by all
), told as (
  select ${join(told, ', ')} from seen group by all
), units as (
  select ${raw(own.join(', '))}, sum(value) as value, cast(max(is_of_some) as int) as is_of_some,
    cast(bool_or(is_told) as int) as is_told, cast(sum(${raw(covered)}) as int) as covered
    ${raw(masks.map(mask => `, cast(bit_or(${mask}) as int) as ${mask}`).join(''))}
  from told group by ${raw(own.join(', '))}
)
select * replace (${join(sent, ', ')}) from units`
  const { text, values } = statementOf(selectionSql(plan.question, frame, family, rest))
  const found = await set.queryPacked(text, values)
  const at = (name: string): ArrayLike<unknown> => found.columns[found.names.indexOf(name)] ?? []
  const readers = groups.map((name, i) => ({ values: at(`g${i}`), reader: groupReader(frame, name) }))
  const read = {
    ...{ reporter: at('reporter'), nationality: at('nationality'), p_from: at('p_from'), value: at('value') },
    ...{ covered: at('covered'), is_told: at('is_told'), is_of_some: at('is_of_some') }
  }
  const maskColumns = masks.map(at)
  const keyOf = eachOnce()
  // One object each and nothing besides: there are as many as cells, periods and reporters together.
  return Array.from({ length: found.rows }, (_, i) => {
    const { key, id } = keyOf(readers.map(({ values, reader }) => reader.word(values[i]) as string))
    return {
      key,
      id,
      reporter: read.reporter[i] as string,
      nationality: read.nationality[i] as string,
      from: read.p_from[i] as string,
      value: read.value[i] as number,
      covered: read.covered[i] as number,
      masks: maskColumns.length === 0 ? noMasks : maskColumns.map(values => values[i] as number),
      is_told: read.is_told[i] === 1,
      is_of_some: read.is_of_some[i] === 1
    }
  })
}

const noMasks: readonly number[] = []

/** Gives each key, and its text, as one and the same value. */
function eachOnce(): (key: readonly string[]) => Pick<ToldUnit, 'key' | 'id'> {
  const known = new Map<string, Pick<ToldUnit, 'key' | 'id'>>()
  return key => {
    const id = keyText(key)
    const found = known.get(id) ?? { key, id }
    known.set(id, found)
    return found
  }
}

/** The row has a figure, withheld or not. */
const isTold = sql`(mark & ${raw(String(notReportedMark))} = 0)`

/** The same question over a year more on each side of its bounds. */
function widened(frame: Frame): Frame {
  const { from, to, ...clock } = frame.clock
  return {
    ...frame,
    clock: {
      ...clock,
      ...(from !== undefined && { from: addMonths(from, -nearMonths) }),
      ...(to !== undefined && { to: addMonths(to, nearMonths) })
    }
  }
}

/** The reporter and the nationality of a row, as far as an answer adds several, and whether it is of one of many. */
function unitColumns({ question, frame }: Plan): Sql[] {
  const { chosen, groups } = frame
  const isOpen = (name: Dimension): boolean =>
    hasColumn(chosen, name) && chosen.card.dimensions.includes(name) && !groups.includes(name)
  const isNamed =
    question.filters?.nationality !== undefined || frame.memberships?.nationality_group !== undefined
  const reporter = isOpen('country_of_asylum') ? column('country_of_asylum') : raw("''")
  const nationality = isOpen('nationality') && isNamed ? column('nationality') : raw("''")
  const isWhole = isWord(frame, 'nationality', ['not_split'])
  const isOfSome = isOpen('nationality') && !isNamed ? sql`cast(not ${isWhole} as int)` : raw('0')
  return [sql`${reporter} as reporter`, sql`${nationality} as nationality`, sql`${isOfSome} as is_of_some`]
}
