import type { ReleaseEntry, TableCard } from '../../snapshot/card.ts'
import type { SeriesAbout } from '../../vocabulary/about.ts'
import type { RecordTableName, Subject } from '../kinds/subject.ts'

/** The one release, and the one table of it, that answers. */
export interface Chosen {
  subject: Subject
  release: ReleaseEntry
  series: SeriesAbout
  /** The records of the subject, or published figures about it. */
  table: RecordTableName | 'published_counts'
  card: TableCard
  /** Named by release=, as_of= or a cursor: the answer stays the same for as long as the release is kept. */
  pinned: boolean
  /** The current release that has no row of what is asked: this shipped table answers in its place. */
  instead_of?: string
  /** Current releases of the same series that answer for other days. */
  elsewhere?: { release: string; from: string; to: string }[]
}

/** Whether the rows are records: they have dates instead of periods, and there are no totals among them. */
export const isRecords = ({ table }: Pick<Chosen, 'table'>): boolean => table !== 'published_counts'
