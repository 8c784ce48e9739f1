import { once } from 'node:events'
import type pg from 'pg'
import { to } from 'pg-copy-streams'

/** A `COPY … TO STDOUT`. Its result has one row, with all bytes that came of it: a page of rows, and no whole table. */
export interface CopyOut {
  text: string
  copies_out: true
}

/** What a COPY gave. */
export interface Copied {
  bytes: Buffer
}

export const isCopyOut = (query: object): query is CopyOut => 'copies_out' in query

/** Runs a COPY on a connection, which is free again when the result is there. */
export async function copyOut(client: pg.ClientBase, text: string): Promise<pg.QueryResult<Copied>> {
  const stream: ReturnType<typeof to> & { callback?(): void } = client.query(to(text))
  // A failure can be told a second time, when nobody waits for it any more.
  stream.on('error', () => {})
  const chunks: Buffer[] = []
  stream.on('data', chunk => chunks.push(chunk))
  try {
    await once(stream, 'end')
  } finally {
    // Ends the time limit that pg set for it, which it ends itself only for queries that are no streams.
    stream.callback?.()
  }
  return { rows: [{ bytes: Buffer.concat(chunks) }], rowCount: 1, command: 'COPY', oid: 0, fields: [] }
}
