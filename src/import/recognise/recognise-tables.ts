import type { Member } from '../../reading/members.ts'
import type { CaseLayout, Source } from '../../sources/source.ts'
import { ImportRefused } from '../errors.ts'
import { stranger } from './recognise-rows.ts'
import type { SeenFile } from './recognised.ts'

/** Without these first tables of a layout no case can be told (source.ts CaseLayout). */
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
 * Which files of a release are read and which are not. Beside the tables without which no case can be told there may
 * be anything: publishers add notes and tables. Throws ImportRefused for a strange file where one of those is missing.
 */
export function tellApart(
  layout: CaseLayout,
  seen: readonly SeenFile[],
  source: Source,
  sources: readonly Source[]
): { read: Member[]; beside: Member[] } {
  const kinds = seen.map(({ member, head }) => layout.recognise(head, member.name))
  const read = seen.filter((_, i) => kinds[i] === 'read').map(({ member }) => member)
  const strange = seen.find((_, i) => kinds[i] === undefined)
  if (strange && !holdsNeeded(layout, read)) throw new ImportRefused(stranger(strange, source, sources))
  return { read, beside: seen.filter((_, i) => kinds[i] !== 'read').map(({ member }) => member) }
}

/** Where the content says what a file is, no name says that all is there. */
const holdsNeeded = ({ tables, by_content }: CaseLayout, read: readonly Member[]): boolean =>
  !by_content &&
  tables.slice(0, needed).every(table => read.some(({ name }) => tableOf(tables, name) === table))

/**
 * The tables of a layout that no file holds. Throws ImportRefused where one is there twice, or one is missing
 * without which no case can be told.
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

/** The table that a file is by its name: the longest of those whose names stand in it, as `tblAppealFedCourts.csv`. */
function tableOf(tables: readonly string[], name: string): string | undefined {
  const file = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  return tables.filter(table => file.includes(table.toLowerCase())).sort((a, b) => b.length - a.length)[0]
}

/** The files that are read, in lists that can be read independently of each other. */
export function lanesOf(layout: CaseLayout, read: readonly Member[]): Member[][] {
  const byName = new Map(read.map(member => [member.name, member]))
  const lanes = layout.lanes([...byName.keys()])
  return lanes.map(names => names.flatMap(name => byName.get(name) ?? []))
}
