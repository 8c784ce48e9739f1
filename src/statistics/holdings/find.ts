import type { RateName } from '../../vocabulary/measures/measure.ts'
import type { ReportingRule } from '../../vocabulary/measures/reporting.ts'
import { type PeriodDimension, periodDimensions } from '../../vocabulary/measures/subject.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import type { ReadableSet } from '../kinds/kind.ts'
import { isRecords } from '../question/chosen.ts'
import { fits } from '../question/period-fit.ts'
import { type Family, sameRows } from '../rows/selection.ts'
import { heldPeriods } from './held.ts'
import { heldHoldings, readHeld } from './held-holdings.ts'
import type { Holdings } from './lack.ts'
import { type Needed, partNeeds } from './part-needs.ts'
import { placedBy } from './placed.ts'
import { seriesPeriods } from './series-periods.ts'
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
  const periods = seriesPeriods(await heldPeriods(set, plan), chosen.card.period_kinds)
  const shared = { periods, period: finestPeriod(plan), groups: keyGroups(plan.frame) }
  const needing = (rate?: RateName): Needed => ({ ...shared, needs: partNeeds(plan, rate), rate })
  const find =
    reporting.absent_row === 'not_told' ? findTold(set, plan) : await findHeld(set, plan, reporting, periods)
  const counts = await find(needing())
  const rates = new Map<RateName, Holdings>()
  for (const rate of plan.rates) rates.set(rate, await find(needing(rate)))
  return { counts, rates }
}

type Find = (needed: Needed) => Holdings | Promise<Holdings>

const findTold =
  (set: ReadableSet, plan: Plan): Find =>
  async needed =>
    toldHoldings(plan, await toldUnits(set, plan, needed.rate ? 'rate' : 'count', needed.needs), needed)

/**
 * The cells are read only where what all nationalities have lacks any, or where a group of reporters is named, of which
 * a member can be silent for longer than anything is called missing.
 */
async function findHeld(
  set: ReadableSet,
  plan: Plan,
  reporting: ReportingRule,
  periods: Needed['periods']
): Promise<Find> {
  const isOfMembers = plan.frame.memberships?.country_of_asylum_group !== undefined
  const read = async (family: Family): Promise<Find> => {
    const held = await readHeld(set, plan, family, reporting, periods)
    const units = placedBy(held.is_whole && !isOfMembers ? [] : await toldUnits(set, plan, family, []))
    return needed => heldHoldings(plan, held, units, needed, reporting)
  }
  const counts = await read('count')
  const isSame =
    plan.rates.length === 0 || sameRows(plan.question, plan.frame, ['count', 'rate']).length === 1
  const rates = isSame ? counts : await read('rate')
  return needed => (needed.rate ? rates : counts)(needed)
}

/** The finest period that the figures of the series can be named by. */
function finestPeriod({ frame: { chosen, clock } }: Plan): PeriodDimension {
  const possible = periodDimensions.filter(span =>
    chosen.card.period_kinds.every(kind => fits(kind, span, clock.year_basis))
  )
  return possible.at(-1) ?? 'year'
}
