import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../../database/connect.ts'
import { openClient } from '../client.ts'
import { type CopyText, copyText, putBytes, takeBytes } from './copy-text.ts'

const batch = 64 * 1024

/** One part of a table's rows, with a buffer of its own. */
interface Part {
  out: CopyText
  /** Gets the same bytes as the database. */
  file?: WriteStream
}

/** A COPY into one table in a transaction of its own: all rows are stored, or none. */
export interface CopyInto {
  parts: ReadonlyMap<string, Part>
  /** Where the rows of one part are written, each followed by `sent`. */
  part(name: string): Part
  /** Sends the buffer of a part once it has 64 kB. Waits only while the database is slower than the reader. */
  sent(part: Part): Promise<void> | undefined
  /** Writes rows that are in the format of COPY already. The caller must not use the bytes afterwards. */
  put(part: Part, rows: Buffer): Promise<void> | undefined
  commit(): Promise<void>
  abort(): Promise<void>
}

/** Opens a connection, runs `before` and starts COPY, all in one transaction. With `copies`, each part has a file. */
export async function copyInto(
  database: Database,
  before: string,
  copy: string,
  copies?: string
): Promise<CopyInto> {
  const client = await openClient(database)
  try {
    await client.query('begin')
    if (before !== '') await client.query(before)
    return rowsInto(client, client.query(copyFrom(copy)), copies)
  } catch (error) {
    await client.end()
    throw error
  }
}

function rowsInto(client: pg.Client, copy: Writable, copies: string | undefined): CopyInto {
  let failure: unknown
  const parts = new Map<string, Part>()
  const ending: Promise<void>[] = []
  const followed = <stream extends Writable>(stream: stream): stream => {
    const noted = finished(stream).catch(error => {
      failure ??= error
    })
    ending.push(noted)
    return stream
  }
  followed(copy)
  const make = (name: string): Part => {
    const file =
      copies && followed(createWriteStream(`${copies}.${parts.size}`, { highWaterMark: 4 * batch }))
    const made: Part = { out: copyText(), ...(file && { file }) }
    parts.set(name, made)
    return made
  }
  const sendBytes = async (bytes: Buffer, { file }: Part): Promise<void> => {
    if (failure) throw failure
    const full = [copy, ...(file ? [file] : [])].filter(stream => !stream.write(bytes))
    for (const stream of full)
      if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), ...ending])
    if (failure) throw failure
  }
  const send = (part: Part): Promise<void> => sendBytes(takeBytes(part.out), part)
  const sent = (part: Part): Promise<void> | undefined => {
    if (part.out.at < batch) return undefined
    const sending = send(part)
    // A caller that fails first never awaits this: the handler prevents an unhandled rejection.
    sending.catch(() => {})
    return sending
  }
  return {
    parts,
    part: name => parts.get(name) ?? make(name),
    sent,
    put(part, rows) {
      if (rows.length < batch) {
        putBytes(part.out, rows)
        return sent(part)
      }
      // Rows in the buffer are sent first, so that the order is kept.
      const before = part.out.at > 0 ? send(part) : Promise.resolve()
      const sending = before.then(() => sendBytes(rows, part))
      sending.catch(() => {})
      return sending
    },
    async commit() {
      try {
        for (const part of parts.values()) if (part.out.at > 0) await send(part)
        copy.end()
        for (const { file } of parts.values()) file?.end()
        await Promise.all(ending)
        if (failure) throw failure
        await client.query('commit')
      } finally {
        await client.end()
      }
    },
    async abort() {
      // Ends the connection in the middle of COPY, which rolls everything back.
      await client.end().catch(() => {})
      copy.destroy()
      for (const { file } of parts.values()) file?.destroy()
      await Promise.all(ending)
    }
  }
}
