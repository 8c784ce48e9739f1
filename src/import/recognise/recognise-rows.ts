import type { Layout, Source } from '../../sources/source.ts'
import { ImportRefused } from '../errors.ts'
import type { SeenFile } from './recognised.ts'

/** The one layout of the source that reads a file. Throws ImportRefused where none does, or several. */
export function layoutOf(
  { member, head }: SeenFile,
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
  throw new ImportRefused(stranger({ member, head }, source, sources))
}

/** The message for a file that no layout of the source reads. It names the other source that reads it, if any. */
export function stranger({ member, head }: SeenFile, source: Source, sources: readonly Source[]): string {
  for (const other of sources) {
    const title = other === source ? undefined : titleOf({ member, head }, other)
    if (title !== undefined)
      return (
        `${member.name} is not a file of ${source.about.id}: it looks like ${other.about.id} (${title}). ` +
        `Import it with: asylum-outcomes import ${other.about.id} ${member.file}`
      )
  }
  const readable = [...source.layouts, ...(source.case_layouts ?? [])]
    .filter(layout => !layout.starter)
    .map(layout => layout.title)
  return (
    `${member.name} is not a file that ${source.about.id} is known to publish. ` +
    `What can be read: ${readable.join('; ') || 'nothing'}. ` +
    'Compare its first line with the publisher’s documentation; it may be an error page, or a new layout.'
  )
}

/** The title of the layout by which a source reads a file. */
function titleOf({ member, head }: SeenFile, { layouts, case_layouts = [] }: Source): string | undefined {
  return (
    layouts.find(layout => layout.matches(head, member.name)) ??
    case_layouts.find(layout => layout.recognise(head, member.name) === 'read')
  )?.title
}
