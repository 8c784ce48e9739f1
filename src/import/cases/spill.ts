import { closeSync, openSync, writeSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { CasePart } from '../../sources/source.ts'
import { type CopyText, copyText, putNewline, putPlain, putTab } from '../copy/copy-text.ts'

/**
 * Parts of cases on disk, sorted into buckets by case, so that all parts of a case can be read together in little
 * memory. One file for each lane: blocks of whole lines, each of one bucket.
 */
export interface Spilled {
  file: string
  /** For each bucket the offset and the length of each of its blocks, in bytes, alternating. */
  blocks: number[][]
}

export interface Spill {
  put(part: CasePart): void
  close(): Spilled
}

const zero = '0'.charCodeAt(0)
const nine = '9'.charCodeAt(0)
const tab = 0x09
/** Digits of a number that JavaScript holds exactly. */
const longestNumber = 15
const blockBytes = 64 * 1024
/** A block is written once it is larger: a usual line may not fit any more. */
const fullBytes = blockBytes - 4096

/** Opens a file for the parts of one lane. Writing is synchronous. */
export function openSpill(file: string, buckets: number): Spill {
  const handle = openSync(file, 'w')
  const held: (CopyText | undefined)[] = new Array(buckets)
  const blocks: number[][] = Array.from({ length: buckets }, () => [])
  let end = 0
  const flush = (bucket: number, out: CopyText) => {
    const length = out.at
    for (let done = 0; done < length; ) done += writeSync(handle, out.bytes, done, length - done)
    blocks[bucket]?.push(end, length)
    end += length
    out.at = 0
  }
  return {
    put(part) {
      const bucket = bucketOf(part.case_id, buckets)
      held[bucket] ??= copyText(blockBytes)
      const out = held[bucket]
      putPart(out, part)
      if (out.at >= fullBytes) flush(bucket, out)
    },
    close() {
      for (const [bucket, out] of held.entries()) if (out !== undefined && out.at > 0) flush(bucket, out)
      closeSync(handle)
      return { file, blocks }
    }
  }
}

/** Writes a part as a line: the key of its case; its table, whether it was repaired and its line number; its fields. */
function putPart(out: CopyText, { case_id, table, line, repaired, fields }: CasePart): void {
  putPlain(out, case_id)
  putTab(out)
  out.bytes[out.at++] = zero + table
  out.bytes[out.at++] = repaired ? zero + 1 : zero
  putPlain(out, String(line))
  for (let at = 0; at < fields.length; at++) {
    putTab(out)
    putPlain(out, fields[at] as string)
  }
  putNewline(out)
}

/** The bucket of a case: the same in each lane. */
export function bucketOf(case_id: string, buckets: number): number {
  let hash = 0
  for (let i = 0; i < case_id.length; i++) hash = (hash * 31 + case_id.charCodeAt(i)) | 0
  return (hash >>> 0) % buckets
}

/** Opens the spilled parts of all lanes, to be read bucket by bucket. */
export async function openSpilled(
  spilled: readonly Spilled[]
): Promise<{ bucket(index: number): Promise<string>; close(): Promise<void> }> {
  const handles: FileHandle[] = []
  for (const { file } of spilled) handles.push(await open(file))
  return {
    async bucket(index) {
      const size = spilled.reduce((sum, { blocks }) => sum + lengthOf(blocks[index]), 0)
      const bytes = Buffer.allocUnsafeSlow(size)
      let at = 0
      for (const [lane, { blocks }] of spilled.entries()) {
        const of = blocks[index] ?? []
        for (let i = 0; i < of.length; i += 2) {
          const [begin = 0, length = 0] = [of[i], of[i + 1]]
          const { bytesRead } = await (handles[lane] as FileHandle).read(bytes, at, length, begin)
          if (bytesRead !== length)
            throw new Error('the work of this import was cut off on disk; start it again')
          at += length
        }
      }
      return bytes.toString()
    },
    async close() {
      for (const handle of handles) await handle.close()
    }
  }
}

/** The size of all spilled parts, in bytes. */
export const spilledBytes = (spilled: readonly Spilled[]): number =>
  spilled.flatMap(({ blocks }) => blocks).reduce((sum, each) => sum + lengthOf(each), 0)

const lengthOf = (blocks: number[] = []): number => blocks.reduce((sum, n, i) => (i % 2 ? sum + n : sum), 0)

/** The parts of a bucket, case by case. Cases come in the order of their first parts. */
export function* casesIn(text: string): Iterable<CasePart[]> {
  const starts: number[] = []
  const next: number[] = []
  const last = new Map<number | string, number>()
  const firsts: number[] = []
  for (let at = 0; at < text.length; at = text.indexOf('\n', at) + 1) {
    const case_id = keyAt(text, at)
    const before = last.get(case_id)
    if (before === undefined) firsts.push(starts.length)
    else next[before] = starts.length
    last.set(case_id, starts.length)
    next.push(-1)
    starts.push(at)
  }
  for (const first of firsts) {
    const parts: CasePart[] = []
    for (let i = first; i >= 0; i = next[i] as number) parts.push(partAt(text, starts[i] as number))
    yield parts
  }
}

/** The key of a case: a number, which a map finds faster, where the text is exactly that number; else the text. */
function keyAt(text: string, start: number): number | string {
  let key = 0
  let isNumber = text.charCodeAt(start) !== zero
  let at = start
  for (let code = text.charCodeAt(at); code !== tab; code = text.charCodeAt(++at)) {
    if (code < zero || code > nine) isNumber = false
    key = key * 10 + code - zero
  }
  return isNumber && at - start <= longestNumber ? key : text.slice(start, at)
}

function partAt(text: string, at: number): CasePart {
  const key = text.indexOf('\t', at)
  const end = text.indexOf('\n', key)
  const fields = text.indexOf('\t', key + 1)
  const has = fields !== -1 && fields < end
  return {
    case_id: text.slice(at, key),
    table: text.charCodeAt(key + 1) - zero,
    repaired: text.charCodeAt(key + 2) === zero + 1,
    line: Number(text.slice(key + 3, has ? fields : end)),
    fields: has ? fieldsIn(text, fields + 1, end) : []
  }
}

/** Splits a line into its fields. By hand, because most fields are empty or short and `split` has no use of that. */
function fieldsIn(text: string, from: number, end: number): string[] {
  const fields: string[] = []
  let start = from
  for (let at = from; at < end; at++)
    if (text.charCodeAt(at) === tab) {
      fields.push(start === at ? '' : text.slice(start, at))
      start = at + 1
    }
  fields.push(text.slice(start, end))
  return fields
}
