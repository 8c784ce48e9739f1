import { dayOf } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { allOf } from '../snapshot/sql/conditions.ts'
import { dayLiteral } from '../snapshot/sql/literals.ts'
import { chosenTable, raw, type Sql, sql } from '../snapshot/sql/sql.ts'
import { decodeCursor } from '../vocabulary/cursor.ts'
import type { Dimension } from '../vocabulary/dimension.ts'
import type { DateBasis } from '../vocabulary/period.ts'
import { Problem } from '../vocabulary/problem.ts'
import { type CaveatNote, caveatsOfNothing, releaseCaveats } from './caveats.ts'
import { checkQuestion } from './check-question.ts'
import { choose, releaseName } from './choose.ts'
import { setClock } from './clock.ts'
import type { Frame } from './columns.ts'
import { finding } from './finding.ts'
import { filtersIn, type Question } from './question.ts'
import { type Reach, reachOf } from './reach.ts'
import { openScope } from './scope.ts'
import { type Subject, subjects } from './subject.ts'
import { ofRecords } from './summaries/records.ts'
import { checkCodes } from './survey.ts'
import { areInScope, isWord, wordsIn } from './words.ts'

type Asking = Pick<ReleaseSet, 'query'>

/** A question about cases, and the release that answers it. */
export interface CaseFrame {
  question: Question
  frame: Frame
  reach: Reach
  /** The day of the release: what is open is open on it. */
  as_at: string
}

/** What statistics on cases with measures of their own (vocabulary/case-statistics) ask the common stages with. */
export const caseSubject = (
  path: string,
  title: string,
  { groups, filters }: { groups: readonly string[]; filters: readonly string[] },
  date_bases: readonly [DateBasis, ...DateBasis[]] = ['filed']
): Subject => ({
  ...subjects.cases,
  path,
  title,
  date_bases,
  groups: groups.filter(isStored),
  filters: filters.filter(isStored)
})
/** Not stored: made from the day of the release. */
const isStored = (name: string): name is Dimension => name !== 'waiting_time'

/**
 * Checks a question, chooses its release and reads its clock. `identity` is the text that its cursors are bound to.
 * Throws Problem where it cannot be answered.
 */
export async function openCases(
  set: Pick<ReleaseSet, 'releases' | 'query'>,
  question: Question,
  identity: string
): Promise<CaseFrame> {
  // Columns are checked by who knows the measures; the common stages know only counts and rates.
  const asked = { ...question, sort: undefined, fields: undefined, measures: undefined }
  checkQuestion(asked)
  const chosen = choose(set, walked(set, asked, identity))
  const clock = setClock(question, chosen)
  const frame: Frame = { chosen, clock, groups: question.group_by ?? [], levels_in_mixed: false }
  const worded = { ...frame, words: wordsIn(chosen) }
  await checkCodes(set, question, worded)
  const reach = reachOf(question, clock, chosen)
  return { question, frame: worded, reach, as_at: dayOf(chosen.release) }
}

/** A walk over pages stays in the release that it began in. */
function walked({ releases }: Pick<ReleaseSet, 'releases'>, question: Question, identity: string): Question {
  if (question.cursor === undefined) return question
  const { release: name } = decodeCursor(question.cursor, { query: identity })
  const found = releases.find(each => releaseName(each) === name)
  const refused = (type: 'outside-retention' | 'invalid-cursor', detail: string): Problem =>
    new Problem(type, detail, [{ parameter: 'cursor', code: type }])
  if (!found)
    throw refused('outside-retention', `The walk began in ${name}, which is no longer kept. Start again.`)
  const isOther = question.source !== undefined && question.source !== found.source
  if (isOther || !(question.release?.includes(found.release) ?? true))
    throw refused('invalid-cursor', 'This cursor belongs to another release than the one that is asked for.')
  return { ...question, cursor: undefined, as_of: undefined, source: found.source, release: [found.release] }
}

/** The filters of a question as one condition on rows; `without` those that another place takes care of. */
export const filtersSql = ({ question, frame }: CaseFrame, without: readonly Dimension[] = []): Sql =>
  allOf(
    filtersIn(question)
      .filter(([name]) => !without.includes(name))
      .map(([name, values]) => isWord(frame, name, values))
  )

/** Rows of which a date lies outside the period asked for are no part of the question; those without one may be. */
export function insideSql({ frame: { clock } }: CaseFrame, date: Sql): Sql {
  const bounds = [
    ...(clock.from === undefined ? [] : [sql`${date} >= ${dayLiteral(clock.from)}`]),
    ...(clock.to === undefined ? [] : [sql`${date} <= ${dayLiteral(clock.to)}`])
  ]
  return bounds.length === 0 ? raw('true') : sql`(${date} is null or ${allOf(bounds)})`
}

/**
 * The known issues that touch cases in scope, and what is to be known of the release. An issue of several values that
 * are added up is told wherever one of them is in scope and the answer does not hold them apart.
 */
export async function caseCaveats(set: Asking, open: CaseFrame, isEmpty: boolean): Promise<CaveatNote[]> {
  const { frame, question, reach } = open
  const { release } = frame.chosen
  const notes = releaseCaveats(frame.chosen, reach)
  if (isEmpty) return [...notes, ...caveatsOfNothing(frame.chosen, question)]
  const asked = release.about.caveats.flatMap(caveat => {
    const scope = openScope(caveat.scope, question, frame)
    return scope === false || (caveat.when === 'adds_up' && scope.length === 0) ? [] : [{ caveat, scope }]
  })
  const sought = asked.filter(({ scope }) => scope.length > 0)
  const found = await finding(
    set,
    sought.map(({ scope }) => {
      const touched = sql`${filtersSql(open)} and ${areInScope(frame, scope)}`
      return ofRecords(
        frame.chosen,
        'filed_on',
        sql`select 1 from ${chosenTable.name} where ${touched} limit 1`
      )
    })
  )
  return [
    ...notes,
    ...asked
      .filter(each => each.scope.length === 0 || found[sought.indexOf(each)])
      .map(({ caveat: { id, text } }) => ({ id, source: release.source, text }))
  ]
}
