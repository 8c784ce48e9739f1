import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { openMembers } from '../../src/reading/members.ts'
import { projectRoot } from '../../src/root.ts'
import type { Layout, Mapped, RawRow, Source } from '../../src/sources/source.ts'
import type { CountFact, Fact } from '../../src/vocabulary/fact.ts'

/** A file of the shared folder beside the project, with the reason for which a test must skip without it. */
export function shared(path: string): { path: string; missing: string | false } {
  const full = join(projectRoot, '../shared', path)
  return { path: full, missing: existsSync(full) ? false : `../shared/${path} is not here` }
}

/** A file that the product ships. */
export const starter = (name: string): string => join(projectRoot, 'starter', name)

export interface MappedRow {
  row: RawRow
  mapped: Mapped
}

/** What a layout makes of a text. */
export async function mapText(
  layout: Layout,
  text: string | Buffer,
  name = 'release.csv'
): Promise<MappedRow[]> {
  const rows: MappedRow[] = []
  for await (const row of layout.rows(Readable.from([Buffer.from(text as string)]), name))
    rows.push({ row, mapped: layout.map(row) })
  return rows
}

/** The facts of rows of which none may have been rejected or excluded. */
export const factsIn = (rows: MappedRow[]): Fact[] =>
  rows.flatMap(({ row, mapped }) => {
    if ('facts' in mapped) return mapped.facts
    throw new Error(`line ${row.line} became no fact: ${JSON.stringify(mapped)}`)
  })

export const countsIn = (rows: MappedRow[]): CountFact[] =>
  factsIn(rows).filter((fact): fact is CountFact => fact.grain === 'count')

/** The layouts of a source that recognise a file: one, or it cannot be imported. */
export async function layoutsFor(source: Source, path: string): Promise<Layout[]> {
  for await (const member of openMembers([path])) {
    const head = (await member.head()).toString()
    return source.layouts.filter(layout => layout.matches(head, member.name))
  }
  return []
}

/** What a source makes of a whole file, by the one layout that recognises it. */
export async function* mapFile(source: Source, path: string): AsyncIterable<MappedRow> {
  for await (const member of openMembers([path])) {
    const head = (await member.head()).toString()
    const [layout, another] = source.layouts.filter(each => each.matches(head, member.name))
    if (!layout || another) throw new Error(`${member.name} is recognised by no layout, or by several`)
    for await (const row of layout.rows(await member.open(), member.name))
      yield { row, mapped: layout.map(row) }
  }
}
