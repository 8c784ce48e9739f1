/**
 * Rows in PostgreSQL's text format of COPY, as bytes. Written byte by byte: a release has tens of millions of rows,
 * and a string made for each would be garbage at once.
 */
export interface CopyText {
  bytes: Buffer
  /** How many bytes are written. */
  at: number
  /** Whether a text in it is escaped: a reader then has to decode the escapes of COPY. */
  escaped: boolean
}

const usualBytes = 96 * 1024
/** Room for a row's tabs, absent values and numbers. */
const spare = 1024
/** The most bytes that a character can take: three in UTF-8. */
const widest = 3

const tab = 0x09
const newline = 0x0a
const space = 0x20
const backslash = 0x5c
const lastAscii = 0x7e
const zero = 0x30
/** Whole numbers below this fit into 32 bits. */
const largest = 1_000_000_000

export const copyText = (size = usualBytes): CopyText => ({
  bytes: Buffer.allocUnsafeSlow(size),
  at: 0,
  escaped: false
})

/** Gives the bytes written so far to the caller, and starts a new buffer. */
export function takeBytes(out: CopyText): Buffer {
  const taken = out.bytes.subarray(0, out.at)
  out.bytes = Buffer.allocUnsafeSlow(usualBytes)
  out.at = 0
  return taken
}

export function putTab(out: CopyText): void {
  out.bytes[out.at++] = tab
}

export function putNewline(out: CopyText): void {
  out.bytes[out.at++] = newline
}

/** Writes a value without escapes: a number, a word, or text in the format of COPY. */
export function putPlain(out: CopyText, value: string): void {
  makeRoom(out, value.length)
  const { bytes, at } = out
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code > lastAscii) {
      out.at = at + bytes.write(value, at)
      return
    }
    bytes[at + i] = code
  }
  out.at = at + value.length
}

/** Writes a number: digit by digit where it is whole and below `largest`, as nearly all are. */
export function putNumber(out: CopyText, value: number | bigint): void {
  if (typeof value !== 'number' || !(value >= 0 && value < largest && value % 1 === 0)) {
    putPlain(out, String(value))
    return
  }
  makeRoom(out, 0)
  let end = out.at + 1
  let rest = value | 0
  for (let left = rest; left >= 10; left = (left / 10) | 0) end++
  for (let at = end - 1; at >= out.at; at--) {
    const shorter = (rest / 10) | 0
    out.bytes[at] = zero + rest - shorter * 10
    rest = shorter
  }
  out.at = end
}

/** Writes a text, escaped where COPY needs it. */
export function putText(out: CopyText, value: string): void {
  makeRoom(out, value.length)
  const { bytes, at } = out
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code < space || code > lastAscii || code === backslash) {
      putOdd(out, value)
      return
    }
    bytes[at + i] = code
  }
  out.at = at + value.length
}

/** Writes a list as an array of texts. Nearly all are of a few plain words. */
export function putList(out: CopyText, values: readonly unknown[]): void {
  const start = out.at
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (typeof value !== 'string' || !plainWord.test(value)) {
      out.at = start
      putOddList(out, values)
      return
    }
    putPlain(out, i === 0 ? '{"' : '","')
    putPlain(out, value)
  }
  putPlain(out, values.length === 0 ? '{}' : '"}')
}

const plainWord = /^\w*$/

function putOddList(out: CopyText, values: readonly unknown[]): void {
  const text = copyField(values)
  if (text.includes('\\')) out.escaped = true
  putPlain(out, text)
}

function putOdd(out: CopyText, value: string): void {
  const text = escaped(value)
  if (text !== value) out.escaped = true
  makeRoom(out, text.length)
  out.at += out.bytes.write(text, out.at)
}

/** Writes rows that are in the format of COPY already. */
export function putBytes(out: CopyText, rows: Buffer): void {
  makeRoom(out, Math.ceil(rows.length / widest))
  out.at += rows.copy(out.bytes, out.at)
}

function makeRoom(out: CopyText, length: number): void {
  const needed = out.at + length * widest + spare
  if (needed <= out.bytes.length) return
  const larger = Buffer.allocUnsafeSlow(needed * 2)
  out.bytes.copy(larger, 0, 0, out.at)
  out.bytes = larger
}

const special = /[\\\t\n\r\0]/
const allSpecial = new RegExp(special, 'g')
const escapes: Record<string, string> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  // PostgreSQL's texts cannot hold NUL: the replacement character stands for it.
  '\0': '\uFFFD'
}

/** A row in PostgreSQL's text format of COPY. */
export function copyLine(values: readonly unknown[]): string {
  return `${values.map(copyField).join('\t')}\n`
}

/** A value in PostgreSQL's text format of COPY: absent ones are null, a list is an array of texts. */
export function copyField(value: unknown): string {
  if (typeof value === 'string') return escaped(value)
  if (value === null || value === undefined) return '\\N'
  if (Array.isArray(value)) return value.length === 0 ? '{}' : escaped(`{${value.map(item).join(',')}}`)
  return String(value)
}

function escaped(value: string): string {
  return special.test(value) ? value.replace(allSpecial, found => escapes[found] as string) : value
}

const item = (value: unknown): string => `"${String(value).replace(/["\\]/g, '\\$&')}"`
