import { pendingStatistics } from '../../../vocabulary/measures/case-statistics.ts'
import { Problem } from '../../../vocabulary/problem.ts'
import { identityOf, maximumGroups, type Question, questionOf } from '../../question/question.ts'
import { caseSubject } from '../../rows/case-frame.ts'
import type { WaitingTime } from './waiting-time.ts'

const subject = caseSubject(pendingStatistics.path, 'Open cases', pendingStatistics)

/** What is asked of the open cases. waiting_time is made from the day of the release, so no table has it. */
export interface PendingQuestion {
  question: Question
  groups: readonly string[]
  own_filters: { waiting_time?: readonly WaitingTime[] }
  waiting_time?: readonly WaitingTime[]
  measures: readonly string[]
  /** The text that a cursor is bound to. */
  identity: string
}

const clockWords = ['period', 'period_from', 'period_to', 'date_basis', 'year_basis'] as const

/** Reads the parameters. Throws Problem where a stock is asked for as if it were a flow, or cut too finely. */
export function pendingQuestion(query: Readonly<Record<string, unknown>>): PendingQuestion {
  refuseClock(query)
  const { measures, waiting_time, group_by = [], ...rest } = query
  const groups = group_by as string[]
  if (groups.length > maximumGroups)
    throw new Problem('invalid-parameter', `group_by takes at most ${maximumGroups} dimensions.`, [
      { parameter: 'group_by', code: 'invalid-parameter' }
    ])
  const question = questionOf({ ...rest, group_by: groups.filter(name => name !== 'waiting_time') }, subject)
  const asked = (measures as string[] | undefined) ?? Object.keys(pendingStatistics.measures)
  return {
    question,
    groups,
    ...(waiting_time ? { waiting_time: waiting_time as WaitingTime[] } : {}),
    own_filters: waiting_time ? { waiting_time: waiting_time as WaitingTime[] } : {},
    measures: asked,
    identity: `${identityOf(question)} ${JSON.stringify([groups, asked, waiting_time])}`
  }
}

/** Who is open on one day is no part of any period, and what one release holds open another may hold open too. */
function refuseClock(query: Readonly<Record<string, unknown>>): void {
  const asked = clockWords.filter(name => query[name] !== undefined)
  if (asked.length === 0) return
  throw new Problem(
    'unsupported-combination',
    `These are the cases that are open on one day, that of the release, so ${asked.join(', ')} cannot choose among them. Another day is another release: release= or as_of=. How long they have waited is the dimension waiting_time; how long decisions take, by the period of filing, is told by /v1/statistics/durations.`,
    asked.map(parameter => ({ parameter, code: 'unsupported-combination' }))
  )
}
