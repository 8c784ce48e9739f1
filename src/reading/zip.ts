import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { mostFiles, refuseOddName } from './files/found-files.ts'
import { isLitter } from './files/litter.ts'
import { refuseTooTight } from './files/packed.ts'
import { ReadingError, toReadingError } from './reading-error.ts'

export interface ZipEntry {
  name: string
  /** Bytes when decompressed, as the zip states. */
  size: number
  open(): Promise<Readable>
}

/**
 * The files of a zip (zip64 too) in its own order, folders and litter left out. Each entry opens the zip
 * itself, so it can be read after the listing has ended, and at the same time as others.
 * Throws ReadingError for a zip that is cut off, damaged, encrypted, without a file, with too many of them or packed
 * too tightly to be a release.
 */
export async function* zipEntries(path: string, file: string): AsyncIterable<ZipEntry> {
  const entries = await listed(path, file)
  if (entries.length === 0) throw new ReadingError('empty', 'the zip has no files. Fetch it again.', { file })
  if (entries.every(entry => entry.uncompressedSize === 0))
    throw new ReadingError('empty', 'all files in the zip are empty. Fetch it again.', { file })
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  refuseTooTight(unpacked, (await stat(path)).size, file)
  for (const entry of entries) {
    refuseUnreadable(entry, file)
    const open = async () => Readable.from(content(path, file, entry))
    yield { name: entry.fileName, size: entry.uncompressedSize, open }
  }
}

async function listed(path: string, file: string): Promise<Entry[]> {
  const zip = await opened(path, file)
  const entries: Entry[] = []
  if (zip.entryCount > mostFiles) {
    zip.close()
    throw new ReadingError(
      'unreadable',
      `the zip has ${zip.entryCount} entries, and no release has more than ${mostFiles}. Unpack it and give the files that are meant.`,
      { file }
    )
  }
  try {
    for await (const entry of zip.eachEntry()) {
      refuseOddName(entry.fileName, file)
      if (!entry.fileName.endsWith('/') && !isLitter(entry.fileName)) entries.push(entry)
    }
    return entries
  } catch (error) {
    throw error instanceof ReadingError ? error : zipError(error as Error, file)
  } finally {
    zip.close()
  }
}

async function opened(path: string, file: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true, strictFileNames: true })
  } catch (error) {
    throw zipError(error as Error, file)
  }
}

async function* content(path: string, file: string, entry: Entry): AsyncIterable<Buffer> {
  const place = { file: `${file}/${entry.fileName}` }
  const zip = await opened(path, file)
  let sum = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw (error as Error).message.includes('overflows file bounds')
      ? cutOff(place.file)
      : toReadingError(error, place)
  } finally {
    zip.close()
  }
  // yauzl checks sizes only; a flipped byte in a stored entry would pass.
  if (sum !== entry.crc32)
    throw new ReadingError(
      'malformed',
      'is damaged: its checksum does not match. Fetch the zip again.',
      place
    )
}

function refuseUnreadable(entry: Entry, file: string): void {
  const place = { file: `${file}/${entry.fileName}` }
  if (entry.isEncrypted()) throw encrypted(place.file)
  if (!entry.canDecodeFileData())
    throw new ReadingError(
      'unreadable',
      `is packed with a method that cannot be read here (${entry.compressionMethod}). Unpack it and give the folder.`,
      place
    )
}

function zipError(error: Error, file: string): ReadingError {
  if (error.message.startsWith('End of central directory')) return cutOff(file)
  if (error.message.includes('encryption')) return encrypted(file)
  if (/^(absolute path|invalid relative path|invalid characters in fileName)/.test(error.message))
    return new ReadingError(
      'unreadable',
      'the zip has a name that leads out of it, which no publisher’s zip has. Look into it, and fetch it again from the publisher.',
      { file },
      error
    )
  return new ReadingError(
    'malformed',
    `the zip is damaged (${error.message}). Fetch it again.`,
    { file },
    error
  )
}

const cutOff = (file: string): ReadingError =>
  new ReadingError('truncated', 'the zip is cut off before its end. Fetch it again.', { file })

const encrypted = (file: string): ReadingError =>
  new ReadingError('unreadable', 'is encrypted. Unpack it with its password and give the folder.', { file })
