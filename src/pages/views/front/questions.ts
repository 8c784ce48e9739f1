import type { AnswerOf, Query } from '../../asking/answers.ts'
import { type Ask, orRefused } from '../../asking/ask.ts'
import { Refused } from '../../asking/refused.ts'
import type { Word } from '../../words/words.ts'

/** A rate with what it is of, in one period. */
export interface RateTold {
  period: string
  rate: number
  n: number
  flags: readonly string[]
}

/** The source of a figure, and its edition. */
export interface WhoseFigure {
  source: string
  release: string
}

/** What the front page tells of a question: rates, sentences of the API, cases; or why it is not answered here. */
export type ToldHere =
  | { kind: 'rates'; says: Word; rates: readonly RateTold[]; whose: WhoseFigure }
  | { kind: 'sentence'; sentence: string }
  | { kind: 'cases'; cases: AnswerOf<'/v1/cases'>['data'] }
  | { kind: 'sources'; answering: number; not: number }
  | { kind: 'refused'; why: string }

interface Question {
  asks: Word
  path: string
  query: Query
  tell(ask: Ask): Promise<ToldHere>
}

const russiansInGermany = {
  source: 'unhcr-asylum-decisions',
  nationality: 'RUS',
  country_of_asylum: 'DEU',
  decision_stage: 'first_instance',
  period_from: '2021',
  period_to: '2025'
}
const credibleFear = { source: 'us-credible-fear', series: 'by-nationality' }
const toSyria = { source: 'gb-returns', return_type: 'enforced' }

/** The questions of the front page, each answered anew from what is loaded. */
const questions: readonly Question[] = [
  {
    asks: 'question_russians_germany',
    path: '/explore',
    query: { of: 'decisions', ...russiansInGermany, group_by: 'year,outcome_group' },
    tell: ask =>
      rates(ask, 'total_protection_rate', { ...russiansInGermany, unit: 'persons' }, 'told_protected')
  },
  {
    asks: 'question_credible_fear',
    path: '/explore',
    query: { of: 'decisions', ...credibleFear, group_by: 'year,outcome' },
    tell: ask => rates(ask, 'fear_found_rate', { ...credibleFear, group_by: 'year' }, 'told_fear_found')
  },
  {
    asks: 'question_returns_syria',
    path: '/returns/SYR',
    query: {},
    tell: async ask => ({
      kind: 'sentence',
      sentence: firstOf(await ask.text('/v1/countries-of-return/SYR.sentence', toSyria))
    })
  },
  {
    asks: 'question_the_men',
    path: '/nationalities/RUS',
    query: {},
    tell: async ask => ({
      kind: 'cases',
      cases: (await ask.json('/v1/cases', { source: 'documented-cases', nationality: 'RUS' })).data.reverse()
    })
  },
  {
    asks: 'question_every_source',
    path: '/explore',
    query: { of: 'decisions', nationality: 'RUS', group_by: 'year' },
    tell: async ask => {
      const { meta } = await ask.json('/v1/compare', { nationality: 'RUS', group_by: 'year' })
      return { kind: 'sources', answering: meta.answers.length, not: meta.not_answered.length }
    }
  }
]

/** Each question with what is told of it here and now. */
export const answeredQuestions = (ask: Ask): Promise<{ question: Question; told: ToldHere }[]> =>
  Promise.all(
    questions.map(async question => ({
      question,
      told: await orRefused(question.tell(ask)).then(
        (told): ToldHere => (told instanceof Refused ? { kind: 'refused', why: told.problem.detail } : told)
      )
    }))
  )

/** A rate by period: the two newest periods that have one, since older ones stand on the page of the question. */
async function rates(ask: Ask, rate: string, query: Query, says: Word): Promise<ToldHere> {
  const { data, meta } = await ask.json('/v1/statistics/decisions', {
    ...query,
    measures: rate,
    intervals: true
  })
  const whole = `${meta.period.from.slice(0, 4)}–${meta.period.to.slice(0, 4)}`
  const told = data.flatMap((row): RateTold[] => {
    const [share, n] = [row[rate], row[`${rate}_n`]]
    if (typeof share !== 'number' || typeof n !== 'number') return []
    return [
      {
        period: typeof row.year === 'string' ? row.year : whole,
        rate: share,
        n,
        flags: row.flags[rate] ?? []
      }
    ]
  })
  const { source = '', release = '' } = meta.sources[0] ?? {}
  return { kind: 'rates', says, rates: told.slice(-2), whose: { source, release } }
}

/** The text without its source, which the page names in another place. */
const firstOf = (text: string): string =>
  text.trim().split('\n\n')[0]?.split('\n').slice(0, -1).join(' ') || text
