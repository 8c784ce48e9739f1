import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { utcDay } from '../../vocabulary/time/day.ts'

/** What a response says about a file, by which the same edition is recognised later. */
export interface FileEdition {
  etag: string | null
  /** As the server writes it. */
  last_modified: string | null
  bytes: number | null
}

/** The note beside a download, so that it can be resumed and recognised, and is not fetched twice. */
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

/** The edition that the headers of a complete response describe. */
export function editionOf(headers: Headers): FileEdition {
  const length = headers.get('content-length')
  return {
    etag: headers.get('etag'),
    last_modified: headers.get('last-modified'),
    bytes: length !== null && /^\d+$/.test(length) ? Number(length) : null
  }
}

/** A tag without the mark of a weak one: a cache in between may add the mark on some days and not on others. */
const bare = (etag: string): string => etag.replace(/^W\//, '')

/** Whether both are known to be the same file: by its tag, else by its date; and never with another length. */
export function isSame(one: FileEdition, other: FileEdition): boolean {
  if (one.bytes !== null && other.bytes !== null && one.bytes !== other.bytes) return false
  if (one.etag !== null && other.etag !== null) return bare(one.etag) === bare(other.etag)
  return one.last_modified !== null && one.last_modified === other.last_modified
}

/** Whether both are known to be different files. Where too little is known, this and `isSame` are both false. */
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
