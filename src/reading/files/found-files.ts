import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { ReadingError, toReadingError } from '../reading-error.ts'
import { isLitter } from './litter.ts'

/** A file of a release on disk, and its name: inside the folder, if one was given. */
export interface FoundFile {
  path: string
  name: string
}

/** More files than any release has, in a folder or a zip. */
export const mostFiles = 10_000

/**
 * The file of that path, or the files of the folder in the order of their names. Links in a folder are followed to
 * files of the same folder only. Throws ReadingError: missing, empty, unreadable.
 */
export async function filesUnder(path: string): Promise<FoundFile[]> {
  const name = basename(path)
  try {
    const info = await stat(path)
    if (!info.isDirectory()) {
      if (!info.isFile()) throw noFile(path)
      return [{ path, name }]
    }
    const root = await realpath(path)
    const files: FoundFile[] = []
    await collect(root, '', files)
    if (files.length > 0) return files
  } catch (error) {
    throw toReadingError(error, { file: path })
  }
  throw new ReadingError('empty', 'the folder has no files. Name the folder that holds the release.', {
    file: name
  })
}

async function collect(root: string, under: string, files: FoundFile[]): Promise<void> {
  const entries = await readdir(join(root, under), { withFileTypes: true })
  for (const entry of entries.filter(each => !isLitter(each.name)).sort(byName)) {
    const name = under === '' ? entry.name : `${under}/${entry.name}`
    refuseOddName(name, basename(root))
    if (entry.isDirectory()) await collect(root, name, files)
    else files.push({ path: await pathOf(root, name, entry), name })
    if (files.length > mostFiles)
      throw new ReadingError(
        'unreadable',
        `the folder has more than ${mostFiles} files, and no release has so many. Name the folder that holds the release.`,
        { file: basename(root) }
      )
  }
}

const byName = (a: Dirent, b: Dirent): number => (a.name < b.name ? -1 : 1)

async function pathOf(root: string, name: string, entry: Dirent): Promise<string> {
  const path = join(root, name)
  if (entry.isFile()) return path
  if (!entry.isSymbolicLink()) throw noFile(name)
  const target = await realpath(path).catch(() => undefined)
  if (target === undefined)
    throw new ReadingError('unreadable', 'is a link that leads nowhere, or in a circle. Remove it.', {
      file: name
    })
  if (!target.startsWith(root + sep) && target !== root)
    throw new ReadingError(
      'unreadable',
      'is a link that leads out of the folder, and what is there is not read. Put the file itself there, or remove the link.',
      { file: name }
    )
  const info = await stat(target)
  if (info.isDirectory())
    throw new ReadingError('unreadable', 'is a link to a folder, which is not followed. Remove it.', {
      file: name
    })
  if (!info.isFile()) throw noFile(name)
  return target
}

/** Opening a pipe would wait for whoever writes into it, and a device may never end. */
const noFile = (file: string): ReadingError =>
  new ReadingError(
    'unreadable',
    'is no file but a pipe, a socket or a device. Save what it gives in a file, and name that.',
    { file }
  )

/** Control characters in a name could forge lines of a report. Throws ReadingError. `holder`: the zip or folder. */
export function refuseOddName(name: string, holder: string): void {
  if (/\p{Cc}/u.test(name))
    throw new ReadingError(
      'unreadable',
      `the name of a file in it has control characters (${JSON.stringify(name).slice(0, 80)}). Rename the file.`,
      { file: holder }
    )
}
