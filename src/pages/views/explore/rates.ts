import { type RateName, rateNames } from '../../../vocabulary/measures/measure.ts'
import { largestPageSize } from '../../../vocabulary/page-size.ts'
import type { Statistics, StatisticsRow } from '../../asking/answers.ts'
import { type Ask, orRefused } from '../../asking/ask.ts'
import { Refused } from '../../asking/refused.ts'
import { isOfOutcomes } from '../../parts/outcome-order.ts'
import { type Asked, regrouped } from './asked.ts'
import { listIn, numberIn, queryValue } from './cells.ts'

/** A rate of what is asked: of the whole, and of each row of the table. */
export interface Rates {
  rate: RateName
  whole: Statistics
  by_row: readonly StatisticsRow[]
}

export const isRateName = (name: string): name is RateName => (rateNames as readonly string[]).includes(name)

/**
 * The first rate of the source's table that exists for what is asked. Rates are questions of their own: they cannot be asked
 * with the outcomes that they are made of.
 */
export async function askRates(ask: Ask, asked: Asked, main: Statistics): Promise<Rates | undefined> {
  const { query } = main.meta
  const { data } = await ask.item('/v1/sources/{id}', { id: queryValue(query, 'source') ?? '' })
  const table = data.series.find(({ series }) => series === queryValue(query, 'series'))
  const rowNames = listIn(query, 'group_by').filter(name => !isOfOutcomes(name))
  for (const rate of (table?.rates ?? []).filter(isRateName)) {
    const given = { measures: rate, intervals: true, limit: largestPageSize }
    const whole = await orRefused(ask.json(asked.path, { ...regrouped(asked.query, ''), ...given }))
    if (whole instanceof Refused || !whole.data.some(row => existsIn(row, rate))) continue
    const byRow =
      rowNames.length === 0
        ? undefined
        : await orRefused(
            ask.json(asked.path, {
              ...regrouped(asked.query, rowNames.join(',')),
              ...(asked.query.top === undefined ? {} : { top: asked.query.top }),
              ...given
            })
          )
    const isWhole = byRow !== undefined && !(byRow instanceof Refused) && byRow.links.next === null
    return { rate, whole, by_row: isWhole ? byRow.data : [] }
  }
  return undefined
}

/** Whether a cell has decisions that a rate is made of, or says why it has none. */
const existsIn = (row: StatisticsRow, rate: RateName): boolean =>
  typeof numberIn(row, `${rate}_n`) === 'number' || !(row.flags[rate] ?? []).includes('not_applicable')
