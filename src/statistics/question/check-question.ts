import { isAggregate } from '../../vocabulary/countries/aggregate.ts'
import { countryByCode } from '../../vocabulary/countries/country.ts'
import { suggestCountries } from '../../vocabulary/countries/country-resolution.ts'
import { subjectIn } from '../../vocabulary/labels/meanings.ts'
import {
  alternatives,
  conjoined,
  inOneText,
  said,
  type TextName,
  type Translated
} from '../../vocabulary/labels/texts/texts.ts'
import {
  type Dimension,
  type DimensionDefinition,
  dimensions,
  wordsOf
} from '../../vocabulary/measures/dimension.ts'
import { type Measure, measureNames, type RateName, rates } from '../../vocabulary/measures/measure.ts'
import { columnsBeside } from '../../vocabulary/measures/rate-columns.ts'
import { type Fault, nearest, Problem, type ProblemType } from '../../vocabulary/problem.ts'
import { utcDay } from '../../vocabulary/time/day.ts'
import { units } from '../../vocabulary/unit.ts'
import { type Subject, subjects } from '../kinds/subject.ts'
import { apartIn, filtersIn, maximumGroups, type Question, subjectOf } from './question.ts'

interface Refusal extends Fault {
  code: ProblemType
  detail: Translated
}

const outcomeDimensions: readonly string[] = ['outcome', 'outcome_group', 'effect']
export const isRate = (measure: Measure): measure is RateName => measure in rates
export const isUnit = (measure: Measure): measure is (typeof units)[number] =>
  (units as readonly string[]).includes(measure)

/** The dimensions that a question names, by a filter or a grouping, or by groups that are counted apart. */
export const namedDimensions = (question: Question): Dimension[] => [
  ...new Set([
    ...filtersIn(question).map(([name]) => name),
    ...(question.group_by ?? []),
    ...apartIn(question)
  ])
]

/** Whether the question filters or groups by outcome. Totals over outcomes cannot answer it then. */
export const touchesOutcome = (question: Question): boolean =>
  namedDimensions(question).some(name => outcomeDimensions.includes(name))

/** Throws a Problem with all faults of a question that do not depend on the release. */
export function checkQuestion(question: Question): void {
  const faults = [
    ...groupFaults(question),
    ...filterFaults(question),
    ...measureFaults(question),
    ...clockFaults(question),
    ...sortFaults(question)
  ]
  const [first] = faults
  if (first === undefined) return
  const errors = faults.map(({ detail: _, ...fault }) => fault)
  throw new Problem(first.code, inOneText(faults.map(({ detail }) => detail)), errors)
}

const invalid = (parameter: string, detail: Translated, did_you_mean?: string[]): Refusal => ({
  parameter,
  code: 'invalid-parameter',
  detail,
  ...(did_you_mean?.length ? { did_you_mean } : {})
})
const unsupported = (parameter: string, detail: Translated): Refusal => ({
  parameter,
  code: 'unsupported-combination',
  detail
})

function groupFaults(question: Question): Refusal[] {
  const { group_by = [] } = question
  const subject = subjectOf(question)
  const faults: Refusal[] = []
  if (group_by.length > maximumGroups)
    faults.push(invalid('group_by', said('too_many_groups', { n: maximumGroups })))
  if (new Set(group_by).size < group_by.length) faults.push(invalid('group_by', said('group_named_twice')))
  for (const name of group_by) if (!subject.groups.includes(name)) faults.push(strangeGroup(name, subject))
  return faults
}

function strangeGroup(name: Dimension, subject: Subject): Refusal {
  const { title, groups, holds } = subject
  if (refusesDimension(subject, name)) return refused('group_by', name, subject)
  if (holds.includes(name))
    return unsupported('group_by', said('group_of_several_values', { ...subjectIn(title), name }))
  return invalid(
    'group_by',
    inOneText([said('no_such_dimension', { ...subjectIn(title), name }), ...elsewhere(name, 'groups')]),
    nearest(name, groups)
  )
}

const refusesDimension = ({ refuses }: Subject, name: string): boolean =>
  refuses?.dimensions.some(each => each === name) ?? false

/** What a subject cannot have by its nature. */
const refused = (parameter: string, name: string, { refuses }: Subject): Refusal =>
  unsupported(parameter, said(refuses?.because as TextName, { name }))

/** Which other statistics have a dimension. */
function elsewhere(name: Dimension, kind: 'groups' | 'filters'): Translated[] {
  const others = Object.values(subjects).filter(each => (each[kind] as readonly Dimension[]).includes(name))
  return others.length > 0
    ? [said('asked_elsewhere', { paths: conjoined(others.map(({ path }) => path)) })]
    : []
}

function filterFaults(question: Question): Refusal[] {
  const subject = subjectOf(question)
  const { filters, title } = subject
  const strange = Object.keys(question.filters ?? {}).filter(name => !filters.includes(name as Dimension))
  return [
    ...neverAddedPlaces(question),
    ...strange.map(name =>
      refusesDimension(subject, name)
        ? refused(name, name, subject)
        : invalid(
            name,
            inOneText([
              said('no_such_filter', { ...subjectIn(title), name }),
              ...elsewhere(name as Dimension, 'filters')
            ])
          )
    ),
    ...filtersIn(question).flatMap(([name, values]) =>
      values.length === 0
        ? [invalid(name, said('filter_empty', { name }))]
        : values.flatMap(each => valueFault(name, each))
    )
  ]
}

/** A publisher's aggregate is added neither to its countries nor to another aggregate. */
function neverAddedPlaces({ filters, group_by = [] }: Question): Refusal[] {
  const named = filters?.country_of_asylum ?? []
  const [aggregate] = named.filter(isAggregate)
  if (aggregate === undefined || named.length === 1 || group_by.includes('country_of_asylum')) return []
  return [unsupported('country_of_asylum', said('aggregate_never_added', { code: aggregate }))]
}

/** A code of the source's own is checked against the release that answers, not here. */
function valueFault(name: Dimension, value: string): Refusal[] {
  const { kind }: DimensionDefinition = dimensions[name]
  const unknown = (did_you_mean: string[], more: Translated[] = []): Refusal[] => [
    {
      parameter: name,
      code: 'unknown-code',
      detail: inOneText([said('no_such_word', { name, value }), ...more]),
      ...(did_you_mean.length > 0 ? { did_you_mean } : {})
    }
  ]
  if (kind === 'country')
    return countryByCode(value)
      ? []
      : unknown(
          suggestCountries(value).map(({ code }) => code),
          [said('countries_written')]
        )
  const known = wordsOf(name)
  return known === undefined || known.includes(value) ? [] : unknown(nearest(value, known))
}

function measureFaults(question: Question): Refusal[] {
  const { measures = [], unit, min_n } = question
  const faults: Refusal[] = []
  const subject = subjectOf(question)
  const possible = measureNames.filter(name => isMeasureOf(name, subject))
  for (const name of measures)
    if (!measureNames.includes(name))
      faults.push(invalid('measures', said('no_such_measure', { name }), nearest(name, possible)))
    else if (!possible.includes(name))
      faults.push(
        isRate(name) && subject.refuses
          ? refused('measures', name, subject)
          : unsupported('measures', notCounted(name, subject))
      )
  if (unit !== undefined && !subject.units.includes(unit))
    faults.push(unsupported('unit', notCounted(unit, subject)))
  const counted = [...new Set([...(unit ? [unit] : []), ...measures.filter(isUnit)])]
  if (counted.length > 1)
    faults.push({
      parameter: 'measures',
      code: 'incompatible-units',
      detail: said('units_one_at_a_time', { units: conjoined(counted) })
    })
  if (touchesOutcome(question)) faults.push(...measures.flatMap(cutByOutcome))
  if (min_n !== undefined && !(Number.isInteger(min_n) && min_n >= 1))
    faults.push(invalid('min_n', said('min_n_from_one')))
  return faults
}

/** Whether a subject has a measure, whatever the source. */
export const isMeasureOf = (measure: Measure, { units, has_rates, figures }: Subject): boolean =>
  isUnit(measure) ? units.includes(measure) : isRate(measure) ? has_rates : figures !== undefined

const notCounted = (measure: Measure, { title, units, path }: Subject): Translated =>
  said('not_counted_in', { ...subjectIn(title), units: units.join(', '), path, measure })

function cutByOutcome(measure: Measure): Refusal[] {
  if (isRate(measure)) return [unsupported('measures', said('rate_by_outcome', { rate: measure }))]
  if (measure === 'published_total') return [unsupported('measures', said('total_by_outcome'))]
  return []
}

function clockFaults(question: Question): Refusal[] {
  const { period, period_from, period_to, release, as_of, date_basis } = question
  const { title, date_bases } = subjectOf(question)
  const faults: Refusal[] = []
  if (period !== undefined && (period_from !== undefined || period_to !== undefined))
    faults.push(invalid('period', said('latest_and_bounds')))
  if (release?.length && as_of !== undefined) faults.push(invalid('as_of', said('one_choice_of_release')))
  if (as_of !== undefined && as_of > utcDay(new Date()))
    faults.push(invalid('as_of', said('as_of_to_come', { as_of })))
  if (date_basis !== undefined && !date_bases.includes(date_basis))
    faults.push(
      unsupported(
        'date_basis',
        said('dated_by', { ...subjectIn(title), bases: alternatives(date_bases), date_basis })
      )
    )
  return faults
}

function sortFaults(question: Question): Refusal[] {
  const { sort = [], fields = [], group_by = [], measures = [] } = question
  // An answer may be split by dimensions that are never added, although the request does not name them.
  const { units, never_added } = subjectOf(question)
  const possible: string[] = [...group_by, ...measures, ...units, 'published_total', ...never_added]
  const check = (parameter: string, name: string, names: readonly string[]): Refusal[] =>
    names.includes(name)
      ? []
      : [invalid(parameter, said('takes_what_is_asked', { parameter, name }), nearest(name, names))]
  const columns = [
    ...possible,
    ...measures.filter(isRate).flatMap(rate => Object.values(columnsBeside(rate)))
  ]
  return [
    ...sort.flatMap(key => check('sort', key.replace(/^-/, ''), possible)),
    ...fields.flatMap(name => check('fields', name, columns))
  ]
}
