import { createHash } from 'node:crypto'
import type { Member } from '../reading/members.ts'
import type { Layout, Source } from '../sources/source.ts'
import { ImportRefused } from './errors.ts'

/** A file of a release, and the layout that reads it. */
interface Recognised {
  member: Member
  layout: Layout
}

/** The files of one release: all of one series. */
export interface RecognisedRelease {
  parts: Recognised[]
  series: string
  layout: string
  starter: boolean
  synthetic: boolean
  files: Member['file'][]
  /** The identity of the bytes, whatever the files are called. */
  content_sha256: string
}

/**
 * Finds for each file the one layout of the source that reads it. Throws ImportRefused for a file of another
 * source (naming it), of no source, or of several series at once.
 */
export async function recognise(
  source: Source,
  sources: readonly Source[],
  members: AsyncIterable<Member>,
  series?: string
): Promise<RecognisedRelease> {
  const parts: Recognised[] = []
  for await (const member of members) {
    const head = (await member.head()).toString()
    parts.push({ member, layout: layoutOf(member, head, source, sources, series) })
  }
  const first = parts[0]
  if (!first)
    throw new ImportRefused('There is no file to import. Name the files, or the folder that holds them.')
  const found = [...new Set(parts.map(part => part.layout.series))]
  if (found.length > 1)
    throw new ImportRefused(
      `These files belong to several series (${found.join(', ')}), and an import is one release of one series. ` +
        `Import each by itself: ${parts.map(part => `${part.member.name} is ${part.layout.series}`).join(', ')}.`
    )
  const { starter, synthetic } = first.layout
  if (parts.some(({ layout }) => layout.starter !== starter || layout.synthetic !== synthetic))
    throw new ImportRefused(
      'Synthetic or starter tables cannot be mixed with released files. Import each by itself.'
    )
  const files = [...new Map(parts.map(({ member }) => [member.file.name, member.file])).values()]
  const layout = [...new Set(parts.map(part => part.layout.id))].join('+')
  return {
    parts,
    series: found[0] as string,
    layout,
    starter,
    synthetic,
    files,
    content_sha256: identity(files)
  }
}

function layoutOf(
  member: Member,
  head: string,
  source: Source,
  sources: readonly Source[],
  series: string | undefined
): Layout {
  const matching = source.layouts.filter(layout => layout.matches(head, member.name))
  const wanted = matching.filter(layout => series === undefined || layout.series === series)
  if (wanted.length === 1) return wanted[0] as Layout
  if (wanted.length > 1)
    throw new ImportRefused(
      `${member.name} could be read in ${wanted.length} ways (${wanted.map(layout => layout.title).join('; ')}). ` +
        `Say which with --series: ${[...new Set(wanted.map(layout => layout.series))].join(', ')}.`
    )
  if (matching.length > 0)
    throw new ImportRefused(
      `${member.name} is a file of the series ${matching[0]?.series}, not ${series}. ` +
        `Leave --series out, or say --series ${matching[0]?.series}.`
    )
  throw new ImportRefused(stranger(member, head, source, sources))
}

function stranger(member: Member, head: string, source: Source, sources: readonly Source[]): string {
  for (const other of sources) {
    const layout = other.layouts.find(each => other !== source && each.matches(head, member.name))
    if (layout)
      return (
        `${member.name} is not a file of ${source.about.id}: it looks like ${other.about.id} (${layout.title}). ` +
        `Import it with: asylum-outcomes import ${other.about.id} ${member.file.name}`
      )
  }
  const readable = source.layouts.filter(layout => !layout.starter).map(layout => layout.title)
  return (
    `${member.name} is not a file that ${source.about.id} is known to publish. ` +
    `What can be read: ${readable.join('; ') || 'nothing'}. ` +
    'Compare its first line with the publisher’s documentation; it may be an error page, or a new layout.'
  )
}

function identity(files: Member['file'][]): string {
  const hash = createHash('sha256')
  for (const { sha256 } of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) hash.update(`${sha256}\n`)
  return hash.digest('hex')
}
