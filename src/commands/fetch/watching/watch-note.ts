import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** What the last look at a publisher gave. */
export const lookResults = [
  'nothing_newer',
  'imported',
  'beside',
  'suspect',
  'busy',
  'waiting',
  'failed'
] as const
export type LookResult = (typeof lookResults)[number]

/** What a watch remembers of a source, beside its downloads. */
export interface WatchNote {
  source: string
  looked_at: string
  result: LookResult
  /** The exit code that `fetch` would have ended with. */
  code: number
  /** Releases that were imported, and why a look failed. */
  releases: { release: string; series: string; status: string }[]
  reason: string
  /** Failures in a row. */
  failures: number
  /** Before this the publisher is not asked again; null: whenever it is due. */
  not_before: string | null
}

const fileOf = (dataDir: string, source: string): string =>
  path.join(dataDir, 'downloads', source, 'watch.json')

/** The note of a source; undefined where it was never watched from here, or the note cannot be read. */
export async function readWatchNote(dataDir: string, source: string): Promise<WatchNote | undefined> {
  try {
    const note = JSON.parse(await readFile(fileOf(dataDir, source), 'utf8')) as Partial<WatchNote>
    return typeof note.looked_at === 'string' && typeof note.failures === 'number'
      ? (note as WatchNote)
      : undefined
  } catch {
    return undefined
  }
}

export async function writeWatchNote(dataDir: string, note: WatchNote): Promise<void> {
  const file = fileOf(dataDir, note.source)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(note, null, 2)}\n`)
}

/** A line about a source for a person. */
export function inWords({ source, result, releases, reason, failures, not_before }: WatchNote): string {
  const until = not_before === null ? '' : `; not asked again before ${not_before}`
  const names = releases.map(({ release, status }) => `${release} (${status})`).join(', ')
  const times = failures > 1 ? ` (${failures} times in a row)` : ''
  const said = {
    nothing_newer: 'nothing newer',
    imported: `imported ${names}`,
    beside: `imported ${names}, which does not answer by default`,
    suspect: `imported ${names}, whose figures are hard to believe: see asylum-outcomes releases ${source}`,
    busy: `left alone: ${reason}`,
    waiting: `left alone after failures${times}: ${reason}${until}`,
    failed: `failed${times}: ${reason}${until}`
  } satisfies Record<WatchNote['result'], string>
  return `${source}: ${said[result]}`
}
