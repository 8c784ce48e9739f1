import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { utcDay } from '../../vocabulary/time/day.ts'
import { Hiccup, NotGiven, Unreachable } from './errors.ts'
import { type FileKind, refuseOtherKind, refusePage } from './kinds.ts'
import {
  editionOf,
  type FetchNote,
  type FileEdition,
  isOtherEdition,
  isSame,
  readNote,
  writeNote
} from './note.ts'
import { persist, refuseError } from './persist.ts'
import type { OnBytes } from './progress.ts'
import { refuseFullDisk } from './room.ts'
import { refuseTooMuch } from './too-much.ts'
import { ask, type Web, type WebResponse } from './web.ts'

/** A file that a publisher offers. */
export interface OfferedFile extends FileEdition {
  url: string
  /** What it is called here. */
  name: string
  kind: FileKind
}

/** A complete download. */
export interface Downloaded {
  path: string
  note: FetchNote
  /** Whether the file was there already. */
  kept: boolean
}

/** An attempt that received at least so many bytes sets the count of consecutive failures back. */
const enough_bytes = 1024 * 1024
/** The number of first bytes by which the kind of a file is recognised. */
const look_bytes = 1024
/** How often a download may start anew because the file has changed. */
const most_restarts = 3

/**
 * Fetches a file into a folder, and goes on where an earlier fetch of the same edition stopped. Until it is complete,
 * its name ends in `.part`. Throws Unreachable, NotGiven and NoRoom; bytes received until then are kept and resumed, but
 * for those of a file that is too long.
 */
export async function download(
  web: Web,
  wanted: OfferedFile,
  folder: string,
  onBytes: OnBytes = () => {}
): Promise<Downloaded> {
  await mkdir(folder, { recursive: true })
  const target = path.join(folder, wanted.name)
  const before = await readNote(folder, wanted.name)
  const known = before !== undefined && before.url === wanted.url && isSame(before, wanted)
  if (known && before.sha256 !== null && (await sizeOf(target)) === before.bytes)
    return { path: target, note: before, kept: true }
  const part = `${target}.part`
  const resumed = known && before.sha256 === null
  if (!resumed) await rm(part, { force: true })
  const { url, etag, last_modified, bytes } = wanted
  const note: FetchNote = {
    ...{ url, etag, last_modified, bytes, sha256: null, retrieved_on: null },
    releases: known ? before.releases : {}
  }
  await refuseTooMuch(web, wanted.url, bytes ?? 0, part)
  await refuseFullDisk(folder, bytes === null ? null : bytes - (await sizeOf(part)))
  await writeNote(folder, wanted.name, note)
  await fetchAll(web, wanted, { part, folder, note }, onBytes)
  const today = utcDay(web.clock.now())
  Object.assign(note, { sha256: await sha256Of(part), bytes: await sizeOf(part), retrieved_on: today })
  await rename(part, target)
  await writeNote(folder, wanted.name, note)
  return { path: target, note, kept: false }
}

interface Under {
  part: string
  folder: string
  note: FetchNote
}

async function fetchAll(web: Web, wanted: OfferedFile, under: Under, onBytes: OnBytes): Promise<void> {
  let restarts = 0
  await persist(web, async gotFurther => {
    const began = await sizeOf(under.part)
    if (began > 0 && began === under.note.bytes) return
    try {
      await goOn(web, wanted, under, began, onBytes)
    } catch (error) {
      if (error instanceof Another && ++restarts > most_restarts)
        throw new NotGiven(
          `${wanted.url} is another file each time. Try again when it has been published whole.`
        )
      if (error instanceof Hiccup && (await sizeOf(under.part)) - began >= enough_bytes) gotFurther()
      throw error
    }
  })
}

/** The file is another one than the one that was begun. The bytes of the former are removed. */
class Another extends Hiccup {
  override name = 'Another'
}

/** One request for the missing bytes. Throws Hiccup where not all of them came. */
async function goOn(
  web: Web,
  wanted: OfferedFile,
  under: Under,
  have: number,
  onBytes: OnBytes
): Promise<void> {
  const answer = await ask(web, wanted.url, { headers: have === 0 ? {} : rangeFrom(have, under.note) })
  if (answer.status === 416) {
    answer.leave()
    await startAnew(under)
    throw new Another(
      new NotGiven(`${wanted.name} is shorter than what was fetched of it: it starts anew.`),
      0
    )
  }
  refuseError(web, answer)
  try {
    refusePage(wanted.kind, answer.headers, wanted.url)
    const at = answer.status === 206 ? await placeOf(answer, under, have) : 0
    if (at === 0) await begin(answer, under, have)
    await refuseTooMuch(web, wanted.url, under.note.bytes ?? 0, under.part)
    await append(web, answer, wanted, under, at, onBytes)
  } finally {
    answer.leave()
  }
}

/** A weak tag must not be sent in If-Range; the date may. */
function rangeFrom(have: number, { etag, last_modified }: FileEdition): Record<string, string> {
  const validator = etag !== null && !etag.startsWith('W/') ? etag : last_modified
  return { range: `bytes=${have}-`, ...(validator === null ? {} : { 'if-range': validator }) }
}

/** The offset of a partial response. Throws Another unless it is the requested range of the same file. */
async function placeOf(answer: WebResponse, under: Under, have: number): Promise<number> {
  const said = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.headers.get('content-range') ?? '')
  const total = said?.[2] === undefined || said[2] === '*' ? null : Number(said[2])
  const now = { ...editionOf(answer.headers), bytes: total }
  if (Number(said?.[1]) === have && !isOtherEdition(under.note, now)) return have
  await startAnew(under)
  throw new Another(new NotGiven('The file has changed since it was begun: it starts anew.'), 0)
}

/** Starts the whole file: nothing was there, the server does not support ranges, or the file has changed. */
async function begin(answer: WebResponse, under: Under, have: number): Promise<void> {
  if (have > 0) await startAnew(under)
  const said = editionOf(answer.headers)
  const { folder, note } = under
  // If it is the same file, what the response leaves out is taken from the note.
  const before: FileEdition = isOtherEdition(note, said)
    ? { etag: null, last_modified: null, bytes: null }
    : note
  Object.assign(note, {
    etag: said.etag ?? before.etag,
    last_modified: said.last_modified ?? before.last_modified,
    bytes: answer.headers.has('content-encoding') ? null : (said.bytes ?? before.bytes)
  })
  await writeNote(folder, path.basename(under.part, '.part'), note)
}

const startAnew = (under: Under): Promise<void> => rm(under.part, { force: true })

async function append(
  web: Web,
  answer: WebResponse,
  wanted: OfferedFile,
  { part, note }: Under,
  at: number,
  onBytes: OnBytes
): Promise<void> {
  const file = await open(part, at === 0 ? 'w+' : 'a+')
  let have = at
  let looked = at >= look_bytes
  try {
    for await (const chunk of answer.chunks()) {
      have += chunk.length
      await refuseTooMuch(web, wanted.url, have, part)
      await writeAll(file, chunk)
      if (!looked && have >= look_bytes) looked = await lookAt(file, wanted, part)
      onBytes({ name: wanted.name, have, of: note.bytes })
    }
    if (!looked) await lookAt(file, wanted, part)
    await file.sync()
  } finally {
    await file.close()
  }
  if (note.bytes === null || have === note.bytes) return
  if (have > note.bytes) await rm(part, { force: true })
  const { host } = new URL(wanted.url)
  throw new Hiccup(new Unreachable(`${host} sent ${have} of ${note.bytes} bytes of ${wanted.name}.`))
}

/** Checks that a file begins as one of its kind does. If not, it is removed, so that it is never resumed. */
async function lookAt(file: FileHandle, { kind, url }: OfferedFile, part: string): Promise<true> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(look_bytes), 0, look_bytes, 0)
  try {
    refuseOtherKind(kind, buffer.subarray(0, bytesRead), url)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  return true
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  let written = 0
  while (written < chunk.length) written += (await file.write(chunk, written)).bytesWritten
}

/** Bytes of a file; 0 where there is none. */
async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => ({ size: 0 }))).size
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}
