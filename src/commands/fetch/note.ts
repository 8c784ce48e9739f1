import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { utcDay } from '../../vocabulary/time/day.ts'

/** What an answer says of the file behind it: how to know it again. */
export interface FileEdition {
  etag: string | null
  /** As the server writes it. */
  last_modified: string | null
  bytes: number | null
}

/** What is noted beside a download, so that it can be resumed, known again, and not be fetched twice. */
export interface FetchNote extends FileEdition {
  url: string
  /** Of the whole file; null while parts are missing. */
  sha256: string | null
  /** The day on which it was fetched whole. */
  retrieved_on: string | null
  /** Series → the release that was imported from it. */
  releases: Record<string, string>
}

const beside = (folder: string, name: string): string => path.join(folder, `${name}.note.json`)

/** The note of a download; nothing where there is none that can be read. */
export async function readNote(folder: string, name: string): Promise<FetchNote | undefined> {
  try {
    const note = JSON.parse(await readFile(beside(folder, name), 'utf8')) as Partial<FetchNote>
    return typeof note.url === 'string' && typeof note.releases === 'object' ? (note as FetchNote) : undefined
  } catch {
    return undefined
  }
}

/** Writes the note of a download. */
export const writeNote = (folder: string, name: string, note: FetchNote): Promise<void> =>
  writeFile(beside(folder, name), `${JSON.stringify(note, null, 2)}\n`)

/** What the headers of a whole answer say. */
export function editionOf(headers: Headers): FileEdition {
  const length = headers.get('content-length')
  return {
    etag: headers.get('etag'),
    last_modified: headers.get('last-modified'),
    bytes: length !== null && /^\d+$/.test(length) ? Number(length) : null
  }
}

/** A cache on the way may call the same tag weak, one day and not the next. */
const bare = (etag: string): string => etag.replace(/^W\//, '')

/** Whether both are known to be the same file: by its tag, else by its date; and never with another length. */
export function isSame(one: FileEdition, other: FileEdition): boolean {
  if (one.bytes !== null && other.bytes !== null && one.bytes !== other.bytes) return false
  if (one.etag !== null && other.etag !== null) return bare(one.etag) === bare(other.etag)
  return one.last_modified !== null && one.last_modified === other.last_modified
}

/** Whether both are known to be two files. Where too little is said, neither this nor `isSame` holds. */
export function isOtherEdition(one: FileEdition, other: FileEdition): boolean {
  const differ = (name: keyof FileEdition) =>
    one[name] !== null && other[name] !== null && one[name] !== other[name]
  if (one.etag !== null && other.etag !== null && bare(one.etag) !== bare(other.etag)) return true
  return differ('bytes') || (differ('last_modified') && !isSame(one, other))
}

/** The day of an HTTP date, `YYYY-MM-DD`. */
export function editionDay(last_modified: string | null): string | null {
  const time = Date.parse(last_modified ?? '')
  return Number.isNaN(time) ? null : utcDay(time)
}
