import { courtImportRow } from './court/court-import.ts'
import { nodeFileRow } from './court/node-file.ts'
import { keptRows } from './kept.ts'
import { listRows } from './lists/whole-lists.ts'
import { questionRows } from './questions.ts'
import { recordRows } from './records.ts'
import type { Row } from './row.ts'
import { startRows } from './starts.ts'

/** The rows of the table, in its order. A new one is an entry here. */
export const rows: readonly Row[] = [
  ...keptRows,
  ...recordRows,
  ...listRows,
  ...questionRows,
  courtImportRow,
  nodeFileRow,
  ...startRows
]
