import type { ContentChecks } from '../../vocabulary/release/content-checks.ts'
import type { HeldRecords, ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import { recordsText } from '../holdings/volumes.ts'
import type { Breach } from './breach.ts'

/** Years of records that grew by more than the limits allow. The newest year of the former release may grow. */
export function recordsGrown(
  now: ReleaseHoldings,
  before: ReleaseHoldings,
  { changes_at_most, from }: Required<ContentChecks>
): Breach[] {
  return before.records.flatMap(former => {
    const years = now.records.find(({ grain }) => grain === former.grain)?.years ?? {}
    const newest = Math.max(...Object.keys(former.years).map(Number))
    return Object.entries(former.years)
      .filter(([year]) => Number(year) < newest)
      .map(([year, rows]) => breachOf(former, year, rows, years[year] ?? 0))
      .filter(each => each.before >= from && each.now > each.before * (1 + changes_at_most))
  })
}

const breachOf = ({ grain }: HeldRecords, year: string, before: number, now: number): Breach => ({
  ...{ kind: 'changed', reporter: '', year: Number(year), what: recordsText(grain), before, now }
})
