import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { join, raw, type Sql, sql, statementOf } from '../../snapshot/sql/sql.ts'

/**
 * Whether each of these look-ups (`… limit 1`) finds a row. All run in one statement, since planning a statement takes
 * longer than running a look-up.
 */
export async function finding(set: Pick<ReleaseSet, 'query'>, lookups: readonly Sql[]): Promise<boolean[]> {
  if (lookups.length === 0) return []
  const numbered = lookups.map(
    (lookup, place) => sql`(select ${raw(String(place))} as place from (${lookup}))`
  )
  const { text, values } = statementOf(join(numbered, ' union all '))
  const found = new Set((await set.query(text, values)).columns[0])
  return lookups.map((_, place) => found.has(place))
}
