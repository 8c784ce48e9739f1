/** The bytes of a file that are asked for, both included; `none`: the range has none of them. */
export type ByteRange = { from: number; to: number } | 'whole' | 'none'

/**
 * Reads the header Range (RFC 9110 §14.2). What is no single range of bytes is answered with the whole file, as the
 * standard allows: several ranges, other units, and what cannot be read.
 */
export function byteRange(header: string | undefined, bytes: number): ByteRange {
  const read = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header?.trim() ?? '')
  if (!read) return 'whole'
  const [first, last] = [read[1] ?? '', read[2] ?? '']
  if (first === '' && last === '') return 'whole'
  if (first === '') {
    const length = Math.min(Number(last), bytes)
    return length === 0 ? 'none' : { from: bytes - length, to: bytes - 1 }
  }
  const from = Number(first)
  const to = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  // A last byte before the first is no valid range, and is ignored.
  if (last !== '' && Number(last) < from) return 'whole'
  return from >= bytes ? 'none' : { from, to }
}
