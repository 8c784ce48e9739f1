import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Published } from './published.ts'

/** Version of the file; increased whenever it is written differently, so that an old one is not read. */
const format = 1

/** Where the cards of the release set that was opened last are kept, for each database that the folder serves. */
function fileOf(folder: string, databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl)
  const hash = createHash('sha256').update(`${host}${pathname}`).digest('hex').slice(0, 12)
  return path.join(folder, `release-set-${hash}.json`)
}

/** Keeps the cards of a release set, whole or not at all, for a start at which the database is away. */
export async function keepSet(folder: string, databaseUrl: string, published: Published): Promise<void> {
  await mkdir(folder, { recursive: true })
  const file = fileOf(folder, databaseUrl)
  const unfinished = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await writeFile(unfinished, JSON.stringify({ format, ...published }))
    await rename(unfinished, file)
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** The cards that were kept of a database; undefined where there are none that this version reads. */
export async function keptSet(folder: string, databaseUrl: string): Promise<Published | undefined> {
  try {
    const { format: written, ...published } = JSON.parse(await readFile(fileOf(folder, databaseUrl), 'utf8'))
    return written === format && Array.isArray(published.releases) ? published : undefined
  } catch {
    return undefined
  }
}
