import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type OdsRow, odsRows } from './ods-rows.ts'
import { ReadingError, toReadingError } from './reading-error.ts'
import { type ZipEntry, zipEntries } from './zip.ts'

/** Whether the first bytes of a file of that name are an OpenDocument spreadsheet (ODS). Its media type comes first. */
export const isOds = (head: string, name: string): boolean =>
  /\.ods(\.gz)?$/i.test(name) &&
  head.startsWith('PK\x03\x04') &&
  head.includes('application/vnd.oasis.opendocument.spreadsheet')

/**
 * The non-empty rows of the wanted sheets. All sheets are in one part of a zip, so they are read in one pass, in their
 * order. The zip is copied to a temporary file first, which is removed at the end.
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
