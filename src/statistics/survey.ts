import type { ReleaseSet } from '../snapshot/release-set.ts'
import { type Dimension, type DimensionDefinition, dimensions, neverAdded } from '../vocabulary/dimension.ts'
import { nearest, Problem } from '../vocabulary/problem.ts'
import type { Unit } from '../vocabulary/unit.ts'
import { type Frame, hasColumn, isConstant, rowsOf } from './columns.ts'
import { filtersIn, type Question } from './question.ts'
import { distinctFamilies, type Family, selectionSql } from './selection.ts'
import { join, raw, sql } from './sql-text.ts'

/** What is in scope of one unit, before anything is added. */
export interface UnitSurvey {
  unit: Unit
  /** Rows in scope, and those of them that have a place in a cell. */
  records: number
  placed: number
  /** Rows whose period fits into none that is asked for. */
  unplaced: number
  /** Dimensions that are never added and have several values, those of `mixed` as source_level. */
  several: Dimension[]
}

/** Looks at the rows in scope of each unit, for all families of the asked measures. */
export async function survey(
  set: Pick<ReleaseSet, 'query'>,
  question: Question,
  frame: Frame,
  families: readonly Family[]
): Promise<UnitSurvey[]> {
  const found = new Map<Unit, UnitSurvey>()
  for (const family of distinctFamilies(question, frame, families))
    for (const row of await surveyFamily(set, question, frame, family)) {
      const other = found.get(row.unit)
      found.set(row.unit, other ? together(other, row) : row)
    }
  return [...found.values()].sort((a, b) => (a.unit < b.unit ? -1 : 1))
}

const splitting = [...neverAdded, 'source_level'] as const satisfies readonly Dimension[]

async function surveyFamily(
  set: Pick<ReleaseSet, 'query'>,
  question: Question,
  frame: Frame,
  family: Family
): Promise<UnitSurvey[]> {
  const names = splitting.filter(name => hasColumn(frame.chosen, name))
  const columns = [
    raw('cast(unit as varchar) as unit, cast(count(*) as int) as records'),
    raw("cast(count(*) filter (where state = 'cell') as int) as placed"),
    raw("cast(count(*) filter (where state = 'no_date') as int) as unplaced"),
    ...names.map((name, i) => {
      const where = name === 'source_level' ? "state = 'cell' and decision_stage = 'mixed'" : "state = 'cell'"
      return raw(`min(${name}) filter (where ${where}) <> max(${name}) filter (where ${where}) as v${i}`)
    })
  ]
  const { text, values } =
    sql`${selectionSql(question, frame, family)}select ${join(columns, ', ')} from selected group by 1`
  return rowsOf(await set.query(text, values)).map(row => ({
    unit: row.unit as Unit,
    records: row.records as number,
    placed: row.placed as number,
    unplaced: row.unplaced as number,
    several: names.filter((_, i) => row[`v${i}`] === true)
  }))
}

const together = (a: UnitSurvey, b: UnitSurvey): UnitSurvey => ({
  unit: a.unit,
  records: a.records,
  placed: Math.max(a.placed, b.placed),
  unplaced: Math.max(a.unplaced, b.unplaced),
  several: splitting.filter(name => a.several.includes(name) || b.several.includes(name))
})

/** A code of the source's own that none of the release's rows has is a slip, and not an answer of nothing. */
export async function checkCodes(
  set: Pick<ReleaseSet, 'query'>,
  question: Question,
  frame: Frame
): Promise<void> {
  const { release, table } = frame.chosen
  for (const [name, asked] of filtersIn(question)) {
    const { kind }: DimensionDefinition = dimensions[name]
    if (kind !== 'code' || isConstant(name)) continue
    const found = await set.query(
      `select distinct coalesce(cast(${name} as varchar), 'UNK') from r${release.release_id}.${table} order by 1`
    )
    const known = (found.columns[0] ?? []) as string[]
    const unknown = asked.filter(value => !known.includes(value))
    if (unknown.length > 0)
      throw new Problem(
        'unknown-code',
        `${release.source} has no ${name} ${unknown.join(', ')}.${known.length <= 30 ? ` It has ${known.join(', ')}.` : ''}`,
        unknown.map(value => ({ parameter: name, code: 'unknown-code', did_you_mean: nearest(value, known) }))
      )
  }
}
