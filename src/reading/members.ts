import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open as openFile, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { isLitter } from './litter.ts'
import { ReadingError, toReadingError } from './reading-error.ts'
import { zipEntries } from './zip.ts'

/** A file as released: its name (inside the folder, if one was given), size and SHA-256 of its own bytes. */
export interface ReleasedFile {
  name: string
  bytes: number
  sha256: string
}

/** One readable part of a release: a file, or an entry of a zip. Bytes come out decompressed. */
export interface Member {
  name: string
  /** The name of the file that it is, or that it stands in. */
  file: string
  /** Where that file is on disk. */
  path: string
  /** How many bytes come out; an estimate for what is packed with gzip, which does not say. */
  size: number
  /** The file as released. It is read through for its hash when this is asked for first. */
  released(): Promise<ReleasedFile>
  open(): Promise<Readable>
  /** The first n bytes, decompressed: enough to recognise what a file is. */
  head(n?: number): Promise<Buffer>
}

/** Files are read in pieces of this size: as text, a larger one is no longer held where V8 makes room cheaply. */
const piece = 96 * 1024
/** Text such as releases are made of, packed with gzip, is about this many times as large again. */
const gzipRatio = 8

interface Found {
  path: string
  name: string
}

/**
 * The members of a release in order: csv, json and any other file as it is, gz decompressed, zip entry by
 * entry, folders sorted. What a file is, its first bytes say, not its name.
 * Throws ReadingError: before the first member for a path that is missing, at its turn for a damaged file.
 */
export async function* openMembers(paths: string[]): AsyncIterable<Member> {
  const found: Found[] = []
  for (const path of paths) found.push(...(await filesUnder(path)))
  for (const { path, name } of found) yield* membersOf(path, name)
}

async function filesUnder(path: string): Promise<Found[]> {
  const name = basename(path)
  const info = await stat(path).catch(error => Promise.reject(toReadingError(error, { file: path })))
  if (!info.isDirectory()) return [{ path, name }]
  const files = await filesInFolder(path, '')
  if (files.length === 0)
    throw new ReadingError('empty', 'the folder has no files. Name the folder that holds the release.', {
      file: name
    })
  return files
}

async function filesInFolder(root: string, under: string): Promise<Found[]> {
  const files: Found[] = []
  const names = (await readdir(join(root, under))).sort()
  for (const entry of names.filter(each => !isLitter(each))) {
    const name = under === '' ? entry : `${under}/${entry}`
    const path = join(root, name)
    if ((await stat(path)).isDirectory()) files.push(...(await filesInFolder(root, name)))
    else files.push({ path, name })
  }
  return files
}

async function* membersOf(path: string, file: string): AsyncIterable<Member> {
  const kind = await kindOf(path, file)
  let hashed: Promise<ReleasedFile> | undefined
  const released = () => {
    hashed ??= releasedFile(path, file)
    return hashed
  }
  if (kind === 'zip') {
    for await (const { name, size, open: openEntry } of zipEntries(path, file)) {
      const open = async () => readable(await openEntry(), name, /\.gz$/i.test(name))
      yield { ...{ name, file, path, size, released, open }, head: n => headOf(open, n) }
    }
    return
  }
  const packed = (await stat(path)).size
  const size = kind === 'gz' ? packed * gzipRatio : packed
  const open = async () => readable(createReadStream(path, { highWaterMark: piece }), file, kind === 'gz')
  if (kind === 'gz' && (await headOf(open, 1)).length === 0)
    throw new ReadingError('empty', 'holds nothing when decompressed. Fetch the file again.', { file })
  yield { ...{ name: file, file, path, size, released, open }, head: n => headOf(open, n) }
}

/** A zip begins with an entry, or with its closing record where it has none. */
const zipSignatures = ['PK\x03\x04', 'PK\x05\x06', 'PK\x06\x06']

/** Workbooks and the like are zips inside, but one file to whoever released them. */
const officeFile = /\.(xlsx|xlsm|ods|docx)$/i

async function kindOf(path: string, name: string): Promise<'zip' | 'gz' | 'plain'> {
  const magic = await firstBytes(path, name)
  if (magic.length === 0)
    throw new ReadingError('empty', 'is empty (0 bytes). Fetch the file again.', { file: name })
  const signature = magic.toString('latin1')
  if (zipSignatures.includes(signature) && !officeFile.test(name)) return 'zip'
  if (signature.startsWith('\x1f\x8b')) return 'gz'
  if (/\.zip$/i.test(name))
    throw new ReadingError(
      'not-a-zip',
      'is no zip file, whatever its name says. It may be an error page that was saved instead; look into it.',
      { file: name }
    )
  if (/\.gz$/i.test(name))
    throw new ReadingError('malformed', 'is not compressed with gzip, whatever its name says.', {
      file: name
    })
  return 'plain'
}

async function firstBytes(path: string, file: string): Promise<Buffer> {
  try {
    const handle = await openFile(path)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw toReadingError(error, { file })
  }
}

async function releasedFile(path: string, name: string): Promise<ReleasedFile> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of readable(createReadStream(path, { highWaterMark: 1 << 20 }), name, false)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { name, bytes, sha256: hash.digest('hex') }
}

function readable(source: Readable, file: string, gzipped: boolean): Readable {
  // The callback only keeps the error from being thrown twice: it comes out of the stream that is read.
  const bytes = gzipped ? pipeline(source, createGunzip(), () => {}) : source
  return Readable.from(inWords(bytes, file), { objectMode: false })
}

async function* inWords(bytes: AsyncIterable<Buffer>, file: string): AsyncIterable<Buffer> {
  try {
    yield* bytes
  } catch (error) {
    throw toReadingError(error, { file })
  }
}

async function headOf(open: () => Promise<Readable>, n = 65536): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await open()) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= n) break
  }
  return Buffer.concat(chunks).subarray(0, n)
}
