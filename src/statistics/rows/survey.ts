import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { chosenTable, column, join, raw, type Sql, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { inOneText, said } from '../../vocabulary/labels/texts/texts.ts'
import {
  type Dimension,
  type DimensionDefinition,
  dimensionNames,
  dimensions
} from '../../vocabulary/measures/dimension.ts'
import { nearest, Problem } from '../../vocabulary/problem.ts'
import { type FieldName, recordFields } from '../../vocabulary/records/fields.ts'
import type { Unit } from '../../vocabulary/unit.ts'
import { isRecords } from '../question/chosen.ts'
import { filtersIn, type Question } from '../question/question.ts'
import { type Frame, hasColumn, isConstant, rowsOf } from './columns.ts'
import { finding } from './finding.ts'
import { askedOfRecords } from './merged.ts'
import { type Family, inCell, sameRows, selectionSql, statesOf } from './selection.ts'
import { isOther } from './words.ts'

/** What is in scope of one unit, before anything is added. */
export interface UnitSurvey {
  unit: Unit
  /** Rows in scope; left out where the number is not needed. */
  records?: number
  /** Rows whose period does not lie in one requested period. */
  unplaced: number
  /**
   * Dimensions that are never added and have several values in scope. Of source_level in figures, only values inside
   * `mixed` count.
   */
  several: Dimension[]
}

type Asking = Pick<ReleaseSet, 'query'>

/** Surveys the rows in scope of each unit, for all families of the requested measures. */
export async function survey(
  set: Asking,
  question: Question,
  frame: Frame,
  families: readonly Family[]
): Promise<UnitSurvey[]> {
  if (isRecords(frame.chosen)) return surveyRecords(set, question, frame)
  const found = new Map<Unit, UnitSurvey>()
  for (const [family = 'count'] of sameRows(question, frame, families))
    for (const row of await surveyFigures(set, question, frame, family)) {
      const other = found.get(row.unit)
      found.set(row.unit, other ? together(other, row) : row)
    }
  return [...found.values()].sort((a, b) => (a.unit < b.unit ? -1 : 1))
}

/** Dimensions that are never added and that neither a filter nor a grouping settles. */
const openDimensions = (question: Question, { chosen, groups }: Frame): Dimension[] =>
  chosen.subject.never_added.filter(
    name =>
      hasColumn(chosen, name) &&
      chosen.card.dimensions.includes(name) &&
      !groups.includes(name) &&
      question.filters?.[name]?.length !== 1
  )

/** Records have one unit, so only the dimensions that are never added need a query, and often none does. */
async function surveyRecords(set: Asking, question: Question, frame: Frame): Promise<UnitSurvey[]> {
  const { chosen } = frame
  const narrowed = askedOfRecords(question, chosen)
  const several = await severalIn(set, narrowed, frame)
  const { unit, merged } = chosen.subject
  if (narrowed === question || !merged) return [{ unit, unplaced: 0, several }]
  const others = (await countIn(set, question, frame)) - (await countIn(set, narrowed, frame))
  const own = { unit: merged.unit, unplaced: 0, several }
  return others > 0 ? [own, { unit, records: others, unplaced: 0, several: [] }] : [own]
}

async function countIn(set: Asking, question: Question, frame: Frame): Promise<number> {
  const counting = sql`select cast(${chosenTable.count} as int) from selected`
  const { text, values } = statementOf(selectionSql(question, frame, 'count', counting))
  return (await set.query(text, values)).columns[0]?.[0] as number
}

/**
 * Which dimensions have several values: reads the values of one row, then looks up whether any row has another value.
 */
async function severalIn(set: Asking, question: Question, frame: Frame): Promise<Dimension[]> {
  const names = openDimensions(question, frame)
  if (names.length === 0) return []
  const words = join(
    names.map(name => sql`cast(${column(name)} as varchar)`),
    ', '
  )
  const asking = (rest: Sql): Sql => selectionSql(question, frame, 'count', rest)
  const one = statementOf(asking(sql`select ${words} from selected where ${inCell} limit 1`))
  const { columns, rows: found } = await set.query(one.text, one.values)
  if (found === 0) return []
  const others = names.map((name, i) => {
    const isAnother = isOther(frame, name, columns[i]?.[0] as string)
    return asking(sql`select 1 from selected where ${inCell} and ${isAnother} limit 1`)
  })
  const hasOther = await finding(set, others)
  return names.filter((_, i) => hasOther[i])
}

const severalSql = (name: Dimension, i: number, where: Sql): Sql =>
  sql`min(${column(name)}) filter (where ${where}) <> max(${column(name)}) filter (where ${where}) as ${raw(`v${i}`)}`

async function surveyFigures(
  set: Asking,
  question: Question,
  frame: Frame,
  family: Family
): Promise<UnitSurvey[]> {
  const names = frame.chosen.subject.never_added.filter(name => hasColumn(frame.chosen, name))
  const columns = [
    raw('cast(unit as varchar) as unit, cast(count(*) as int) as records'),
    raw(
      `cast(count(*) filter (where state = ${statesOf(question, frame).indexOf('no_date')}) as int) as unplaced`
    ),
    ...names.map((name, i) => {
      const isMixed = sql`${inCell} and ${column('decision_stage')} = 'mixed'`
      return severalSql(name, i, name === 'source_level' ? isMixed : inCell)
    })
  ]
  const counting = sql`select ${join(columns, ', ')} from selected group by 1`
  const { text, values } = statementOf(selectionSql(question, frame, family, counting))
  return rowsOf(await set.query(text, values)).map(row => ({
    unit: row.unit as Unit,
    records: row.records as number,
    unplaced: row.unplaced as number,
    several: names.filter((_, i) => row[`v${i}`] === true)
  }))
}

const together = (a: UnitSurvey, b: UnitSurvey): UnitSurvey => ({
  unit: a.unit,
  records: a.records,
  unplaced: Math.max(a.unplaced, b.unplaced),
  several: dimensionNames.filter(name => a.several.includes(name) || b.several.includes(name))
})

/**
 * Throws unknown-code for a code of the source that no row of the release has: it is a mistake in the request, and no
 * empty answer.
 */
export async function checkCodes(set: Asking, question: Question, frame: Frame): Promise<void> {
  for (const [name, values] of filtersIn(question)) {
    const { kind }: DimensionDefinition = dimensions[name]
    if (kind !== 'code' || isConstant(name)) continue
    const words = frame.words?.get(name)
    if (words && values.every(value => words.includes(value))) continue
    const known = await codesOf(set, frame, name)
    const unknown = values.filter(value => !known.includes(value))
    const { source } = frame.chosen.release
    if (unknown.length > 0)
      throw new Problem(
        'unknown-code',
        inOneText([
          said('source_lacks_codes', { source, name, values: unknown.join(', ') }),
          ...(known.length <= 30 ? [said('it_has', { values: known.join(', ') })] : [])
        ]),
        unknown.map(value => ({ parameter: name, code: 'unknown-code', did_you_mean: nearest(value, known) }))
      )
  }
}

async function codesOf(set: Asking, { chosen }: Frame, name: Dimension): Promise<string[]> {
  const found = await set.query(
    `select distinct ${wordsOf(name)} from r${chosen.release.release_id}.${chosen.table} order by 1`
  )
  return (found.columns[0] ?? []) as string[]
}

/** SQL for the words of a column: those of a list one by one, and UNK for a row without any. */
function wordsOf(name: string): string {
  const isList = recordFields[name as FieldName]?.type === 'texts'
  const word = isList ? `unnest(string_split(${name}::varchar, ','))` : `cast(${name} as varchar)`
  return isList ? `coalesce(nullif(${word}, ''), 'UNK')` : `coalesce(${word}, 'UNK')`
}
