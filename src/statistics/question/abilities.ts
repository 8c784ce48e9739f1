import type { RateRule } from '../../vocabulary/about.ts'
import {
  type Dimension,
  dimensions,
  groupedCountries,
  isCountryGroup
} from '../../vocabulary/measures/dimension.ts'
import { constantDimensions, type PeriodDimension } from '../../vocabulary/measures/subject.ts'
import { type YearBasis, yearBases } from '../../vocabulary/time/period.ts'
import { isRate, isUnit, namedDimensions } from './check-question.ts'
import { type Chosen, isRecords } from './chosen.ts'
import { filtersFor, ownUnits } from './own-units.ts'
import { fits } from './period-fit.ts'
import { filtersIn, type Question } from './question.ts'

const isConstant = (name: Dimension): boolean => (constantDimensions as readonly Dimension[]).includes(name)

/** What a table lacks, in words, and the parameter that requires it. */
export interface Lack {
  parameter: string
  reason: string
}

/** Year bases by which the table's periods can be summed exactly. */
export const possibleBases = (chosen: Chosen): YearBasis[] =>
  yearBases.filter(
    basis => isRecords(chosen) || chosen.card.period_kinds.every(kind => fits(kind, 'year', basis))
  )

/**
 * Whether the table has a dimension. For a period: whether its own periods can be summed to it, by `basis` or by any
 * year basis.
 */
export function hasDimension(chosen: Chosen, name: Dimension, basis?: YearBasis): boolean {
  const { card, subject } = chosen
  if (isConstant(name)) return true
  if (isCountryGroup(name)) return hasDimension(chosen, groupedCountries[name], basis)
  if (dimensions[name].kind === 'period')
    return (
      isRecords(chosen) ||
      (basis ? [basis] : possibleBases(chosen)).some(each =>
        card.period_kinds.every(kind => fits(kind, name as PeriodDimension, each))
      )
    )
  if (name === 'outcome_group' || name === 'effect') return card.dimensions.includes('outcome')
  return card.dimensions.includes(name) || (isRecords(chosen) && subject.lists[name] !== undefined)
}

/**
 * What a question requires and a table lacks, in words; empty where the table can answer. For a table that is named, an
 * undeclared rate is no reason if the question has other measures.
 */
export function lacks(question: Question, chosen: Chosen, named: boolean): Lack[] {
  const { release, series, subject } = chosen
  if (!series.addable)
    return [
      {
        parameter: 'series',
        reason:
          'its rows cannot be added, so it answers no statistics; read them one by one at ' +
          `/v1/published-counts?source=${release.source}&series=${release.series}&release=${release.release}`
      }
    ]
  const repeats =
    question.include_duplicates && !(subject.duplicates && isRecords(chosen))
      ? [{ parameter: 'include_duplicates', reason: 'it has no records that could repeat another' }]
      : []
  return [...lackedDimensions(question, chosen), ...lackedMeasures(question, chosen, named), ...repeats]
}

function lackedDimensions(question: Question, chosen: Chosen): Lack[] {
  const { year_basis } = question
  const missing = namedDimensions(question).filter(name => !hasDimension(chosen, name, year_basis))
  const lacked: Lack[] = []
  const bases = possibleBases(chosen)
  if (year_basis && !bases.includes(year_basis) && missing.includes('year'))
    return [
      {
        parameter: 'year_basis',
        reason: `its periods cannot be summed exactly to ${year_basis} years; year_basis is ${bases.join(' or ') || 'none'} here`
      }
    ]
  if (missing.length > 0) {
    const has = chosen.subject.groups.filter(name => hasDimension(chosen, name, year_basis))
    const filtered = filtersIn(question).find(([name]) => missing.includes(name))
    lacked.push({
      parameter: filtered?.[0] ?? 'group_by',
      reason: `it does not publish ${missing.join(', ')}; it has ${has.join(', ')}`
    })
  }
  const stages = question.filters?.decision_stage?.filter(
    stage => !chosen.card.decision_stages.includes(stage)
  )
  if (stages?.length)
    lacked.push({
      parameter: 'decision_stage',
      reason: `it has no decisions at ${stages.join(', ')}; its stages are ${chosen.card.decision_stages.join(', ')}`
    })
  return lacked
}

function lackedMeasures(question: Question, chosen: Chosen, named: boolean): Lack[] {
  const { measures = [], unit } = question
  const { series, card, subject } = chosen
  const lacked: Lack[] = []
  const counted = new Set([...(unit ? [unit] : []), ...measures.filter(isUnit)])
  const units = ownUnits(question, chosen)
  for (const each of counted)
    if (!units.includes(each)) {
      const filters = filtersFor(each, chosen)
      lacked.push({
        parameter: unit === each ? 'unit' : 'measures',
        reason: filters
          ? `it counts ${each} only where it is asked for them alone: ask ${filters}`
          : `it does not count ${each}, but ${units.join(', ')}${units === card.units ? '' : ', of the rows that are asked for'}`
      })
    }
  const because = (reason: string) => lacked.push({ parameter: 'measures', reason })
  if (isRecords(chosen) && subject.merged && counted.has(subject.merged.unit) && measures.some(isRate))
    because(`its rates are made of ${subject.unit}: ask for them without ${subject.merged.unit}`)
  const cut = cutByOutcome(question, chosen)
  if (cut !== undefined) because(cut)
  if (measures.includes('published_total') && series.totals_beside.length === 0)
    because('it has no published_total beside its parts')
  const absent = measures.filter(name => isRate(name) && !existsFor(question, series.rates[name]))
  if (absent.length > 0 && (!named || measures.length === 1)) {
    const undeclared = absent.every(name => !(name in series.rates))
    const declared = Object.keys(series.rates)
    because(
      undeclared
        ? `${absent.join(', ')} does not exist for it; ${declared.length > 0 ? `its rates are ${declared.join(', ')}` : 'it has no rates'}`
        : `${absent.join(', ')} does not exist for the rows that are asked for`
    )
  }
  return lacked
}

/**
 * Among decision records only orders have a country of return. By country of return, a rate would be computed from
 * orders alone.
 */
function cutByOutcome(question: Question, chosen: Chosen): string | undefined {
  const asked = question.measures?.filter(isRate) ?? []
  if (asked.length === 0 || !isRecords(chosen)) return undefined
  const named = namedDimensions(question)
  if (!named.includes('country_of_return') && !named.includes('country_of_return_group')) return undefined
  return (
    `of its decisions only orders name a country of return, so ${asked.join(', ')} cannot be asked together with a ` +
    `filter or grouping by country_of_return: every decision that is no order would be missing. Ask for ` +
    `${chosen.subject.unit} by country_of_return, and for the rate without it, by nationality for example`
  )
}

/** Whether the rate can exist for rows that pass the filters. A rate that is not declared exists nowhere. */
export function existsFor({ filters = {} }: Question, rule: RateRule | undefined): boolean {
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
