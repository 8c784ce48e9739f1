import type { RateRule } from '../vocabulary/about.ts'
import { type Dimension, dimensions } from '../vocabulary/dimension.ts'
import { type YearBasis, yearBases } from '../vocabulary/period.ts'
import { isRate, isUnit, namedDimensions } from './check-question.ts'
import type { Chosen } from './chosen.ts'
import { fits } from './period-fit.ts'
import { constantDimensions, groupDimensions, type PeriodDimension, type Question } from './question.ts'

const isConstant = (name: Dimension): boolean => (constantDimensions as readonly Dimension[]).includes(name)

/** Year bases by which the table's periods can be summed exactly. */
export const possibleBases = ({ card, table }: Chosen): YearBasis[] =>
  yearBases.filter(
    basis => table === 'decisions' || card.period_kinds.every(kind => fits(kind, 'year', basis))
  )

/** Whether the table says something about a dimension. */
export function hasDimension(chosen: Chosen, name: Dimension, basis?: YearBasis): boolean {
  const { card, table } = chosen
  if (isConstant(name)) return true
  if (dimensions[name].kind === 'period')
    return (
      table === 'decisions' ||
      (basis ? [basis] : possibleBases(chosen)).some(each =>
        card.period_kinds.every(kind => fits(kind, name as PeriodDimension, each))
      )
    )
  if (name === 'outcome_group' || name === 'effect') return card.dimensions.includes('outcome')
  return card.dimensions.includes(name)
}

/**
 * What a question asks that a table does not have, in words; empty when it can answer. A rate that is not
 * declared is no reason against a table that was named, if something else is asked as well.
 */
export function lacks(question: Question, chosen: Chosen, named: boolean): string[] {
  if (!chosen.series.addable)
    return [
      'its rows cannot be added, so it answers no statistics; read them one by one at ' +
        `/v1/published-counts?source=${chosen.release.source}&series=${chosen.release.series}&release=${chosen.release.release}`
    ]
  return [...lackedDimensions(question, chosen), ...lackedMeasures(question, chosen, named)]
}

function lackedDimensions(question: Question, chosen: Chosen): string[] {
  const { year_basis } = question
  const missing = namedDimensions(question).filter(name => !hasDimension(chosen, name, year_basis))
  const reasons: string[] = []
  const bases = possibleBases(chosen)
  if (year_basis && !bases.includes(year_basis) && missing.includes('year'))
    return [
      `its periods cannot be summed exactly to ${year_basis} years; year_basis is ${bases.join(' or ') || 'none'} here`
    ]
  if (missing.length > 0) {
    const has = groupDimensions.filter(name => hasDimension(chosen, name, question.year_basis))
    reasons.push(`it does not tell ${missing.join(', ')}; it has ${has.join(', ')}`)
  }
  const stages = question.filters?.decision_stage?.filter(
    stage => !chosen.card.decision_stages.includes(stage)
  )
  if (stages?.length)
    reasons.push(
      `it has no decisions at ${stages.join(', ')}; its stages are ${chosen.card.decision_stages.join(', ')}`
    )
  return reasons
}

function lackedMeasures(question: Question, chosen: Chosen, named: boolean): string[] {
  const { measures = [], unit } = question
  const { series, card } = chosen
  const reasons: string[] = []
  for (const counted of new Set([...(unit ? [unit] : []), ...measures.filter(isUnit)]))
    if (!card.units.includes(counted))
      reasons.push(`it does not count ${counted}, but ${card.units.join(', ')}`)
  if (measures.includes('published_total') && series.totals_beside.length === 0)
    reasons.push('it has no published_total beside its parts')
  const absent = measures.filter(name => isRate(name) && !existsFor(question, series.rates[name]))
  if (absent.length > 0 && (!named || measures.length === 1)) {
    const undeclared = absent.every(name => !(name in series.rates))
    const declared = Object.keys(series.rates)
    reasons.push(
      undeclared
        ? `${absent.join(', ')} does not exist for it; ${declared.length > 0 ? `its rates are ${declared.join(', ')}` : 'it has no rates'}`
        : `${absent.join(', ')} does not exist for the rows that are asked for`
    )
  }
  return reasons
}

/** Whether the rows that the filters let through can have the rate; undeclared, it exists nowhere. */
function existsFor({ filters = {} }: Question, rule: RateRule | undefined): boolean {
  if (!rule) return false
  const asked = filters as Record<string, readonly string[] | undefined>
  const allIn = (scope: Record<string, string[]> | undefined): boolean =>
    scope !== undefined &&
    Object.entries(scope).every(([name, values]) => asked[name]?.every(value => values.includes(value)))
  const noneIn = Object.entries(rule.only_for ?? {}).some(([name, values]) =>
    asked[name]?.every(value => !values.includes(value))
  )
  return !allIn(rule.not_for) && !allIn(rule.left_out?.rows) && !noneIn
}
