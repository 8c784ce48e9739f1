import type { OpenFile, ReleaseFindings } from '../../source.ts'
import { earlierNames } from './columns.ts'
import { headOf } from './count-file.ts'
import { compareLookup, isCompared } from './lookups.ts'
import { reasonUnread, releaseFile } from './release-files.ts'
import { type EoirTable, tableRules } from './tables.ts'

/** Bytes; the published ones have some kilobytes. */
const largestLookup = 16 * 1024 * 1024

/** What is different about the files of a release, before a row of it is read. */
export async function inspectFiles(files: readonly OpenFile[]): Promise<ReleaseFindings> {
  const found: ReleaseFindings = { changed: [], notes: [], compared: [], left_unread: [] }
  for (const file of files) {
    if (isCompared(file.name)) {
      const { changed, notes } = compareLookup(file.name, await headOf(await file.open(), largestLookup))
      found.compared.push(file.name)
      found.changed.push(...changed)
      found.notes.push(...notes)
      continue
    }
    const reason = reasonUnread(file.name)
    if (reason !== undefined) {
      found.left_unread.push({ file: file.name, reason })
      continue
    }
    const head = await headOf(await file.open())
    const table = releaseFile(head, file.name)
    if (table !== undefined && table !== 'counts')
      found.notes.push(...headerNotes(file.name, head.split(/\r?\n/, 1)[0] ?? '', tableRules[table]))
  }
  return found
}

/** How the header of a table differs from the columns that layouts so far have had. */
export function headerNotes(file: string, header: string, { kinds, wanted }: EoirTable): string[] {
  const given = header.split('\t').map(name => name.trim().toUpperCase())
  const renamed = given.flatMap(name => {
    const today = earlierNames[name]
    return today !== undefined && Object.hasOwn(kinds, today) ? [`${name} for ${today}`] : []
  })
  const names = given.map(name => earlierNames[name] ?? name)
  const added = names.filter(name => name !== '' && !Object.hasOwn(kinds, name))
  const missing = Object.keys(kinds).filter(name => !names.includes(name))
  const read = missing.filter(name => wanted.includes(name))
  const others = missing.filter(name => !wanted.includes(name))
  return [
    ...(added.length > 0 ? [`${file} has new columns: ${added.join(', ')}`] : []),
    ...(read.length > 0 ? [`${file} lacks columns that are read: ${read.join(', ')}`] : []),
    ...(others.length > 0 ? [`${file} lacks columns that are not read: ${others.join(', ')}`] : []),
    ...(renamed.length > 0 ? [`${file} has other headers: ${renamed.join(', ')}`] : [])
  ]
}
