import { said } from '../../../vocabulary/labels/texts/texts.ts'
import { pendingStatistics } from '../../../vocabulary/measures/case-statistics.ts'
import { Problem } from '../../../vocabulary/problem.ts'
import { identityOf, maximumGroups, type Question, questionOf } from '../../question/question.ts'
import { caseSubject } from '../../rows/case-frame.ts'
import type { CaseWaitingTime } from './waiting-time.ts'

const subject = caseSubject(pendingStatistics.path, 'Open cases', pendingStatistics)

/** A question about open cases. waiting_time is derived from the day of the release, so no table has it. */
export interface PendingQuestion {
  question: Question
  groups: readonly string[]
  own_filters: { waiting_time?: readonly CaseWaitingTime[] }
  waiting_time?: readonly CaseWaitingTime[]
  measures: readonly string[]
  /** The text that a cursor is bound to. */
  identity: string
}

const clockWords = ['period', 'period_from', 'period_to', 'date_basis', 'year_basis'] as const

/**
 * Reads the parameters. Throws Problem for parameters of a period, which a stock does not have, and for too many
 * groups.
 */
export function pendingQuestion(query: Readonly<Record<string, unknown>>): PendingQuestion {
  refuseClock(query)
  const { measures, waiting_time, group_by = [], ...rest } = query
  const groups = group_by as string[]
  if (groups.length > maximumGroups)
    throw new Problem('invalid-parameter', said('too_many_groups', { n: maximumGroups }), [
      { parameter: 'group_by', code: 'invalid-parameter' }
    ])
  const question = questionOf({ ...rest, group_by: groups.filter(name => name !== 'waiting_time') }, subject)
  const requested = (measures as string[] | undefined) ?? Object.keys(pendingStatistics.measures)
  return {
    question,
    groups,
    ...(waiting_time ? { waiting_time: waiting_time as CaseWaitingTime[] } : {}),
    own_filters: waiting_time ? { waiting_time: waiting_time as CaseWaitingTime[] } : {},
    measures: requested,
    identity: `${identityOf(question)} ${JSON.stringify([groups, requested, waiting_time])}`
  }
}

/** Refuses a period: a case that is open on one day belongs to no period, and may be open in several releases. */
export function refuseClock(query: Readonly<Record<string, unknown>>): void {
  const requested = clockWords.filter(name => query[name] !== undefined)
  if (requested.length === 0) return
  throw new Problem(
    'unsupported-combination',
    said('open_on_one_day', { names: requested.join(', ') }),
    requested.map(parameter => ({ parameter, code: 'unsupported-combination' }))
  )
}
