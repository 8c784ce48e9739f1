import { closeSync, openSync, writeSync } from 'node:fs'
import { createRandom } from './random.ts'

/** A file of rows as EOIR publishes them: latin-1, tabs, CRLF, no quoting. Memory stays flat. */
export interface TableFile {
  /** One row, or several with CRLF between that must stay together. */
  write(row: string, rows?: number): void
  /** Writes what is held back; returns how many rows there are. */
  close(): number
}

const chunk = 1_048_576
/** Rows are held back and let go in another order, as those of one case never stand together. */
const heldBack = 4_096

/** Opens the file anew. `mixed`: rows leave in another order than they came. */
export function openTable(file: string, header: string, mixed: boolean): TableFile {
  const descriptor = openSync(file, 'w')
  const random = createRandom(header.length)
  random.begin(0)
  const held: string[] = []
  let text = `${header}\r\n`
  let total = 0
  const put = (row: string) => {
    text += row
    text += '\r\n'
    if (text.length < chunk) return
    writeAll(descriptor, text)
    text = ''
  }
  return {
    write(row, rows = 1) {
      total += rows
      if (!mixed) return put(row)
      if (held.length < heldBack) {
        held.push(row)
        return
      }
      const at = random.below(heldBack)
      put(held[at] as string)
      held[at] = row
    },
    close() {
      for (const row of held) put(row)
      writeAll(descriptor, text)
      closeSync(descriptor)
      return total
    }
  }
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'latin1')
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
}
