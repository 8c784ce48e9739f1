import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { LocalText } from '../../vocabulary/labels/texts/texts.ts'
import { inEach, inOneText, said, type Translated } from '../../vocabulary/labels/texts/texts.ts'
import { Problem, type ProblemType } from '../../vocabulary/problem.ts'
import type { Unit } from '../../vocabulary/unit.ts'
import { answer } from '../answer.ts'
import type { SubjectAnswer } from '../kinds/decisions/kind.ts'
import { isRate } from '../question/check-question.ts'
import { addressOf, type Question } from '../question/question.ts'
import { cellLimit } from '../rows/guard.ts'
import type { Round, SeriesQuestion } from './asked.ts'
import { type Told, toldBy } from './told.ts'
import { whatWorks } from './what-works.ts'

/** The answer of one series: the same as that to a request for this series only. */
export interface Answered {
  asked: SeriesQuestion
  question: Question
  release: ReleaseEntry
  answer: SubjectAnswer
  told: Told
}

/** A series that cannot answer, and why. */
export interface NotAnswered {
  source: string
  series: string
  title: LocalText
  type: ProblemType
  reason: Translated
  /** The address of a similar question that it can answer; null where there is none. */
  url: string | null
}

export interface Answers {
  answered: Answered[]
  not_answered: NotAnswered[]
}

/**
 * Puts the question to one series after the other, so that a comparison takes one place in the queue at a time. Throws
 * query-too-large, and a fault of the question itself where no series answers because of it.
 */
export async function askEach(whole: ReleaseSet, { asked, releases, all }: Round): Promise<Answers> {
  const set: ReleaseSet = {
    version: whole.version,
    releases,
    ...(whole.country_groups && { country_groups: whole.country_groups }),
    query: (text, values) => whole.query(text, values),
    queryPacked: (text, values) => whole.queryPacked(text, values),
    streamBytes: (text, values) => whole.streamBytes(text, values)
  }
  const answered: Answered[] = []
  const refused: { asked: SeriesQuestion; problem: Problem }[] = []
  for (const each of asked)
    try {
      answered.push(...(await answersOf(set, each)))
      guardSum(answered, asked.length)
    } catch (error) {
      if (!(error instanceof Problem) || error.type === 'query-too-large') throw error
      refused.push({ asked: each, problem: error })
    }
  if (answered.length === 0) throwIfSlip(refused.map(({ problem }) => problem))
  return {
    answered,
    not_answered: refused.map(each => notAnswered(each.asked, each.problem, { ...whole, releases: all }))
  }
}

/** The answers of a series: one for each unit where it counts several, since units are never added. */
async function answersOf(set: ReleaseSet, asked: SeriesQuestion): Promise<Answered[]> {
  const { question, not_asked, too_late, source, series } = asked
  if (not_asked !== undefined) throw not_asked
  const given = await oneEachUnit(set, question).catch(error => {
    if (!(error instanceof Problem) || error.type !== 'query-too-large') throw error
    throw new Problem(
      error.type,
      said('of_series', { source, series, reason: error.detail }),
      error.errors,
      error.extra
    )
  })
  if (too_late) throw new Problem('unsupported-combination', said('not_in_first_page'))
  const answered: Answered[] = []
  for (const { one, answer } of given) {
    const [release] = answer.releases
    refuseWithoutRates(one, release)
    answered.push({ asked, question: one, release, answer, told: await toldBy(set, one, answer) })
  }
  return answered
}

type Given = { one: Question; answer: SubjectAnswer }

async function oneEachUnit(set: ReleaseSet, question: Question): Promise<Given[]> {
  try {
    return [{ one: question, answer: await answer(set, question) }]
  } catch (error) {
    if (!(error instanceof Problem) || error.type !== 'incompatible-units') throw error
    const given: Given[] = []
    for (const { unit } of error.extra.units as { unit: Unit }[]) {
      const one = { ...question, unit }
      given.push({ one, answer: await answer(set, one) })
    }
    return given
  }
}

/** Refuses a question on several rates where the table has none of them. */
function refuseWithoutRates({ measures = [] }: Question, { series, about }: ReleaseEntry): void {
  const rates = about.series.find(({ id }) => id === series)?.rates ?? {}
  if (measures.length === 0 || !measures.every(isRate) || measures.some(name => name in rates)) return
  const own = Object.keys(rates)
  throw new Problem(
    'unsupported-combination',
    said(own.length > 0 ? 'lacks_rates_has' : 'lacks_rates', {
      rates: measures.join(', '),
      has: own.join(', ')
    }),
    [{ parameter: 'measures', code: 'unsupported-combination' }]
  )
}

/** The rows of all answers together are bounded as those of one are. */
function guardSum(answered: readonly Answered[], asked: number): void {
  const sum = answered.reduce((cells, { answer: { meta } }) => cells + (meta.total ?? 0), 0)
  if (sum <= cellLimit) return
  throw new Problem(
    'query-too-large',
    said('series_too_large', { answered: answered.length, asked, rows: sum, limit: cellLimit }),
    [{ parameter: 'source', code: 'query-too-large' }],
    { estimate: sum, limit: cellLimit, would_fit_with: ['source'] }
  )
}

/**
 * Throws where a code is unknown, or where all series refuse a parameter as invalid: this is a mistake in the request,
 * and no empty answer.
 */
function throwIfSlip(problems: readonly Problem[]): void {
  const unknown = problems.filter(({ type }) => type === 'unknown-code')
  const invalid = problems.filter(({ type }) => type === 'invalid-parameter')
  const slips = unknown.length > 0 ? unknown : invalid.length === problems.length ? invalid : []
  const [first] = slips
  if (first)
    throw new Problem(
      first.type,
      inOneText([...new Map(slips.map(({ detail }) => [detail.en, detail])).values()]),
      first.errors.map(fault => ({ ...fault, did_you_mean: suggestions(slips, fault.parameter) }))
    )
}

const suggestions = (problems: readonly Problem[], parameter: string): string[] => [
  ...new Set(
    problems.flatMap(({ errors }) =>
      errors.flatMap(fault => (fault.parameter === parameter ? (fault.did_you_mean ?? []) : []))
    )
  )
]

/** An entry of not_answered. Its reason leaves out the name of the series in front. */
function notAnswered(
  asked: SeriesQuestion,
  problem: Problem,
  set: Parameters<typeof whatWorks>[0]
): NotAnswered {
  const { source, series, title, question } = asked
  const [ready] = (problem.extra.releases ?? []) as { url?: string }[]
  const head = said('of_series', { source, series, reason: '' })
  const { detail } = problem
  return {
    source,
    series,
    title,
    type: problem.type,
    reason: inEach(lang =>
      detail[lang].startsWith(head[lang]) ? detail[lang].slice(head[lang].length) : detail[lang]
    ),
    url: ready?.url ?? whatWorks(set, question, problem)
  }
}

/**
 * The address at which this series alone gives the same answer. `canonical` pins the release, and is valid for as long
 * as that is kept.
 */
export const addressesOf = ({ question, release }: Answered): { self: string; canonical: string } => ({
  self: addressOf(question),
  canonical: addressOf({ ...question, as_of: undefined, release: [release.release] })
})
