import { setImmediate as turn } from 'node:timers/promises'
import type { TableFormat, TableRow } from './format.ts'

/** Rows → one JSON object a line, each with a line feed. Each batch of rows becomes one piece of text, and other requests have a turn after it. */
export async function* writeNdjson(
  batches: AsyncIterable<readonly TableRow[]> | Iterable<readonly TableRow[]>
): AsyncGenerator<string> {
  for await (const rows of batches) {
    if (rows.length === 0) continue
    yield rows.map(row => `${JSON.stringify(row)}\n`).join('')
    await turn()
  }
}

export const ndjson: TableFormat = {
  id: 'ndjson',
  type: 'application/x-ndjson; charset=utf-8',
  accepts: ['application/x-ndjson', 'application/ndjson', 'application/jsonl'],
  ending: 'ndjson',
  is_shown: false,
  is_paged: false,
  is_binary: false,
  options: [],
  writes: 'table',
  write: ({ batches }) => writeNdjson(batches)
}
