import type { ClientBase } from 'pg'
import type { About } from '../../../vocabulary/about.ts'
import type { Candidate } from '../candidate.ts'
import { isRival } from '../status.ts'

/** The release that a later one is compared with. */
export interface EarlierRelease {
  release_id: number
  release: string
}

type Sort = Pick<Candidate, 'series' | 'starter' | 'synthetic' | 'coverage'>

/**
 * The release that a new one is compared with: the current one of its series, for releases by spans of days that of its span;
 * where none is current, the last that was. Shipped, made-up and published figures are no editions of each other, so only
 * releases of one of these sorts are compared. Undefined where there is none whose records are kept.
 */
export async function earlierOf(
  client: ClientBase,
  about: About,
  candidate: Sort
): Promise<EarlierRelease | undefined> {
  const { rows } = await client.query<EarlierRelease & Sort>(
    `select release_id, release, series, starter, synthetic, coverage
     from releases r
     where source = $1 and series = $2 and starter = $3 and synthetic = $4 and status in ('current', 'superseded')
       and exists (select from snapshot_files f where f.release_id = r.release_id)
     order by status = 'current' desc, superseded_at desc nulls last, release_id desc`,
    [about.id, candidate.series, candidate.starter, candidate.synthetic]
  )
  const byDays = about.series.find(({ id }) => id === candidate.series)?.by_date_range === true
  return rows.find(each => !byDays || isRival(candidate, each))
}
