import type { Member } from '../../reading/members.ts'
import { PeopleNamed } from '../failures/errors.ts'
import { columnsSeen } from './columns.ts'
import { headerThatTells, valuesTell } from './words.ts'

/**
 * Throws PeopleNamed where a column of a file seems to name or number people (docs/rules/sources.md §0.8).
 * `areRecords`: a row is about one person or case.
 */
export async function refusePeople(members: readonly Member[], areRecords: boolean): Promise<void> {
  for (const member of members) {
    const found = new Set<string>()
    for (const column of await columnsSeen(member)) {
      const header = headerThatTells(column, areRecords)
      if (header !== undefined) found.add(header)
      // Without a header the first row has values, which must not be repeated in a message.
      else if (valuesTell(column, areRecords))
        found.add(column.headers.find(each => !/[\d@]/.test(each)) ?? '?')
    }
    if (found.size > 0) throw new PeopleNamed(member.name, [...found])
  }
}
