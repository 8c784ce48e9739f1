import type { SeriesAbout } from '../../vocabulary/about.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { RateName } from '../../vocabulary/measures/measure.ts'
import type { ReportingPart } from '../../vocabulary/measures/reporting.ts'
import type { PeriodDimension } from '../../vocabulary/measures/subject.ts'
import { effectOf, groupOf, type Outcome } from '../../vocabulary/outcome.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { isSubtotalOf } from '../rows/subtotals.ts'
import { denominatorOf } from '../table/rates.ts'
import type { PartNeed } from './part-masks.ts'
import type { PeriodSpan } from './series-periods.ts'

/** What an answer is grouped by and made of. */
export interface Needed {
  needs: readonly PartNeed[]
  /** The groups of the answer that are no period. */
  groups: readonly Dimension[]
  /** The periods of the series, in their order. */
  periods: readonly PeriodSpan[]
  /** The finest period that the series' figures are named by. */
  period: PeriodDimension
  /** The rate that is made of it; undefined for counts. */
  rate: RateName | undefined
}

/**
 * What a count, or the rate that is given, needs of each dimension whose parts the series declares. A dimension that the
 * answer is grouped by needs nothing: each cell has one value of it.
 */
export function partNeeds(plan: Plan, rate?: RateName): PartNeed[] {
  const { chosen, groups } = plan.frame
  const declared = chosen.series.reporting?.parts ?? {}
  return Object.entries(declared).flatMap(([name, parts]): PartNeed[] => {
    const dimension = name as Dimension
    if (parts === 'as_seen' || !chosen.card.dimensions.includes(dimension)) return []
    if (groups.includes(dimension) && !(dimension === 'outcome' && rate)) return []
    const need = needOf(plan, dimension, parts)
    if (dimension !== 'outcome' || rate === undefined) return [need]
    const isInRate = (value: string) => denominatorOf(rate).includes(groupOf(value as Outcome))
    return [{ dimension, is_named: false, parts: parts.filter(({ values }) => values.some(isInRate)) }]
  })
}

/** The outcomes that a series declares; undefined where it gives no list. */
export function declaredOutcomes({ reporting }: Pick<SeriesAbout, 'reporting'>): string[] | undefined {
  const { outcome } = reporting?.parts ?? {}
  return Array.isArray(outcome) ? outcome.flatMap(({ values }) => values) : undefined
}

/** The parts that the filters leave. A value that a filter names and no part has is a part of its own. */
function needOf(
  { question, frame }: Plan,
  dimension: Dimension,
  declared: readonly ReportingPart[]
): PartNeed {
  const words = dimension === 'outcome' ? (['outcome_group', 'effect'] as const) : []
  const by_word = words.find(word => frame.groups.includes(word))
  const named = question.filters?.[dimension]
  const asked = words.flatMap(word => {
    const values = question.filters?.[word]
    return values === undefined ? [] : [{ word, values }]
  })
  const isAsked = (value: string): boolean =>
    asked.every(({ word, values }) => values.includes(wordOf(word, value))) &&
    (named?.some(name => name === value || isSubtotalOf(dimension, name, value)) ?? true)
  const parts = declared.filter(({ values }) => values.some(isAsked))
  const others = (named ?? []).filter(
    name =>
      !parts.some(({ values }) =>
        values.some(value => value === name || isSubtotalOf(dimension, name, value))
      )
  )
  return {
    dimension,
    parts: [...parts, ...others.map(value => ({ values: [value] }))],
    is_named: named !== undefined || asked.length > 0,
    ...(by_word && { by_word })
  }
}

/** The dimensions whose words stand for several outcomes. */
export const outcomeWords = ['outcome_group', 'effect'] as const satisfies readonly Dimension[]

/** The word of an outcome in its group or effect. */
export const wordOf = (word: string, outcome: string): string =>
  word === 'effect' ? effectOf(outcome as Outcome) : groupOf(outcome as Outcome)

/** Values that filters name of these dimensions and of those whose parts are needed: each has to be told. */
export function namedValues(
  { question, frame }: Plan,
  needs: readonly PartNeed[],
  others: readonly Dimension[]
): Map<Dimension, readonly string[]> {
  const named = new Set([...others, ...needs.filter(need => need.is_named).map(({ dimension }) => dimension)])
  return new Map(
    [...named].flatMap((name): [Dimension, readonly string[]][] => {
      const values = question.filters?.[name]
      return values === undefined || frame.groups.includes(name) ? [] : [[name, values]]
    })
  )
}

/** Whether a cell needs a value of a dimension: it is of it, or it adds all that the question leaves. */
export function isNeeded(
  value: string,
  dimension: Dimension,
  {
    plan: { question },
    needs,
    groups,
    key,
    rate
  }: Pick<Needed, 'needs' | 'groups' | 'rate'> & { plan: Plan; key: readonly string[] }
): boolean {
  if (rate && dimension === 'outcome') return denominatorOf(rate).includes(groupOf(value as Outcome))
  const own = groups.indexOf(dimension)
  if (own >= 0) return key[own] === value
  const words = dimension === 'outcome' ? (['outcome_group', 'effect'] as const) : []
  for (const word of words) {
    const at = groups.indexOf(word)
    if (at >= 0 && key[at] !== wordOf(word, value)) return false
    if (question.filters?.[word]?.includes(wordOf(word, value)) === false) return false
  }
  if (question.filters?.[dimension]?.includes(value) === false) return false
  const need = needs.find(each => each.dimension === dimension)
  return need === undefined || need.parts.some(({ values }) => values.includes(value))
}
