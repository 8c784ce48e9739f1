import type { ReleaseEntry, SnapshotTable } from '../../snapshot/card.ts'
import { mayHaveWord } from '../../snapshot/sql/enum-words.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { ListReach } from '../caveats.ts'
import type { ListCondition } from './condition.ts'

/**
 * Whether a release may have rows of a list query: its days are covered in part, and of each filter some value is in the
 * table.
 */
export function mayBeListed(
  { coverage, stored }: ReleaseEntry,
  table: SnapshotTable,
  { from, to }: ListReach,
  conditions: () => ListCondition[]
): boolean {
  if ((from !== undefined && from > coverage.to) || (to !== undefined && to < coverage.from)) return false
  const words = stored?.words[table]
  return knownOf(conditions).every(
    condition => condition.kind !== 'in' || mayHaveWord(words, condition.column, condition.values)
  )
}

/** None where the query names a period that the release does not know: it is told so when the release answers. */
function knownOf(conditions: () => ListCondition[]): ListCondition[] {
  try {
    return conditions()
  } catch (error) {
    if (error instanceof Problem) return []
    throw error
  }
}
