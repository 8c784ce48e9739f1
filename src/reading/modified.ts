import { stat } from 'node:fs/promises'
import { openPromise } from 'yauzl'
import type { Member } from './members.ts'
import { toReadingError } from './reading-error.ts'

/** Earlier days are ignored: a zip without times gives the first day of the format, in 1980, or no valid day. */
const firstBelieved = '1981-01-01'

/**
 * The newest day on which one of the members was changed: for an entry of a zip the day in the zip, for any other file
 * the day on disk. Null where there is none.
 */
export async function newestDay(
  members: readonly Pick<Member, 'name' | 'file' | 'path'>[]
): Promise<string | null> {
  const entries = new Map<string, Set<string>>()
  let newest: string | null = null
  const see = (time: Date) => {
    const day = Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 10)
    if (day >= firstBelieved && (newest === null || day > newest)) newest = day
  }
  for (const { name, file, path } of members)
    if (name === file) see(await changedOnDisk(path, file))
    else entries.set(path, (entries.get(path) ?? new Set()).add(name))
  for (const [path, names] of entries) for (const time of await entryTimes(path, names)) see(time)
  return newest
}

const changedOnDisk = async (path: string, file: string): Promise<Date> =>
  (await stat(path).catch(error => Promise.reject(toReadingError(error, { file })))).mtime

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
