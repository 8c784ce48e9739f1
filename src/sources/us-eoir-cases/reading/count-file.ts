import type { Readable } from 'node:stream'
import type { Gathered, OpenFile } from '../../source.ts'
import { publishedRowCounts } from './counts.ts'

/** Reports the publisher's own row count of each table. */
export async function gatherCounts(file: OpenFile, into: Gathered): Promise<void> {
  const text = await headOf(await file.open())
  const { counts, uncounted } = publishedRowCounts(text, file.name)
  for (const { table, rows } of counts) into.published(table, rows)
  for (const table of uncounted) into.unknown('Count.txt', table)
}

/** The first bytes of a file as text, without NUL bytes. */
export async function headOf(stream: Readable, most = 65536): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= most) break
  }
  return Buffer.concat(chunks).toString('latin1').replaceAll('\0', '')
}
