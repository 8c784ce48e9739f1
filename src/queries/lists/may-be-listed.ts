import type { ReleaseEntry, SnapshotTable } from '../../snapshot/card.ts'
import { mayHaveWord } from '../../snapshot/sql/enum-words.ts'
import type { ListReach } from '../caveats.ts'
import type { ListCondition } from './condition.ts'

/**
 * Whether a release may have rows of a list query: its days are covered in part, and of each filter some value is in the
 * table. Throws Problem where the query names a period that the release does not know.
 */
export function mayBeListed(
  { coverage, stored }: ReleaseEntry,
  table: SnapshotTable,
  { from, to }: ListReach,
  conditions: () => ListCondition[]
): boolean {
  const words = stored?.words[table]
  const isThere = conditions().every(
    condition => condition.kind !== 'in' || mayHaveWord(words, condition.column, condition.values)
  )
  return isThere && (from ?? '') <= coverage.to && (to ?? '9999') >= coverage.from
}
