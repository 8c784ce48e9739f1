import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../database/connect.ts'
import { openClient } from './client.ts'

const batch = 64 * 1024

/** Lines on their way into one table, in a transaction of their own: they arrive all together, or not at all. */
export interface CopyInto {
  /** Waits only while the database is slower than the reader. */
  write(line: string): Promise<void> | undefined
  commit(): Promise<void>
  abort(): Promise<void>
}

/** Opens a connection, runs `before` and starts COPY, all in one transaction. */
export async function copyInto(database: Database, before: string, copy: string): Promise<CopyInto> {
  const client = await openClient(database)
  try {
    await client.query('begin')
    if (before !== '') await client.query(before)
    return linesInto(client, client.query(copyFrom(copy)))
  } catch (error) {
    await client.end()
    throw error
  }
}

function linesInto(client: pg.Client, stream: Writable): CopyInto {
  let failure: unknown
  let held = ''
  const ended = finished(stream).catch(error => {
    failure = error
  })
  const send = async (): Promise<void> => {
    const text = held
    held = ''
    if (failure) throw failure
    if (!stream.write(text)) await Promise.race([once(stream, 'drain'), ended])
    if (failure) throw failure
  }
  return {
    write(line) {
      held += line
      return held.length < batch ? undefined : send()
    },
    async commit() {
      try {
        if (held !== '') await send()
        stream.end()
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
      await ended
    }
  }
}
