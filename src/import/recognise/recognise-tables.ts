import { isNote } from '../../reading/files/litter.ts'
import type { Member } from '../../reading/members.ts'
import type { CaseLayout, Source } from '../../sources/source.ts'
import { ImportRefused } from '../failures/errors.ts'
import { formsOf } from './recognise-rows.ts'
import type { SeenFile } from './recognised.ts'
import { stranger } from './stranger.ts'

/** So many tables of a layout, the first, are needed for any case (source.ts CaseLayout). */
const needed = 2

/** The layout of several tables that reads at least one of the files. Throws ImportRefused where several do. */
export function caseLayoutOf(
  source: Source,
  seen: readonly SeenFile[],
  series: string | undefined
): CaseLayout | undefined {
  const matching = (source.case_layouts ?? []).filter(
    layout =>
      (series === undefined || layout.series === series) &&
      seen.some(({ member, head }) => layout.recognise(head, member.name) === 'read')
  )
  if (matching.length > 1)
    throw new ImportRefused(
      `These files could be read in ${matching.length} ways (${matching.map(({ title }) => title).join('; ')}). ` +
        `Say which with --series: ${[...new Set(matching.map(layout => layout.series))].join(', ')}.`
    )
  return matching[0]
}

/**
 * Which files of a release are read and which are not. Beside the needed tables any file is allowed, because
 * publishers add notes and tables. Throws ImportRefused for an unknown file where a needed table is missing.
 */
export async function tellApart(
  layout: CaseLayout,
  seen: readonly SeenFile[],
  source: Source,
  sources: readonly Source[]
): Promise<{ read: Member[]; beside: Member[] }> {
  const kinds = seen.map(({ member, head }) => layout.recognise(head, member.name))
  const read = seen.filter((_, i) => kinds[i] === 'read').map(({ member }) => member)
  const strange = seen.find(({ member }, i) => kinds[i] === undefined && !isNote(member.name))
  if (strange && !holdsNeeded(layout, read))
    throw new ImportRefused(await stranger(formsOf(strange), source, sources))
  return { read, beside: seen.filter((_, i) => kinds[i] !== 'read').map(({ member }) => member) }
}

/** Whether all needed tables are there. False where files are recognised by content: names do not show it then. */
const holdsNeeded = ({ tables, by_content }: CaseLayout, read: readonly Member[]): boolean =>
  !by_content &&
  tables.slice(0, needed).every(table => read.some(({ name }) => tableOf(tables, name) === table))

/**
 * The tables of a layout that no file holds. Throws ImportRefused where one is there twice, or a needed one is
 * missing.
 */
export function missingTables({ tables, by_content }: CaseLayout, read: readonly Member[]): string[] {
  if (by_content) return []
  const files = new Map<string, string>()
  for (const { name } of read) {
    const table = tableOf(tables, name)
    const other = table === undefined ? undefined : files.get(table)
    if (other !== undefined)
      throw new ImportRefused(
        `${other} and ${name} are both ${table}, and a release has each table once. Import one of them.`
      )
    if (table !== undefined) files.set(table, name)
  }
  const missing = tables.filter(table => !files.has(table))
  const lacking = missing.filter(table => tables.indexOf(table) < needed)
  if (lacking.length > 0)
    throw new ImportRefused(
      `${lacking.join(' and ')} ${lacking.length > 1 ? 'are' : 'is'} missing, and without ` +
        `${tables.slice(0, needed).join(' and ')} no case can be told. ` +
        'Name the files of one release together, or the zip or folder that holds them.'
    )
  return missing
}

/** The table of a file: the longest table name that the file name contains, as in `tblAppealFedCourts.csv`. */
function tableOf(tables: readonly string[], name: string): string | undefined {
  const file = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  return tables.filter(table => file.includes(table.toLowerCase())).sort((a, b) => b.length - a.length)[0]
}

/** The files that are read, by lane: lanes can be read independently of each other. */
export function lanesOf(layout: CaseLayout, read: readonly Member[]): Member[][] {
  const byName = new Map(read.map(member => [member.name, member]))
  const lanes = layout.lanes([...byName.keys()])
  return lanes.map(names => names.flatMap(name => byName.get(name) ?? []))
}
