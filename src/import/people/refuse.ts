import type { Member } from '../../reading/members.ts'
import { PeopleNamed } from '../failures/errors.ts'
import { columnsTold } from './columns.ts'

/**
 * Throws PeopleNamed where a column of a file seems to name or number people (docs/rules/sources.md §0.8). Each file is
 * read whole, before anything of it is stored.
 * `areRecords`: a row is about one person or case.
 */
export async function refusePeople(members: readonly Member[], areRecords: boolean): Promise<void> {
  for (const member of members) {
    const found = new Set(await columnsTold(member, areRecords))
    if (found.size > 0) throw new PeopleNamed(member.name, [...found])
  }
}
