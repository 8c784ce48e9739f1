import type { RateRule } from '../../vocabulary/about.ts'
import { alternatives, said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
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
  reason: Translated
}

/** Year bases by which the table's periods can be summed exactly. */
export const possibleBases = (chosen: Chosen): YearBasis[] =>
  yearBases.filter(
    basis => isRecords(chosen) || chosen.card.period_kinds.every(kind => fits(kind, 'year', basis))
  )

/** Whether the values of a dimension stand in a list of another name, of which the card of a table knows nothing. */
const isListElsewhere = (list: string | undefined, name: Dimension): boolean =>
  list !== undefined && list !== name

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
  return card.dimensions.includes(name) || (isRecords(chosen) && isListElsewhere(subject.lists[name], name))
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
        reason: said('lacks_sums', {
          address: `/v1/published-counts?source=${release.source}&series=${release.series}&release=${release.release}`
        })
      }
    ]
  const repeats =
    question.include_duplicates && !(subject.duplicates && isRecords(chosen))
      ? [{ parameter: 'include_duplicates', reason: said('lacks_duplicates') }]
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
        reason: said('lacks_year_basis', {
          basis: year_basis,
          bases: bases.length > 0 ? alternatives(bases) : said('no_year_basis')
        })
      }
    ]
  if (missing.length > 0) {
    const has = chosen.subject.groups.filter(name => hasDimension(chosen, name, year_basis))
    const filtered = filtersIn(question).find(([name]) => missing.includes(name))
    lacked.push({
      parameter: filtered?.[0] ?? 'group_by',
      reason: said('lacks_dimensions', { names: missing.join(', '), has: has.join(', ') })
    })
  }
  const stages = question.filters?.decision_stage?.filter(
    stage => !chosen.card.decision_stages.includes(stage)
  )
  if (stages?.length)
    lacked.push({
      parameter: 'decision_stage',
      reason: said('lacks_stages', {
        stages: stages.join(', '),
        has: chosen.card.decision_stages.join(', ')
      })
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
          ? said('lacks_unit_alone', { unit: each, filters })
          : said(units === card.units ? 'lacks_unit' : 'lacks_unit_of_rows', {
              unit: each,
              units: units.join(', ')
            })
      })
    }
  const because = (reason: Translated) => lacked.push({ parameter: 'measures', reason })
  if (isRecords(chosen) && subject.merged && counted.has(subject.merged.unit) && measures.some(isRate))
    because(said('lacks_rates_of_unit', { unit: subject.unit, other: subject.merged.unit }))
  const cut = cutByOutcome(question, chosen)
  if (cut !== undefined) because(cut)
  if (measures.includes('published_total') && series.totals_beside.length === 0)
    because(said('lacks_total_beside'))
  const absent = measures.filter(name => isRate(name) && !existsFor(question, series.rates[name]))
  if (absent.length > 0 && (!named || measures.length === 1)) {
    const undeclared = absent.every(name => !(name in series.rates))
    const declared = Object.keys(series.rates)
    because(
      undeclared
        ? said(declared.length > 0 ? 'lacks_rate_has' : 'lacks_all_rates', {
            rates: absent.join(', '),
            has: declared.join(', ')
          })
        : said('lacks_rate_of_rows', { rates: absent.join(', ') })
    )
  }
  return lacked
}

/**
 * Among decision records only orders have a country of return. By country of return, a rate would be computed from
 * orders alone.
 */
function cutByOutcome(question: Question, chosen: Chosen): Translated | undefined {
  const asked = question.measures?.filter(isRate) ?? []
  if (asked.length === 0 || !isRecords(chosen)) return undefined
  const named = namedDimensions(question)
  if (!named.includes('country_of_return') && !named.includes('country_of_return_group')) return undefined
  return said('lacks_country_of_return', { rates: asked.join(', '), unit: chosen.subject.unit })
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
