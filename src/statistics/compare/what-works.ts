import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { parsePeriod, yearBases, yearLabel } from '../../vocabulary/time/period.ts'
import { hasDimension, possibleBases } from '../question/abilities.ts'
import { checkQuestion, isRate, isUnit } from '../question/check-question.ts'
import { answering, choose } from '../question/choose.ts'
import { type Chosen, isRecords } from '../question/chosen.ts'
import { setClock } from '../question/clock.ts'
import { ownUnits } from '../question/own-units.ts'
import { addressOf, type Question, queryString, subjectOf } from '../question/question.ts'

/** Removes from a question what the table cannot answer; undefined where it would then be about other rows. */
type Relaxation = (question: Question, chosen: Chosen) => Question | undefined

const otherMeasures: Relaxation = ({ unit: _, measures = [], ...question }, { series }) => {
  const possible = measures.filter(name =>
    isRate(name) ? name in series.rates : !isUnit(name) && series.totals_beside.length > 0
  )
  return { ...question, ...(possible.length > 0 ? { measures: possible } : {}) }
}

/** Replaces a bound by the table's own year in which it lies. Removes the bound where that year was tried already. */
const ownYear =
  (name: 'period_from' | 'period_to'): Relaxation =>
  (question, { series }) => {
    const { [name]: word = '', ...open } = question
    const period = yearBases.map(basis => parsePeriod(word, basis)).find(found => found !== undefined)
    const basis = question.year_basis ?? series.year_basis
    const year = period && yearLabel(name === 'period_from' ? period.from : period.to, basis)
    return year === undefined || year === word ? open : { ...question, [name]: year }
  }

/** Parameters that can be removed or changed. Never a filter: without it the question is about other rows. */
const relaxations: Readonly<Record<string, Relaxation>> = {
  year_basis: ({ year_basis: _, ...question }, chosen) => ({
    ...question,
    year_basis: possibleBases(chosen)[0]
  }),
  date_basis: ({ date_basis: _, ...question }) => question,
  group_by: ({ group_by = [], ...question }, chosen) => ({
    ...question,
    group_by: group_by.filter((name: Dimension) => hasDimension(chosen, name, question.year_basis))
  }),
  measures: otherMeasures,
  unit: otherMeasures,
  period_from: ownYear('period_from'),
  period_to: ownYear('period_to'),
  include_duplicates: ({ include_duplicates: _, ...question }) => question
}

const mostSteps = 8

/**
 * The address of the question nearest to a refused one that the same table can answer about the same rows; null where
 * there is none.
 */
export function whatWorks(
  set: Pick<ReleaseSet, 'releases' | 'country_groups'>,
  refused: Question,
  refusal: Problem
): string | null {
  const { source, series, release: labels } = refused
  const found = set.releases.find(
    release =>
      release.source === source &&
      release.series === series &&
      (labels ? labels.includes(release.release) : release.status === 'current')
  )
  const chosen = found && answering(subjectOf(refused), found)
  if (!found || !chosen) return null
  if (!chosen.series.addable) return rowsOf(found)
  // A refusal without errors was given before the question was put to the table.
  const problem = refusal.errors.length === 0 ? (refusalOf(set, refused) ?? refusal) : refusal
  if (problem.errors.length === 0) return addressOf(inOneUnit(refused, chosen))
  let question: Question | undefined = refused
  let faults = problem.errors
  for (let step = 0; question !== undefined && step < mostSteps; step++) {
    const before: string = addressOf(question)
    for (const { parameter } of faults) question = question && relaxations[parameter]?.(question, chosen)
    if (question === undefined || addressOf(question) === before) return null
    const next = refusalOf(set, question)
    if (next === undefined) return addressOf(inOneUnit(question, chosen))
    faults = next.errors
  }
  return null
}

const rowsOf = ({ source, series, release }: ReleaseEntry): string =>
  `/v1/published-counts?${queryString([
    ['source', source],
    ['series', series],
    ['release', release]
  ])}`

/** Why a question is refused before any row is looked at. */
function refusalOf(
  { releases, country_groups }: Parameters<typeof whatWorks>[0],
  question: Question
): Problem | undefined {
  try {
    checkQuestion(question)
    setClock(question, choose({ releases, ...(country_groups && { country_groups }) }, question))
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** A table in several units answers only with one of them. */
function inOneUnit(question: Question, chosen: Chosen): Question {
  const [unit, ...others] = ownUnits(question, chosen)
  const isSaid = question.unit !== undefined || question.measures?.some(isUnit)
  return isSaid || isRecords(chosen) || others.length === 0 ? question : { ...question, unit }
}
