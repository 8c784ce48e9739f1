import { keptRows } from './kept.ts'
import { listRows } from './lists/whole-lists.ts'
import type { Row } from './row.ts'

/** The rows of the table, in its order. A new one is an entry here. */
export const rows: readonly Row[] = [...keptRows, ...listRows]
