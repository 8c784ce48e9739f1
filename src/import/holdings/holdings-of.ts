import type { ClientBase } from 'pg'
import type { SnapshotTable } from '../../snapshot/card.ts'
import type { SeriesAbout } from '../../vocabulary/about.ts'
import type { ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import { figuresHeld } from './figures.ts'
import { recordsHeld } from './records.ts'

/** What the rows of a loaded release tell; null for a release without rows. */
export async function holdingsOf(
  client: ClientBase,
  release_id: number,
  tables: readonly SnapshotTable[],
  series: SeriesAbout | undefined
): Promise<ReleaseHoldings | null> {
  if (tables.length === 0) return null
  return tables.includes('published_counts')
    ? figuresHeld(client, release_id, series)
    : recordsHeld(client, release_id, tables)
}
