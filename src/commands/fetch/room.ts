import { statfs } from 'node:fs/promises'
import { NoRoom } from './errors.ts'
import { bytesText } from './progress.ts'

/** What stays free beside a download, so that a full disk does not stop the database. */
const spare = 256 * 1024 * 1024

/** Throws NoRoom where a folder's disk has no room for so many bytes. Null: the size is not known. */
export async function refuseFullDisk(folder: string, bytes: number | null): Promise<void> {
  if (bytes === null) return
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free >= bytes + spare) return
  throw new NoRoom(
    `${bytesText(bytes)} are to come, and the disk of ${folder} has ${bytesText(free)} left. ` +
      'Free some space, or name a folder on another disk with --to.'
  )
}
