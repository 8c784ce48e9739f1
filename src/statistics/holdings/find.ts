import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { raw, sql, statementOf } from '../../snapshot/sql/sql.ts'
import type { RateName } from '../../vocabulary/measures/measure.ts'
import { type PeriodDimension, periodDimensions } from '../../vocabulary/measures/subject.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import type { ReadableSet } from '../kinds/kind.ts'
import { isRecords } from '../question/chosen.ts'
import { fits } from '../question/period-fit.ts'
import { wholeTable } from '../rollups/records.ts'
import { rowsOf } from '../rows/columns.ts'
import { heldHoldings, readHeld } from './held-holdings.ts'
import type { Holdings } from './lack.ts'
import { type Needed, partNeeds } from './part-needs.ts'
import { type PeriodSpan, seriesPeriods } from './series-periods.ts'
import { toldHoldings } from './told-holdings.ts'
import { keyGroups, toldUnits } from './units.ts'

/** What the cells of an answer need and the release does not tell, by what counts and rates are made from. */
export interface FoundHoldings {
  /** All counts are made of the same rows. */
  counts: Holdings
  rates: ReadonlyMap<RateName, Holdings>
}

/**
 * Finds what the cells of an answer need and the release does not tell (docs/rules/coverage.md). undefined for records,
 * of which each is a row, and for series of which it is not declared what a row that is not there means.
 */
export async function findHoldings(set: ReadableSet, plan: Plan): Promise<FoundHoldings | undefined> {
  const { chosen } = plan.frame
  const { reporting } = chosen.series
  if (isRecords(chosen) || reporting === undefined || plan.unit === null) return undefined
  const periods = seriesPeriods(await publishedSpans(set, plan), chosen.card.period_kinds)
  const held = reporting.absent_row === 'not_told' ? undefined : await readHeld(set, plan, reporting)
  const find = async (rate?: RateName): Promise<Holdings> => {
    const needed: Needed = {
      ...{ needs: partNeeds(plan, rate), periods, period: finestPeriod(plan), rate },
      groups: keyGroups(plan.frame)
    }
    const units = await toldUnits(set, plan, rate ? 'rate' : 'count', needed.needs)
    return held ? heldHoldings(plan, held, units, needed, reporting) : toldHoldings(plan, units, needed)
  }
  const counts = await find()
  const rates = new Map<RateName, Holdings>()
  for (const rate of plan.rates) rates.set(rate, await find(rate))
  return { counts, rates }
}

/** The periods that the table has figures for in the unit that is counted. */
async function publishedSpans(set: Pick<ReleaseSet, 'query'>, { frame, unit }: Plan): Promise<PeriodSpan[]> {
  const { name } = wholeTable(frame.chosen)
  const { text, values } = statementOf(
    sql`select distinct cast(period_from as varchar) as "from", cast(period_to as varchar) as "to"
from ${raw(name)} where unit = ${unit}`
  )
  return rowsOf(await set.query(text, values)) as unknown as PeriodSpan[]
}

/** The finest period that the figures of the series can be named by. */
function finestPeriod({ frame: { chosen, clock } }: Plan): PeriodDimension {
  const possible = periodDimensions.filter(span =>
    chosen.card.period_kinds.every(kind => fits(kind, span, clock.year_basis))
  )
  return possible.at(-1) ?? 'year'
}
