import { ReadingError } from '../reading-error.ts'

/** Releases are some 5 to 50 times smaller when packed. More than this comes of files that are made to fill a disk. */
const tightest = 200
/** Bytes up to which a file is read however tightly it is packed. */
const harmless = 64 * 1024 * 1024

/** Throws ReadingError where so many bytes are packed in so few that it is no release. */
export function refuseTooTight(unpacked: number, packed: number, file: string): void {
  if (unpacked <= harmless || unpacked <= packed * tightest) return
  throw new ReadingError(
    'unreadable',
    `is packed more than ${tightest} times smaller than what it holds, which no release is. If it is right, unpack it and give what is in it.`,
    { file }
  )
}

/** The same bytes. Throws ReadingError as soon as they are too many for their packed size. */
export async function* counted(
  bytes: AsyncIterable<Buffer>,
  packed: number,
  file: string
): AsyncIterable<Buffer> {
  let unpacked = 0
  for await (const chunk of bytes) {
    unpacked += chunk.length
    refuseTooTight(unpacked, packed, file)
    yield chunk
  }
}
