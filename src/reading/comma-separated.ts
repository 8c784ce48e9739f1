import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import { readCsv } from './csv.ts'
import type { Member } from './members.ts'

/** What programs write between fields where a comma stands in decimals. */
const delimiters = [';', '\t'] as const
export type OtherDelimiter = (typeof delimiters)[number]

const newline = 0x0a
const fewestFields = 3

/** A text file with its first bytes as text. */
export interface TextFile {
  member: Member
  head: string
}

/**
 * Which other character than a comma parts the fields in the first line that has any. Undefined for a table with commas,
 * and for what is no table. A tab-separated file may be published so: whoever asks knows whether it is.
 */
export function otherDelimiter(head: string): OtherDelimiter | undefined {
  if (/^[\uFEFF\s]*[{[<]/.test(head) || head.includes('\0')) return undefined
  for (const line of head.split(/\r?\n/)) {
    const bare = line.replace(/"[^"]*"/g, '')
    const count = (character: string): number => bare.split(character).length
    const found = delimiters.find(each => count(each) >= fewestFields && count(each) > count(','))
    if (found) return found
    if (count(',') >= fewestFields) return undefined
  }
  return undefined
}

/** The same table with commas between its fields. Each row keeps its line, so that messages name the one in the file. */
export const commaSeparated = ({ member, head }: TextFile, delimiter: OtherDelimiter): TextFile => ({
  member: {
    ...member,
    open: async () =>
      Readable.from(restated(await member.open(), delimiter, member.name), { objectMode: false })
  },
  head: restatedHead(head, delimiter)
})

function restatedHead(head: string, delimiter: OtherDelimiter): string {
  const whole = head.replace(/^\uFEFF/, '').replace(/[^\n]*$/, '')
  try {
    const rows = parse(whole, { delimiter, relax_column_count: true, relax_quotes: true }) as string[][]
    return rows.map(row => `${inCommas(row)}\n`).join('')
  } catch {
    // A quoted field may run on behind the first bytes.
    return head
  }
}

async function* restated(
  stream: AsyncIterable<Buffer>,
  delimiter: OtherDelimiter,
  file: string
): AsyncIterable<Buffer> {
  let last = 0
  async function* watched(): AsyncIterable<Buffer> {
    for await (const chunk of stream) {
      last = chunk.at(-1) ?? last
      yield chunk
    }
  }
  let next = 1
  let isFirst = true
  for await (const { line, record } of readCsv(watched(), {
    ...{ encoding: 'utf-8', columns: 'none', relax_column_count: true, delimiter, file }
  })) {
    const text = inCommas(record)
    yield Buffer.from(`${isFirst ? '' : '\n'}${'\n'.repeat(Math.max(0, line - next))}${text}`)
    next = line + 1 + (text.match(/\r\n|\n|\r/g)?.length ?? 0)
    isFirst = false
  }
  // Where the last line has no end the file may be cut off, which is told further on.
  if (last === newline) yield Buffer.from('\n')
}

const inCommas = (fields: readonly string[]): string =>
  fields.map(field => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')
