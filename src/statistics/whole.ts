import { said } from '../vocabulary/labels/texts/texts.ts'
import { type RateName, rateNames } from '../vocabulary/measures/measure.ts'
import { Problem } from '../vocabulary/problem.ts'
import { units } from '../vocabulary/unit.ts'
import type { StatisticsAnswer } from './kinds/kind.ts'
import { isRate, touchesOutcome } from './question/check-question.ts'
import type { Question } from './question/question.ts'

type Parameters = Readonly<Record<string, unknown>>

/** Days of a stock are never added, so that an answer by them has no whole. */
const neverWhole: readonly string[] = ['as_at']

/**
 * The parameters of a question as a whole: without what says how its rows are grouped, ordered and shown. Refused where the
 * rows hold less than the whole does, or are steps of a way.
 */
export function wholeQuery(query: Parameters, has_groups: boolean): Parameters {
  const {
    group_by = [],
    sort: _,
    fields: __,
    limit: ___,
    cursor: ____,
    fill: _____,
    top: ______,
    ...same
  } = query
  const kept = (group_by as readonly string[]).filter(name => neverWhole.includes(name))
  if (!has_groups) throw refused('no_whole_of_links')
  if (query.include_unknown === false) throw refused('no_whole_without_unknown')
  return { ...same, ...(kept.length > 0 ? { group_by: kept } : {}) }
}

const refused = (why: 'no_whole_of_links' | 'no_whole_without_unknown'): Problem =>
  new Problem('unsupported-combination', said(why), [
    { parameter: 'sentence_of', code: 'unsupported-combination' }
  ])

/** The rate that a sentence about the whole tells before others, where the question names none: that of any protection. */
const toldFirst: RateName = 'total_protection_rate'

/**
 * The answer to a whole question again, with the rates beside the count: those that the question names, else those of the series.
 * Rates do not exist where a question names outcomes.
 */
export async function withRates<Answered extends Pick<StatisticsAnswer, 'result' | 'releases'>>(
  asked: Question,
  plain: Answered,
  ask: (question: Question) => Promise<Answered>
): Promise<Answered> {
  const { source, series, release, about } = plain.releases[0]
  const declared = about.series.find(({ id }) => id === series)?.rates ?? {}
  const named = asked.measures?.filter(isRate)
  const own = rateNames.filter(rate => rate in declared)
  const rates = named?.length ? named : own.toSorted(rate => (rate === toldFirst ? -1 : 0))
  const unit = units.find(name => name === plain.result.unit)
  if (unit === undefined || rates.length === 0 || touchesOutcome(asked)) return plain
  const { as_of: _, ...question } = asked
  const pinned = { source, series, release: [release], measures: [unit, ...rates], intervals: true }
  try {
    return await ask({ ...question, ...pinned })
  } catch (error) {
    if (error instanceof Problem) return plain
    throw error
  }
}
