import type { ReleaseEntry, SnapshotTable } from '../snapshot/card.ts'
import { namedIn, type SetCards, type Sources, sourcesThat } from '../snapshot/considered.ts'
import { holdsTable } from '../snapshot/known/known-sources.ts'
import { readId } from './lists/ids.ts'
import type { ReleaseQuery } from './releases/named-releases.ts'

const rowsOf = (table: SnapshotTable, { tables }: ReleaseEntry): number => tables[table]?.rows ?? 0

/**
 * The sources that decide a list of one table: the named ones, where one of them has a current release with such records,
 * else all that have or could have them. All sources where the answer may tell of others: of an unknown series or release,
 * of where a cursor is from, of who has such records where those that are named have none.
 */
export const listedSources =
  (table: SnapshotTable) =>
  ({ query }: { query: ReleaseQuery & { cursor?: string } }, set: SetCards): Sources => {
    const { source, series, release, cursor } = query
    if (cursor !== undefined) return undefined
    if (source === undefined) {
      if (series !== undefined || release !== undefined) return undefined
      return sourcesThat(
        set,
        each => rowsOf(table, each) > 0,
        about => about.series.some(each => holdsTable(each, table))
      )
    }
    const own = set.releases.filter(each => source.includes(each.source))
    const isOwn = (name: string) => own.some(each => each.series === name)
    const answers = own.some(
      each => each.status === 'current' && rowsOf(table, each) > 0 && (series?.includes(each.series) ?? true)
    )
    return answers && (series?.every(isOwn) ?? true) ? namedIn(set, source) : undefined
  }

/** The source of a record's id, where it has such records; all sources where it has not, or the text is no id. */
export function sourceOfRecord(id: string, table: SnapshotTable, set: SetCards): Sources {
  const read = idIn(id, set.releases)
  const own = set.releases.filter(
    ({ source, synthetic }) => source === read?.source && synthetic === (read.synthetic ?? synthetic)
  )
  return read && own.some(release => rowsOf(table, release) > 0) ? [read.source] : undefined
}

function idIn(id: string, releases: readonly ReleaseEntry[]) {
  try {
    return readId(id, releases)
  } catch {
    return undefined
  }
}
