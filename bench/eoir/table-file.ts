import { closeSync, openSync, writeSync } from 'node:fs'
import { createRandom } from './random.ts'

/** A file of rows as EOIR publishes them: latin-1, tabs, CRLF, no quoting. Memory stays flat. */
export interface TableFile {
  /** One row, or several with CRLF between that must stay together. */
  write(row: string, rows?: number): void
  /** Writes what is held back; returns how many rows there are. */
  close(): number
}

/** Longer than any row, doubled or not. */
const longestRow = 4_096
const blockBytes = 131_072
/** Each row goes into one of so many blocks that leave as they fill: the rows of a case never stand together. */
const blocksIfMixed = 16

interface Block {
  bytes: Buffer
  used: number
}

/** Opens the file anew. `mixed`: rows leave in another order than they came. */
export function openTable(file: string, header: string, mixed: boolean): TableFile {
  const descriptor = openSync(file, 'w')
  const random = createRandom(header.length)
  random.begin(0)
  const blocks: Block[] = Array.from({ length: mixed ? blocksIfMixed : 1 }, () => ({
    bytes: Buffer.allocUnsafe(blockBytes),
    used: 0
  }))
  writeSync(descriptor, `${header}\r\n`, null, 'latin1')
  let total = 0
  return {
    write(row, rows = 1) {
      total += rows
      const block = blocks[mixed ? random.below(blocksIfMixed) : 0] as Block
      if (block.used > blockBytes - longestRow) flush(descriptor, block)
      block.used += block.bytes.write(row, block.used, 'latin1')
      block.bytes[block.used++] = 13
      block.bytes[block.used++] = 10
    },
    close() {
      for (const block of blocks) flush(descriptor, block)
      closeSync(descriptor)
      return total
    }
  }
}

function flush(descriptor: number, block: Block): void {
  for (let at = 0; at < block.used; ) at += writeSync(descriptor, block.bytes, at, block.used - at)
  block.used = 0
}
