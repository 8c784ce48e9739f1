import { dimensionLabel } from '../../vocabulary/labels/labels.ts'
import { inEach, said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import { type PeriodDimension, periodDimensions } from '../../vocabulary/measures/subject.ts'
import { Problem, type ProblemType } from '../../vocabulary/problem.ts'
import { addDays } from '../../vocabulary/time/day.ts'
import {
  type DateBasis,
  type Period,
  parsePeriod,
  type YearBasis,
  yearBases,
  yearLabel
} from '../../vocabulary/time/period.ts'
import { possibleBases } from './abilities.ts'
import { type Chosen, isRecords } from './chosen.ts'
import { fits, periodLabelOf, yearKinds } from './period-fit.ts'
import type { Question } from './question.ts'

/** The date basis and year basis of an answer, and its bounds. */
export interface Clock {
  date_basis: DateBasis
  year_basis: YearBasis
  /** The labels of the bounds, as requested or as resolved from `latest`. */
  period_from?: string
  period_to?: string
  /** First and last requested day. */
  from?: string
  to?: string
  /** Period dimensions that the answer is grouped by. */
  groups: PeriodDimension[]
}

const refusal = (parameter: string, type: ProblemType, detail: Translated): Problem =>
  new Problem(type, detail, [{ parameter, code: type }])

/**
 * Reads the clock of a question for the table that answers. Throws a Problem where the table has no exact answer for
 * it.
 */
export function setClock(question: Question, chosen: Chosen): Clock {
  const year_basis = question.year_basis ?? chosen.series.year_basis
  const [usual] = chosen.subject.date_bases
  const date_basis = question.date_basis ?? usual
  const bases = possibleBases(chosen)
  if (!bases.includes(year_basis))
    throw refusal(
      'year_basis',
      'unsupported-combination',
      said('year_basis_not_exact', {
        source: chosen.release.source,
        basis: year_basis,
        bases: bases.join(', ')
      })
    )
  if (date_basis !== usual && !isRecords(chosen))
    throw refusal(
      'date_basis',
      'unsupported-combination',
      said('one_date_basis', { source: chosen.release.source, basis: usual })
    )
  const groups = periodDimensions.filter(name => question.group_by?.includes(name))
  const bounds =
    question.period === 'latest' ? latest(groups, year_basis, chosen) : read(question, year_basis)
  const clock: Clock = { date_basis, year_basis, groups, ...bounds }
  refuseCuts(clock, chosen)
  return clock
}

type Bounds = Pick<Clock, 'period_from' | 'period_to' | 'from' | 'to'>

/**
 * The period in which the coverage of the release ends: of the finest period dimension that is grouped by, else a year.
 */
function latest(groups: PeriodDimension[], basis: YearBasis, chosen: Chosen): Bounds {
  const { to } = chosen.release.coverage
  const finest = groups.at(-1) ?? 'year'
  const whole = isRecords(chosen) || chosen.card.period_kinds.every(kind => fits(kind, finest, basis))
  const label = whole ? periodLabelOf(to, finest, basis) : yearLabel(to, basis)
  const period = parsePeriod(label, basis) as Period
  return { period_from: label, period_to: label, from: period.from, to: period.to }
}

function read({ period_from, period_to }: Question, basis: YearBasis): Bounds {
  const first = period_from === undefined ? undefined : readWord('period_from', period_from, basis)
  const last = period_to === undefined ? undefined : readWord('period_to', period_to, basis)
  if (first && last && first.from > last.to)
    throw refusal('period_to', 'invalid-parameter', boundsReversed(period_from, period_to))
  return {
    ...(first ? { period_from: first.label, from: first.from } : {}),
    ...(last ? { period_to: last.label, to: last.to } : {})
  }
}

/** What is said of a last period before the first. */
export const boundsReversed = (from: string | undefined, to: string | undefined): Translated =>
  said('bounds_reversed', { from: from ?? '', to: to ?? '' })

function readWord(parameter: string, word: string, basis: YearBasis): Period {
  const period = parsePeriod(word, basis)
  if (period) return period
  const fiscal = yearBases.filter(each => parsePeriod(word, each) !== undefined)
  throw refusal(
    parameter,
    'invalid-parameter',
    fiscal.length > 0
      ? said('fiscal_period_say_which', { parameter, word, basis, bases: fiscal.join(', ') })
      : said('no_period', { parameter, word })
  )
}

/**
 * A bound that would cut through the period of a published figure has no exact answer. Where some figures are for odd
 * times, such as January to September, only the rows tell what a bound cuts: they are checked when they are read.
 */
function refuseCuts({ from, to, year_basis }: Clock, chosen: Chosen): void {
  const { card, release } = chosen
  if (isRecords(chosen) || card.period_kinds.includes('other')) return
  const spans = [
    ...new Set(
      card.period_kinds.map(kind => (kind === 'quarter' ? 'quarter' : kind in yearKinds ? 'year' : undefined))
    )
  ]
  for (const span of spans) {
    if (span === undefined) continue
    const starts = from !== undefined && dayBefore(from, span, year_basis)
    const ends = to !== undefined && dayAfter(to, span, year_basis)
    if (starts || ends)
      throw refusal(
        starts ? 'period_from' : 'period_to',
        'unsupported-combination',
        said('bound_cuts', {
          source: release.source,
          span: spanInWords(span),
          basis: year_basis,
          label: periodLabelOf((starts ? from : to) as string, span, year_basis)
        })
      )
  }
}

/** The word for a period: `quarter`. */
export const spanInWords = (span: PeriodDimension): Translated => inEach(lang => dimensionLabel(span, lang))

/** Whether the day before lies in the same period, so that the period is cut at its front. */
const dayBefore = (day: string, span: PeriodDimension, basis: YearBasis): boolean =>
  periodLabelOf(addDays(day, -1), span, basis) === periodLabelOf(day, span, basis)
const dayAfter = (day: string, span: PeriodDimension, basis: YearBasis): boolean =>
  periodLabelOf(addDays(day, 1), span, basis) === periodLabelOf(day, span, basis)
