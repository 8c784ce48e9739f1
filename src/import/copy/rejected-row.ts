import type { RejectedFields } from '../../vocabulary/release/rejected-fields.ts'

/** The longest text that is kept beside a rejected row. */
const longestRaw = 1024

/**
 * A rejected row as texts, as a sink takes it and threads hand it on: source_table, line, reason, raw text, and as JSON
 * what could be read of it, where that is known.
 */
export const rejectedRow = (
  { source_table, line, raw }: { source_table: string; line: number; raw: string },
  reason: string,
  readable?: RejectedFields
): string[] => [
  source_table,
  String(line),
  reason,
  raw.slice(0, longestRaw),
  ...(readable && Object.keys(readable).length > 0 ? [JSON.stringify(readable)] : [])
]
