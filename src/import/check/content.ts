import { limitsOf } from '../../vocabulary/release/content-checks.ts'
import type { ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import type { Coverage } from '../../vocabulary/time/coverage.ts'
import type { Job } from '../job.ts'
import { type CurrentRelease, standingColumns } from '../publish/candidate.ts'
import { lossOf } from '../publish/lost.ts'
import { type Breach, worstFirst } from './breach.ts'
import { figuresChanged, moreOfTheRare, totalsMissed } from './figures-differ.ts'
import { recordsGrown } from './records-differ.ts'

/**
 * What a loaded release says that the current one of its series, or its own totals, make hard to believe; the worst
 * first. A release that does not hold what the current one does is not compared with it: it stands beside anyway.
 */
export async function contentBreaches(
  { client, source: { about }, recognised, days }: Job,
  release_id: number,
  { coverage, holdings }: { coverage: Coverage; holdings: ReleaseHoldings | null }
): Promise<Breach[]> {
  const { series, starter, synthetic } = recognised
  if (holdings === null || starter || synthetic) return []
  const limits = limitsOf(about.checks)
  const totals = limits.totals.filter(({ over }) => over !== 'nationality' || coverage.nationality === 'all')
  const hasFigures = holdings.reporters.length > 0
  const found = hasFigures ? await totalsMissed(client, release_id, { ...limits, totals }) : []
  const { rows } = await client.query<CurrentRelease>(
    `select ${standingColumns} from releases
     where source = $1 and series = $2 and status = 'current' and not starter and not synthetic`,
    [about.id, series]
  )
  const candidate = { series, starter, synthetic, coverage, edition_on: days.released_on }
  for (const current of rows) {
    if (current.holdings === null) continue
    const { lost } = await lossOf(
      client,
      { ...candidate, holdings: withoutOutcomes(holdings) },
      { ...current, holdings: withoutOutcomes(current.holdings) },
      about
    )
    if (lost.length > 0) continue
    const ids = { now: release_id, before: current.release_id }
    if (hasFigures)
      found.push(
        ...(await figuresChanged(client, ids, limits)),
        ...(await moreOfTheRare(client, ids, limits))
      )
    found.push(...recordsGrown(holdings, current.holdings, limits))
  }
  return worstFirst(found)
}

/** The holdings but for outcomes: one that vanishes is looked for among the figures. */
function withoutOutcomes(holdings: ReleaseHoldings): ReleaseHoldings {
  const reporters = holdings.reporters.map(reporter => {
    const { outcome: _, ...in_parts } = reporter.in_parts
    const { outcome: __, ...totals } = reporter.totals
    return {
      ...reporter,
      ...{ in_parts, totals, total_only: reporter.total_only.filter(name => name !== 'outcome') }
    }
  })
  return { ...holdings, reporters, breakdowns: [] }
}
