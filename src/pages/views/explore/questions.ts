import { constantDimensions } from '../../../vocabulary/measures/subject.ts'
import { largestPageSize } from '../../../vocabulary/page-size.ts'
import type { AnswerOf, Query, Statistics, StatisticsRow } from '../../asking/answers.ts'
import { type Ask, orRefused } from '../../asking/ask.ts'
import { Refused } from '../../asking/refused.ts'
import { sentenceOf } from '../../asking/said.ts'
import { isOfOutcomes } from '../../parts/outcome-order.ts'
import { type Asked, regrouped } from './asked.ts'
import { listIn, queryValue } from './cells.ts'
import { askShown } from './drawn.ts'
import { askRates, isRateName, type Rates } from './rates.ts'

/** All that the page shows of one question: each part is an answer of its own. */
export interface AnsweredQuestion {
  main: Statistics
  /** The rows of the table: all, where the API gives them in one page. */
  rows: readonly StatisticsRow[]
  /** The next rows, where the table has not all. */
  next: string | null
  /** The same by group of outcomes, where nothing else is asked for. */
  outcomes: Statistics | undefined
  rates: Rates | undefined
  /** Rows of the grid, to say what is not there: undefined where none is missing, or the grid is too large. */
  grid: readonly StatisticsRow[] | undefined
  sentence: string | undefined
  compared: AnswerOf<'/v1/compare'> | undefined
}

/** Asks all that the page shows. Throws Refused where the question itself has no answer. */
export async function answersTo(ask: Ask, { of, path, query }: Asked): Promise<AnsweredQuestion> {
  // A rate never stands without what it is of, which is told with its range.
  const withRange = (query.measures ?? '').split(',').some(isRateName) && query.intervals === undefined
  const asked: Query = withRange ? { ...query, intervals: true } : query
  const { main, whole } = await askShown(ask, path, asked)
  const isOfUnit = query.measures === undefined
  const hasOutcomes = of === 'decisions' && isOfUnit && main.data.length > 0
  const [outcomes, rates, grid, sentence, compared] = await Promise.all([
    hasOutcomes ? byOutcome(ask, { of, path, query }, main) : undefined,
    hasOutcomes ? askRates(ask, { of, path, query }, main) : undefined,
    hasHoles(whole)
      ? orUndefined(ask.json(path, { ...asked, fill: 'grid', limit: largestPageSize }))
      : undefined,
    main.data.length > 0 ? sentenceOf(ask, path, asked) : undefined,
    orUndefined(ask.json('/v1/compare', comparedWith({ of, path, query })))
  ])
  return {
    ...{ main, rows: whole.data, next: whole.links.next, outcomes, rates, sentence, compared },
    grid: grid?.links.next === null ? grid.data : undefined
  }
}

const orUndefined = async <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => {
  const answer = await orRefused(asked)
  return answer instanceof Refused ? undefined : answer
}

async function byOutcome(
  ask: Ask,
  { path, query }: Asked,
  main: Statistics
): Promise<Statistics | undefined> {
  if (query.group_by === 'outcome_group' && main.links.next === null) return main
  const answer = await orUndefined(
    ask.json(path, { ...regrouped(query, 'outcome_group'), limit: largestPageSize })
  )
  return answer?.links.next === null ? answer : undefined
}

/** Whether a table of rows and columns would have places without a row. */
function hasHoles({ data, meta, links }: Statistics): boolean {
  if (links.next !== null || queryValue(meta.query, 'fill') === 'grid') return false
  const dimensions = [...listIn(meta.query, 'group_by'), ...listIn(meta.query, 'split_by')]
  const across = dimensions.filter(isOfOutcomes)
  if (across.length !== 1 || dimensions.length === 1) return false
  const columns = new Set(data.map(row => row[across[0] ?? '']))
  const rows = new Set(
    data.map(row => JSON.stringify(dimensions.filter(name => !isOfOutcomes(name)).map(name => row[name])))
  )
  return columns.size * rows.size > data.length
}

/** What only one source has: another one cannot be asked with it. */
const ofOneSource = [...constantDimensions, 'as_of', 'unit', 'measures', 'intervals', 'min_n'] as const

function comparedWith({ of, query }: Asked): Query {
  const rest = Object.entries(regrouped(query, of === 'decisions' ? 'outcome_group' : ''))
  const kept = rest.filter(([name]) => !(ofOneSource as readonly string[]).includes(name))
  return { ...Object.fromEntries(kept), of, limit: largestPageSize }
}
