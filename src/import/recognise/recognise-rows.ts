import { commaSeparated, otherDelimiter } from '../../reading/comma-separated.ts'
import { isNote } from '../../reading/files/litter.ts'
import type { Layout, Source } from '../../sources/source.ts'
import { ImportRefused } from '../failures/errors.ts'
import type { Recognised, SeenFile } from './recognised.ts'
import { stranger } from './stranger.ts'

/**
 * The one layout of the source that reads a file, and the file as it is read: with commas where another character parts
 * its fields and no layout is published so. Throws ImportRefused where no layout reads it, or several.
 */
export async function layoutOf(
  seen: SeenFile,
  source: Source,
  sources: readonly Source[],
  series: string | undefined
): Promise<Recognised> {
  const { file, matching } = matchingIn(seen, source)
  const name = file.member.name
  const wanted = matching.filter(layout => series === undefined || layout.series === series)
  if (wanted.length === 1) return { ...file, layout: wanted[0] as Layout }
  if (wanted.length > 1)
    throw new ImportRefused(
      `${name} could be read in ${wanted.length} ways (${wanted.map(layout => layout.title).join('; ')}). ` +
        `Say which with --series: ${[...new Set(wanted.map(layout => layout.series))].join(', ')}; ` +
        'or --series all for one release of each.'
    )
  if (matching.length > 0)
    throw new ImportRefused(
      `${name} is a file of the series ${matching[0]?.series}, not ${series}. ` +
        `Leave --series out, or say --series ${matching[0]?.series}.`
    )
  throw new ImportRefused(await stranger(formsOf(seen), source, sources))
}

/** The series of which every file could be one, in the order of the source's own list. */
export function seriesOfAll(seen: readonly SeenFile[], { about, layouts }: Source): string[] {
  const source = { layouts: layouts.filter(({ refuses }) => !refuses) }
  const each = seen.map(file => matchingIn(file, source).matching.map(({ series }) => series))
  return about.series.map(({ id }) => id).filter(id => each.length > 0 && each.every(ids => ids.includes(id)))
}

function matchingIn(seen: SeenFile, source: Pick<Source, 'layouts'>): { file: SeenFile; matching: Layout[] } {
  for (const file of formsOf(seen)) {
    const matching = source.layouts.filter(layout => layout.matches(file.head, file.member.name))
    if (matching.length > 0) return { file, matching }
  }
  return { file: seen, matching: [] }
}

/** The ways to read a text: tables are published with tabs, and with commas, but not with semicolons. */
export function formsOf(seen: SeenFile): SeenFile[] {
  const delimiter = otherDelimiter(seen.head)
  if (delimiter === undefined) return [seen]
  const restated = commaSeparated(seen, delimiter)
  return delimiter === ';' ? [restated] : [seen, restated]
}

/** Files that explain a release are not read where others are. */
export function apartFromNotes(
  seen: readonly SeenFile[],
  source: Source
): { tables: SeenFile[]; notes: SeenFile[] } {
  const notes = seen.filter(
    each => isNote(each.member.name) && matchingIn(each, source).matching.length === 0
  )
  return notes.length === seen.length
    ? { tables: [...seen], notes: [] }
    : { tables: seen.filter(each => !notes.includes(each)), notes }
}
