/** How Node, DuckDB and PostgreSQL (53100) say that a disk, or a quota of it, is full. */
const codes = ['ENOSPC', 'EDQUOT', '53100']
const words = /\b(ENOSPC|EDQUOT)\b|no space left on device|disk quota exceeded/i

/** Whether work ended because a disk was full. An error of a thread has lost its code, but not its message. */
export function isDiskFull(error: unknown): boolean {
  for (let at = error, deep = 0; at instanceof Error && deep < 10; at = at.cause, deep++)
    if (words.test(at.message) || ('code' in at && codes.includes(String(at.code)))) return true
  return false
}

export const diskFullText =
  'A disk is full: that of DATA_DIR, of the database or of temporary files (TMPDIR). ' +
  'Nothing half-made is published. Free some space, then try again.'
