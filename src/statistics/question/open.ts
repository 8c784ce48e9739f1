import { dayOf } from '../../snapshot/card.ts'
import { membershipsOf } from '../../vocabulary/countries/groups/memberships.ts'
import type { KindQuestion, Opened, ReadableSet } from '../kinds/kind.ts'
import type { Frame } from '../rows/columns.ts'
import { checkCodes } from '../rows/survey.ts'
import { wordsIn } from '../rows/words.ts'
import { checkQuestion } from './check-question.ts'
import { choose } from './choose.ts'
import { setClock } from './clock.ts'
import { reachOf } from './reach.ts'

/**
 * Checks a question, chooses the release that answers it, reads its clock and compares it with the coverage. Throws
 * Problem where it cannot be answered.
 */
export async function openQuestion(
  set: ReadableSet,
  { question, identity }: KindQuestion,
  has_own_measures: boolean
): Promise<Opened> {
  // The common checks only know counts and rates. Columns of a kind with measures of its own are checked against the
  // layout.
  const checked = has_own_measures
    ? { ...question, sort: undefined, fields: undefined, measures: undefined }
    : question
  checkQuestion(checked)
  const memberships = membershipsOf(set, question)
  const chosen = choose(set, checked, identity)
  const clock = setClock(question, chosen)
  const frame: Frame = {
    chosen,
    clock,
    words: wordsIn(chosen),
    memberships,
    groups: question.group_by ?? [],
    levels_in_mixed: false
  }
  await checkCodes(set, question, frame)
  return {
    question,
    frame,
    reach: reachOf(question, clock, chosen, memberships),
    as_at: dayOf(chosen.release)
  }
}
