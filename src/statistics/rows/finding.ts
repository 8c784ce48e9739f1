import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { join, raw, type Sql, sql, statementOf } from '../../snapshot/sql/sql.ts'

/**
 * Whether each of these look-ups (`… limit 1`) finds a row, in one statement: each is run in less time than it takes
 * to plan a statement for it.
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
