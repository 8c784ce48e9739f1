import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { CasePart } from '../../../src/sources/source.ts'
import { removalFiles } from '../../../src/sources/us-ice-removals/release-files.ts'
import type { Fact } from '../../../src/vocabulary/fact.ts'
import type { RejectedFields } from '../../../src/vocabulary/release/rejected-fields.ts'
import { type WrittenCell, type WrittenOptions, xlsxBytes } from '../../reading/xlsx-writer.ts'
import { shared } from '../released.ts'

// No release of the agency is here: everything in these tests is synthetic, made by the documented layouts.

const saved = shared('data/us-ice/ice_columns_by_release.json')
export const missing = saved.missing

interface Column {
  name: string
  type: string
}

/** The documented layouts, by the name of the release. */
export const layouts: Record<string, Column[]> = saved.missing
  ? {}
  : JSON.parse(readFileSync(saved.path, 'utf8'))

/** The one layout whose name holds a word. */
export function layoutOf(word: string): Column[] {
  const found = Object.keys(layouts).filter(name => name.includes(word))
  if (found.length !== 1) throw new Error(`${word} names ${found.length} layouts`)
  return layouts[found[0] as string] as Column[]
}

/** What the tests say of a departure, by the names of releaseFiles’ own columns whatever the layout calls them. */
export interface Made {
  departed?: WrittenCell
  country?: string
  citizenship?: string
  status?: string
  category?: string
  disposition?: string
  disposition_code?: string
  person?: string
}

const names: Record<keyof Made, RegExp> = {
  departed: /^(Departed|Departure)[ _]Date$/,
  country: /^(Departure Country|Departed_To_Country)$/,
  citizenship: /^(Citizenship[ _]Country|Country_of_Citizenship)$/,
  status: /^Case[ _]Status$/,
  category: /^Case[ _]Category$/,
  disposition: /^Processing[ _]Disposition$/,
  disposition_code: /^Processing[ _]Disposition[ _]Code$/,
  person: /^(Unique Identifier|Anonymized Identife?i?e?r|Unique_ID)$/
}

export const serialOf = (day: string): number => Date.parse(day) / 86_400_000 + 25_569
export const person = (digit: string): string => digit.repeat(40)

const usual: Made = {
  departed: { date: serialOf('2024-03-05') },
  country: 'RUSSIA',
  citizenship: 'RUSSIA',
  status: '8-Excluded/Removed - Inadmissibility'
}

/** A row of a layout: what is made, and in every other column a value that must not be kept. */
export const rowOf = (columns: Column[], made: Made): WrittenCell[] =>
  columns.map(({ name, type }) => {
    const ours = (Object.keys(names) as (keyof Made)[]).find(each => names[each].test(name))
    if (ours) return { ...usual, ...made }[ours]
    if (/Birth Year|Year_of_Birth/.test(name)) return 1977
    if (/Birth Date|Alien|EID/.test(name)) return '(b)(6),(b)(7)(c)'
    return type === 'date' ? { date: 40_123.25, with_time: true } : `PERSONAL ${name}`
  })

/** Notices as they stand above a header. */
export const notices = (count: number): WrittenCell[][] =>
  Array.from({ length: count }, (_, index) => [`Notice ${index + 1}: synthetic, FOUO b(6), b(7)c`])

export const tableOf = (columns: Column[], rows: Made[], above = 6): WrittenCell[][] => [
  ...notices(above),
  columns.map(({ name }) => name),
  ...rows.map(made => rowOf(columns, made))
]

export const book = (
  sheets: Record<string, WrittenCell[][]>,
  options: WrittenOptions = {}
): Promise<Buffer> =>
  xlsxBytes(
    Object.entries(sheets).map(([name, rows]) => ({ name, rows })),
    options
  )

/** The same table as text: dates as the two publishers of text print them. */
export function asText(rows: WrittenCell[][], delimiter: ',' | '|', dates: 'iso' | 'american'): Buffer {
  const field = (cell: WrittenCell): string => {
    if (cell === undefined) return ''
    if (typeof cell !== 'object') return `"${String(cell).replaceAll('"', '""')}"`
    if (!('date' in cell)) throw new Error('only dates have a form of their own here')
    const day = new Date((cell.date - 25_569) * 86_400_000).toISOString()
    if (dates === 'iso') return cell.with_time ? day.slice(0, 19).replace('T', ' ') : day.slice(0, 10)
    return `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`
  }
  return Buffer.from(rows.map(row => row.map(field).join(delimiter)).join('\n'))
}

export interface Imported {
  facts: Fact[]
  excluded: string[]
  rejected: { line: number; reason: string; raw: string; readable?: RejectedFields | undefined }[]
  unknown: string[]
  /** Known issue → rows. */
  issues: Record<string, number>
}

/** What the layout makes of files, with the engine's sorting by case done in memory. */
export async function imported(files: Record<string, Buffer>, released_on = '2026-04-01'): Promise<Imported> {
  const told: Imported = { facts: [], excluded: [], rejected: [], unknown: [], issues: {} }
  const groups = new Map<string, CasePart[]>()
  const open = (bytes: Buffer) => async () => Readable.from([bytes])
  const opened = Object.entries(files).map(([name, bytes]) => ({ name, open: open(bytes) }))
  await removalFiles.gather(
    opened,
    {
      part(part) {
        if (part.fields.some(field => /[\t\n\r]/.test(field))) throw new Error('a field holds a break')
        groups.set(part.case_id, [part, ...(groups.get(part.case_id) ?? [])])
      },
      excluded: (_, reason) => told.excluded.push(reason),
      rejected: (_, line, reason, raw, readable) => told.rejected.push({ line, reason, raw, readable }),
      unknown: (field, code) => told.unknown.push(`${field} ${code}`),
      impossible: () => {},
      published: () => {},
      issue: (id, rows) => {
        told.issues[id] = (told.issues[id] ?? 0) + rows
      },
      settled: () => undefined
    },
    released_on
  )
  for (const parts of groups.values())
    removalFiles.assemble(
      parts,
      {
        fact: fact => told.facts.push(fact),
        loaded: () => {},
        excluded: (_, reason) => told.excluded.push(reason),
        rejected: ({ line, case_id, fields }, reason, readable) =>
          told.rejected.push({ line, reason, raw: [case_id, ...fields].join('\t'), readable }),
        unknown: () => {},
        impossible: () => {}
      },
      released_on,
      []
    )
  const idOf = (fact: Fact) => (fact.grain === 'return' ? Number(fact.return_id) : 0)
  told.facts.sort((a, b) => idOf(a) - idOf(b))
  return told
}
