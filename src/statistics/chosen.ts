import type { ReleaseEntry, TableCard } from '../snapshot/card.ts'
import type { SeriesAbout } from '../vocabulary/about.ts'

/** The one release, and the one table of it, that answers. */
export interface Chosen {
  release: ReleaseEntry
  series: SeriesAbout
  table: 'decisions' | 'published_counts'
  card: TableCard
  /** Named by release=, as_of= or a cursor: the answer stays the same for as long as the release is kept. */
  pinned: boolean
}
