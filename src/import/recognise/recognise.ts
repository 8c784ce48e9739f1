import { createHash } from 'node:crypto'
import type { Member, ReleasedFile } from '../../reading/members.ts'
import type { CaseLayout, Layout, ReleaseFindings, Source } from '../../sources/source.ts'
import { ImportRefused } from '../failures/errors.ts'
import { apartFromNotes, layoutOf, seriesOfAll } from './recognise-rows.ts'
import { caseLayoutOf, lanesOf, missingTables, tellApart } from './recognise-tables.ts'
import type { CasesRelease, Recognised, RecognisedRelease, RowsRelease, SeenFile } from './recognised.ts'

export interface Wanted {
  series?: string | undefined
  /** The files are shipped with the product, whatever their layout says. */
  starter?: boolean | undefined
}

/**
 * Finds the layout that reads each file of a release. Throws ImportRefused for a file of another source (naming it) or
 * of no source, for files of several series, and where a table is there twice or a needed table is missing.
 */
export async function recognise(
  source: Source,
  sources: readonly Source[],
  members: AsyncIterable<Member>,
  wanted: Wanted = {}
): Promise<RecognisedRelease> {
  const seen: SeenFile[] = []
  for await (const member of members) seen.push({ member, head: (await member.head()).toString() })
  if (seen.length === 0)
    throw new ImportRefused('There is no file to import. Name the files, or the folder that holds them.')
  const tables = caseLayoutOf(source, seen, wanted.series)
  return tables
    ? recogniseTables(tables, seen, source, sources, wanted)
    : recogniseRows(seen, source, sources, wanted)
}

/** The series that files could be imported as, each as a release of its own: those of one workbook of several tables. */
export async function seriesIn(source: Source, members: AsyncIterable<Member>): Promise<string[]> {
  const seen: SeenFile[] = []
  for await (const member of members) seen.push({ member, head: (await member.head()).toString() })
  return seriesOfAll(seen, source)
}

const nothingFound: ReleaseFindings = { changed: [], notes: [], compared: [], left_unread: [] }

async function recogniseTables(
  case_layout: CaseLayout,
  seen: SeenFile[],
  source: Source,
  sources: readonly Source[],
  { starter = case_layout.starter }: Wanted
): Promise<CasesRelease> {
  const { read, beside } = await tellApart(case_layout, seen, source, sources)
  const missing = missingTables(case_layout, read)
  const findings = (await case_layout.inspect?.([...read, ...beside])) ?? nothingFound
  const { id, series, coverage } = case_layout
  const needed = missing.filter(table => !Object.hasOwn(case_layout.optional_tables ?? {}, table))
  const complete = needed.length === 0 && (coverage.complete ?? true)
  const files = await filesOf(read)
  return {
    ...{
      kind: 'cases',
      case_layout,
      lanes: lanesOf(case_layout, read),
      missing,
      findings,
      series,
      layout: id,
      starter
    },
    synthetic: case_layout.synthetic(seen.map(({ member }) => member.name)),
    not_read: beside.map(({ name }) => name).filter(name => !isTold(findings, name)),
    declared: [{ coverage: { ...coverage, complete } }],
    ...{ files, content_sha256: identity(files) }
  }
}

const isTold = ({ compared, left_unread }: ReleaseFindings, name: string): boolean =>
  compared.includes(name) || left_unread.some(({ file }) => file === name)

async function recogniseRows(
  seen: SeenFile[],
  source: Source,
  sources: readonly Source[],
  wanted: Wanted
): Promise<RowsRelease> {
  const { tables, notes } = apartFromNotes(seen, source)
  const parts: Recognised[] = []
  for (const each of tables) parts.push(await layoutOf(each, source, sources, wanted.series))
  const [series = '', ...others] = new Set(parts.map(part => part.layout.series))
  if (others.length > 0)
    throw new ImportRefused(
      `These files belong to several series (${[series, ...others].join(', ')}), and an import is one release of ` +
        `one series. Import each by itself: ` +
        `${parts.map(part => `${part.member.name} is ${part.layout.series}`).join(', ')}.`
    )
  const [first] = parts as [Recognised]
  const { starter, synthetic } = first.layout
  if (parts.some(({ layout }) => layout.starter !== starter || layout.synthetic !== synthetic))
    throw new ImportRefused(
      'Synthetic or starter tables cannot be mixed with released files. Import each by itself.'
    )
  const declared = parts.map(part => part.layout)
  const areAll = areAllPages(tables, declared)
  const files = await filesOf(parts.map(({ member }) => member))
  return {
    ...{ kind: 'rows', parts, series, synthetic, files },
    not_read: notes.map(({ member }) => member.name),
    declared: declared.map(each =>
      areAll ? { ...each, coverage: { ...each.coverage, complete: true } } : each
    ),
    layout: [...new Set(declared.map(({ id }) => id))].join('+'),
    starter: wanted.starter ?? starter,
    content_sha256: identity(files)
  }
}

/** Whether the files are the pages of one answer, from the first to the last, each once. */
function areAllPages(seen: readonly SeenFile[], layouts: readonly Layout[]): boolean {
  const pages = seen.map(({ head }, i) => layouts[i]?.page?.(head))
  const numbers = new Set(pages.map(page => page?.number))
  return (
    pages.every(page => page !== undefined && page.of === pages.length && page.number <= page.of) &&
    numbers.size === pages.length
  )
}

/** The released files that hold the members, each once. A zip holds several members. */
async function filesOf(members: Member[]): Promise<ReleasedFile[]> {
  const byName = new Map(members.map(member => [member.file, member]))
  const files: ReleasedFile[] = []
  for (const member of byName.values()) files.push(await member.released())
  return files
}

function identity(files: ReleasedFile[]): string {
  const hash = createHash('sha256')
  for (const { sha256 } of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) hash.update(`${sha256}\n`)
  return hash.digest('hex')
}
