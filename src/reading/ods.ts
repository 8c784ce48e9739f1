import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type OdsRow, odsRows } from './ods-rows.ts'
import { ReadingError, toReadingError } from './reading-error.ts'
import { type ZipEntry, zipEntries } from './zip.ts'

/** Whether the first bytes of a file of that name are a spreadsheet of OpenDocument (ODS): its kind stands first in it. */
export const isOds = (head: string, name: string): boolean =>
  /\.ods(\.gz)?$/i.test(name) &&
  head.startsWith('PK\x03\x04') &&
  head.includes('application/vnd.oasis.opendocument.spreadsheet')

/**
 * The rows that hold anything of the sheets whose names are wanted. All sheets stand in one part of a zip, so they are
 * read in one pass, and in their order; the zip is put in a file of its own first, which goes at the end.
 * Throws ReadingError: truncated, malformed (with sheet and row), unreadable.
 */
export async function* readOds(
  stream: AsyncIterable<Buffer>,
  file: string,
  isWanted: (sheet: string) => boolean
): AsyncIterable<OdsRow> {
  const folder = await mkdtemp(join(tmpdir(), 'asylum-outcomes-ods-'))
  try {
    const path = join(folder, 'spreadsheet')
    await pipeline(stream, createWriteStream(path)).catch(error =>
      Promise.reject(toReadingError(error, { file }))
    )
    yield* odsRows(await (await contentOf(path, file)).open(), file, isWanted)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function contentOf(path: string, file: string): Promise<ZipEntry> {
  for await (const entry of zipEntries(path, file)) if (entry.name === 'content.xml') return entry
  throw new ReadingError('malformed', 'is no spreadsheet: it has no content. Fetch it again.', { file })
}
