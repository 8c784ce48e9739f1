import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../database/connect.ts'
import { openClient } from './client.ts'
import { type CopyText, copyText, takeBytes } from './copy-text.ts'

const batch = 64 * 1024

/** Rows on their way into one table, in a transaction of their own: they arrive all together, or not at all. */
export interface CopyInto {
  /** Where rows are written, each followed by `sent`. */
  out: CopyText
  /** Sends what is written where that is much. Waits only while the database is slower than the reader. */
  sent(): Promise<void> | undefined
  commit(): Promise<void>
  abort(): Promise<void>
}

/** Opens a connection, runs `before` and starts COPY, all in one transaction. `copyFile` gets the same bytes. */
export async function copyInto(
  database: Database,
  before: string,
  copy: string,
  copyFile?: string
): Promise<CopyInto> {
  const client = await openClient(database)
  try {
    await client.query('begin')
    if (before !== '') await client.query(before)
    const file = copyFile === undefined ? [] : [createWriteStream(copyFile, { highWaterMark: 16 * batch })]
    return rowsInto(client, [client.query(copyFrom(copy)), ...file])
  } catch (error) {
    await client.end()
    throw error
  }
}

function rowsInto(client: pg.Client, streams: Writable[]): CopyInto {
  let failure: unknown
  const ended = Promise.all(
    streams.map(stream =>
      finished(stream).catch(error => {
        failure ??= error
      })
    )
  )
  const out = copyText()
  const send = async (): Promise<void> => {
    const bytes = takeBytes(out)
    if (failure) throw failure
    const full = streams.filter(stream => !stream.write(bytes))
    for (const stream of full)
      if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), ended])
    if (failure) throw failure
  }
  return {
    out,
    sent: () => (out.at < batch ? undefined : send()),
    async commit() {
      try {
        if (out.at > 0) await send()
        for (const stream of streams) stream.end()
        await ended
        if (failure) throw failure
        await client.query('commit')
      } finally {
        await client.end()
      }
    },
    async abort() {
      // Ends the connection in the middle of COPY, which rolls everything back.
      await client.end().catch(() => {})
      for (const stream of streams) stream.destroy()
      await ended
    }
  }
}
