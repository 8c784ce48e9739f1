import { openPromise } from 'yauzl'
import type { Member } from './members.ts'

/** Earlier days are ignored: a zip without times gives the first day of the format, in 1980, or no valid day. */
const firstBelieved = '1981-01-01'

/**
 * The newest day on which one of the members was changed, as a zip records it of its entries; null where none is in a zip
 * with times. The time of a file on disk is not used: it is that of a copy.
 */
export async function newestEntryDay(
  members: readonly Pick<Member, 'name' | 'file' | 'path'>[]
): Promise<string | null> {
  const entries = new Map<string, Set<string>>()
  let newest: string | null = null
  for (const { name, file, path } of members)
    if (name !== file) entries.set(path, (entries.get(path) ?? new Set()).add(name))
  for (const [path, names] of entries)
    for (const time of await entryTimes(path, names)) {
      const day = Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 10)
      if (day >= firstBelieved && (newest === null || day > newest)) newest = day
    }
  return newest
}

/** The times of entries. A zip without time zones is read as UTC, so that the day does not depend on the machine. */
async function entryTimes(path: string, names: ReadonlySet<string>): Promise<Date[]> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true })
  const times: Date[] = []
  try {
    for await (const entry of zip.eachEntry())
      if (names.has(entry.fileName)) times.push(entry.getLastModDate({ timezone: 'UTC' }))
    return times
  } finally {
    zip.close()
  }
}
