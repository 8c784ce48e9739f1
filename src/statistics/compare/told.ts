import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { column, join, raw, sql, statementOf } from '../../snapshot/sql/sql.ts'
import { membershipsOf } from '../../vocabulary/countries/groups/memberships.ts'
import { type Dimension, emptyValue } from '../../vocabulary/measures/dimension.ts'
import type { SubjectAnswer } from '../kinds/decisions/kind.ts'
import { choose } from '../question/choose.ts'
import { isRecords } from '../question/chosen.ts'
import { setClock } from '../question/clock.ts'
import type { Question } from '../question/question.ts'
import { type Frame, hasColumn, rowsOf } from '../rows/columns.ts'
import { askedOfRecords } from '../rows/merged.ts'
import { inCell, selectionSql } from '../rows/selection.ts'
import { wordsIn } from '../rows/words.ts'

/** Dimensions that say what an answer is about, whether it is grouped by them or not. */
export const toldDimensions = [
  'decision_stage',
  'source_level',
  'authority',
  'application_type',
  'screening_type',
  'return_type'
] as const satisfies readonly Dimension[]
export type ToldDimension = (typeof toldDimensions)[number]

/**
 * The combinations of words of these dimensions in the rows of an answer. A dimension that the table does not have is
 * left out.
 */
export type Told = Partial<Record<ToldDimension, string>>[]

/**
 * Reads these combinations from the rows of an answer. Empty for a partner source, about which nothing may be published
 * but its tables.
 */
export async function toldBy(
  set: Pick<ReleaseSet, 'releases' | 'query' | 'country_groups'>,
  question: Question,
  { meta }: SubjectAnswer
): Promise<Told> {
  const chosen = choose(set, question)
  const isPrivate = chosen.release.about.disclosure.policy !== 'public'
  if (question.dry_run || isPrivate || meta.unit === null || meta.total === 0) return []
  const names = toldDimensions.filter(
    name =>
      hasColumn(chosen, name) && chosen.subject.groups.includes(name) && chosen.card.dimensions.includes(name)
  )
  if (names.length === 0) return [{}]
  const split = meta.query.split_by as Dimension[]
  const frame: Frame = {
    chosen,
    clock: setClock(question, chosen),
    words: wordsIn(chosen),
    memberships: membershipsOf(set, question),
    groups: [...(question.group_by ?? []), ...split],
    levels_in_mixed: false
  }
  const columns = names.map(name => sql`cast(${column(name)} as varchar) as ${raw(name)}`)
  const ofUnit = isRecords(chosen) ? raw('true') : sql`unit = ${meta.unit}`
  const telling = sql`select distinct ${join(columns, ', ')} from selected where ${inCell} and ${ofUnit} order by all`
  const narrowed = askedOfRecords(question, chosen)
  const { text, values } = statementOf(selectionSql(narrowed, frame, 'count', telling))
  return rowsOf(await set.query(text, values)).map(
    row => Object.fromEntries(names.map(name => [name, row[name] ?? emptyValue(name)])) as Told[number]
  )
}

/** The words of one dimension in an answer's rows, each once. */
export const wordsTold = (told: Told, name: ToldDimension): string[] =>
  [...new Set(told.flatMap(each => each[name] ?? []))].sort()
