import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open as openFile, stat } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { createGunzip } from 'node:zlib'
import { type FoundFile, filesUnder } from './files/found-files.ts'
import { counted } from './files/packed.ts'
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
  /** The name of the released file: the member itself, or the zip that holds it. */
  file: string
  /** Where that file is on disk. */
  path: string
  /** Bytes when decompressed. An estimate for gzip, which does not state the size. */
  size: number
  /** The file as released. The first call reads the whole file for its hash. */
  released(): Promise<ReleasedFile>
  open(): Promise<Readable>
  /** The first n bytes, decompressed: enough to recognise what a file is. */
  head(n?: number): Promise<Buffer>
}

/** Bytes read at once. The text of a larger piece is not held in the part of V8's heap that is freed cheaply. */
const piece = 96 * 1024
/** The usual size of a release's text, as a multiple of its size with gzip. */
const gzipRatio = 8

/**
 * The members of a release in order: csv, json and any other file as it is, gz decompressed, zip entry by
 * entry, folders sorted. The kind of a file is found by its first bytes, not by its name alone.
 * Throws ReadingError: before the first member for a path that is missing, at its turn for a damaged file.
 */
export async function* openMembers(paths: string[]): AsyncIterable<Member> {
  const found: FoundFile[] = []
  for (const path of paths) found.push(...(await filesUnder(path)))
  for (const { path, name } of found) yield* membersOf(path, name)
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
      const open = async () => readable(await openEntry(), name, /\.gz$/i.test(name) ? size : undefined)
      yield { ...{ name, file, path, size, released, open }, head: n => headOf(open, n) }
    }
    return
  }
  const packed = (await stat(path)).size
  const size = kind === 'gz' ? packed * gzipRatio : packed
  const open = async () =>
    readable(createReadStream(path, { highWaterMark: piece }), file, kind === 'gz' ? packed : undefined)
  if (kind === 'gz' && (await headOf(open, 1)).length === 0)
    throw new ReadingError('empty', 'holds nothing when decompressed. Fetch the file again.', { file })
  yield { ...{ name: file, file, path, size, released, open }, head: n => headOf(open, n) }
}

/** A zip begins with an entry, or with its closing record where it has none. */
const zipSignatures = ['PK\x03\x04', 'PK\x05\x06', 'PK\x06\x06']

/** Office files are zips inside, but each counts as one released file. */
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
  for await (const chunk of inWords(createReadStream(path, { highWaterMark: 1 << 20 }), name)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { name, bytes, sha256: hash.digest('hex') }
}

/** `packed`: the size with gzip, where it is packed so. */
function readable(source: Readable, file: string, packed: number | undefined): Readable {
  // The callback only keeps the error from being thrown twice: it comes out of the stream that is read.
  const bytes =
    packed === undefined
      ? source
      : counted(
          pipeline(source, createGunzip(), () => {}),
          packed,
          file
        )
  return Readable.from(inUtf8(inWords(bytes, file)), { objectMode: false })
}

async function* inWords(bytes: AsyncIterable<Buffer>, file: string): AsyncIterable<Buffer> {
  try {
    yield* bytes
  } catch (error) {
    throw toReadingError(error, { file })
  }
}

/** Text in UTF-16, which spreadsheets save as "Unicode text", becomes UTF-8; all other bytes stay. Its mark tells it. */
async function* inUtf8(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let decoder: TextDecoder | undefined
  let isFirst = true
  for await (const chunk of bytes) {
    if (isFirst) decoder = utf16Decoder(chunk)
    isFirst = false
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk
  }
}

function utf16Decoder(start: Buffer): TextDecoder | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le')
  return start[0] === 0xfe && start[1] === 0xff ? new TextDecoder('utf-16be') : undefined
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
