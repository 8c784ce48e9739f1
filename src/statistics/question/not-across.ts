import type { NotAcross } from '../../vocabulary/about.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import type { Lack } from './abilities.ts'
import type { Chosen } from './chosen.ts'
import type { Clock } from './clock.ts'
import type { Question } from './question.ts'

/**
 * Why a table gives no trend across a day (about.ts `not_across`); empty where it gives one. Asked without the dimension
 * that the rule names, the answer is split by it, and says what each part is.
 */
export function refusedAcross(question: Question, { series, release }: Chosen, clock: Clock): Lack[] {
  const isTrend = periodDimensions.some(name => question.group_by?.includes(name))
  if (!isTrend) return []
  const { from, to } = { ...release.coverage, ...clock }
  return (series.not_across ?? [])
    .filter(({ date }) => from < date && date <= to)
    .flatMap(rule => {
      const parameter = namedIn(question, rule.rows)
      if (parameter === undefined || namedIn(question, rule.except ?? {}) !== undefined) return []
      return [{ parameter, reason: said('not_across', { reason: rule.reason, day: rule.date }) }]
    })
}

/** The dimension of a scope that the question names by values of the scope only. */
function namedIn({ filters = {} }: Question, scope: NotAcross['rows']): string | undefined {
  const named: Readonly<Record<string, readonly string[] | undefined>> = filters
  return Object.entries(scope).find(([name, values]) =>
    named[name]?.every(value => values.includes(value))
  )?.[0]
}
