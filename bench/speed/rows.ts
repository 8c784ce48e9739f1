import { courtImportRow } from './court-import.ts'
import { keptRows } from './kept.ts'
import { nodeFileRow } from './node-file.ts'
import { questionRows } from './questions.ts'
import { recordRows } from './records.ts'
import type { Row } from './row.ts'
import { startRows } from './starts.ts'

/** The rows of the table, in its order. A new one is an entry here. */
export const rows: readonly Row[] = [
  ...keptRows,
  ...recordRows,
  ...questionRows,
  courtImportRow,
  nodeFileRow,
  ...startRows
]
