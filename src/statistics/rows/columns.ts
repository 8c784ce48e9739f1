import type { Columns, PackedColumns } from '../../snapshot/release-set.ts'
import type { Words } from '../../snapshot/sql/enum-words.ts'
import { column, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import type { Memberships } from '../../vocabulary/countries/groups/memberships.ts'
import {
  type Dimension,
  type DimensionDefinition,
  dimensions,
  emptyValue,
  isCountryGroup
} from '../../vocabulary/measures/dimension.ts'
import { constantDimensions, type PeriodDimension } from '../../vocabulary/measures/subject.ts'
import type { Chosen } from '../question/chosen.ts'
import type { Clock } from '../question/clock.ts'
import { labelOfPlace, labelSql, placeSql } from '../question/period-fit.ts'
import { groupOfRow } from './member.ts'

/** The table of an answer, its clock, and what it is grouped by. */
export interface Frame {
  chosen: Chosen
  clock: Clock
  /** The words of the ENUM columns of the table. Conditions are valid without them, and slower. */
  words?: Words
  /** The groups of countries that the question names. */
  memberships?: Memberships
  /** The requested dimensions, then those that the answer is split by. */
  groups: readonly Dimension[]
  /**
   * Whether the answer is split by source_level inside the stage `mixed` only, as it is where the request does not name
   * source_level.
   */
  levels_in_mixed: boolean
}

export const isConstant = (name: Dimension): boolean =>
  (constantDimensions as readonly Dimension[]).includes(name)

/** Whether the table of the release has a column of this name. */
export const hasColumn = (
  { subject, table }: Pick<Chosen, 'subject' | 'table'>,
  name: string
): name is Dimension => {
  const definition: DimensionDefinition | undefined = dimensions[name as Dimension]
  const grain = table === 'published_counts' ? 'count' : subject.grains[0]
  return (
    definition !== undefined &&
    definition.kind !== 'period' &&
    definition.kind !== 'country_group' &&
    !isConstant(name as Dimension) &&
    definition.grains.includes(grain)
  )
}

/** A group dimension as stored in the rows: cheap to group by, null where a row has no value. */
export function groupSql(frame: Frame, name: Dimension): Sql {
  const { clock, levels_in_mixed } = frame
  if (isCountryGroup(name)) return groupOfRow(frame, name)
  if (dimensions[name].kind === 'period')
    return placeSql(raw('p_from'), name as PeriodDimension, clock.year_basis)
  if (name === 'source_level' && levels_in_mixed)
    return sql`case when ${column('decision_stage')} = 'mixed' then cast(${column('source_level')} as varchar) else 'not_split' end`
  return column(name)
}

/** A column of groupSql as words. */
export const wordSql = ({ clock }: Pick<Frame, 'clock'>, group: Sql, name: Dimension): Sql =>
  dimensions[name].kind === 'period'
    ? labelSql(group, name as PeriodDimension, clock.year_basis)
    : // An empty list is an empty text.
      sql`coalesce(nullif(cast(${group} as varchar), ''), ${raw(`'${emptyValue(name)}'`)})`

/**
 * How the values of a group are sent from DuckDB, in up to hundreds of thousands of rows, and which words they stand
 * for.
 */
export interface GroupReader {
  /** A column of groupSql as it is sent: whole numbers without null are read some ten times faster than words. */
  sent(group: Sql): Sql
  /** The same word as wordSql; null where a row has no place in a period. */
  word(value: unknown): string | null
}

const nothing = -1

export function groupReader(
  frame: Pick<Frame, 'clock' | 'words' | 'levels_in_mixed'>,
  name: Dimension
): GroupReader {
  if (dimensions[name].kind === 'period') return periodReader(frame, name as PeriodDimension)
  const words = frame.words?.get(name)
  const isWorded = words !== undefined && !(name === 'source_level' && frame.levels_in_mixed)
  return {
    sent: group =>
      isWorded ? sql`coalesce(cast(enum_code(${group}) as int), ${raw(String(nothing))})` : group,
    word: value => {
      if (value === null || (isWorded && value === nothing)) return emptyValue(name)
      const word = isWorded ? (words[value as number] as string) : String(value)
      return word === '' ? emptyValue(name) : word
    }
  }
}

function periodReader({ clock }: Pick<Frame, 'clock'>, name: PeriodDimension): GroupReader {
  const labels = new Map<unknown, string>()
  return {
    // -1 is free to stand for null: no date lies before the year 0.
    sent: group => sql`coalesce(cast(${group} as int), ${raw(String(nothing))})`,
    word: value => {
      if (value === nothing) return null
      const label = labels.get(value) ?? labelOfPlace(value as number, name, clock.year_basis)
      labels.set(value, label)
      return label
    }
  }
}

/** The dimensions of an answer that rows have columns for. */
export const storedGroups = ({ groups }: Pick<Frame, 'groups'>): Dimension[] =>
  groups.filter(name => !isConstant(name))

/** The value of a dimension that is the same on each row of the release. */
export const constantOf = ({ release }: Chosen, name: Dimension): string =>
  name === 'source' ? release.source : name === 'series' ? release.series : release.release

/** One row of a result as an object. Filled in a loop, since large answers have many rows. */
export function rowAt({ names, columns }: Columns | PackedColumns, at: number): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [i, name] of names.entries()) row[name] = columns[i]?.[at]
  return row
}

/** The rows of a result as objects. */
export const rowsOf = (found: Columns): Record<string, unknown>[] =>
  Array.from({ length: found.rows }, (_, at) => rowAt(found, at))
