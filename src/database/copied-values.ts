import type { ClientBase } from 'pg'
import { to } from 'pg-copy-streams'

/** The signature, the flags and the length of what may follow, of a COPY in the binary format (PostgreSQL, "COPY", Binary Format). */
const header = 19
const lengthOfMore = 15

/**
 * The values of the one column of a SELECT, none of which is null, as Postgres has them: bytes come as bytes. In the text of other
 * results each byte is two characters, which take most of the time. Values that are not taken are read and dropped at the end, since
 * the connection is of no use before.
 */
export async function* copiedValues(client: ClientBase, select: string): AsyncGenerator<Buffer> {
  const stream: ReturnType<typeof to> & { callback?(): void } = client.query(
    to(`copy (${select}) to stdout (format binary)`)
  )
  // A failure can be told a second time, when nobody waits for it any more.
  stream.on('error', () => {})
  const pieces: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]()
  const take = takerOf(pieces)
  try {
    await take((await take(header)).readInt32BE(lengthOfMore))
    while ((await take(2)).readInt16BE() === 1) yield await take((await take(4)).readInt32BE())
  } finally {
    await drop(pieces)
    // Ends the time limit that pg set for it, which it ends itself only for queries that are no streams.
    stream.callback?.()
  }
}

/** Reads what is left. A failure was told to whoever took the values. */
async function drop(pieces: AsyncIterator<Buffer>): Promise<void> {
  try {
    while (!(await pieces.next()).done);
  } catch {}
}

/** Gives the next so many bytes. Throws where fewer are left. */
function takerOf(pieces: AsyncIterator<Buffer>): (length: number) => Promise<Buffer> {
  let held: Buffer = Buffer.alloc(0)
  return async length => {
    const parts = [held]
    for (let size = held.length; size < length; size += parts.at(-1)?.length ?? 0) {
      const { value, done } = await pieces.next()
      if (done) throw new Error('the copy ended too early')
      parts.push(value)
    }
    const [first = held, ...others] = parts
    const all = others.length === 0 ? first : Buffer.concat(parts)
    held = all.subarray(length)
    return all.subarray(0, length)
  }
}
