import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { type DimensionDefinition, dimensions } from '../../vocabulary/measures/dimension.ts'
import { nearest, Problem } from '../../vocabulary/problem.ts'
import type { ListTable } from './list-table.ts'

/** Codes that have a parameter of their own and are checked with it. */
const checkedElsewhere = ['source', 'series', 'release']

/**
 * Asked where a list is empty: a code of the source's own that no row of the release has is a slip, and not an
 * answer of nothing. Throws unknown-code with the codes that come near.
 */
export async function refuseUnknownCodes(
  set: Pick<ReleaseSet, 'query'>,
  { name: table }: Pick<ListTable, 'name'>,
  { release_id, source, release }: ReleaseEntry,
  query: object
): Promise<void> {
  for (const [name, asked] of codesIn(query)) {
    const found = await set.query(
      `select distinct ${name}::varchar from r${release_id}.${table} where ${name} is not null order by 1`
    )
    const known = (found.columns[0] ?? []) as string[]
    const unknown = asked.filter(value => !known.includes(value))
    if (unknown.length > 0)
      throw new Problem(
        'unknown-code',
        `${source} ${release} has no ${name} ${unknown.join(', ')}.${known.length <= 30 ? ` It has ${known.join(', ') || 'none'}.` : ''}`,
        unknown.map(value => ({ parameter: name, code: 'unknown-code', did_you_mean: nearest(value, known) }))
      )
  }
}

function codesIn(query: object): [string, string[]][] {
  return Object.entries(query).filter((entry): entry is [string, string[]] => {
    const [name, asked] = entry
    const definition: DimensionDefinition | undefined = dimensions[name as keyof typeof dimensions]
    return definition?.kind === 'code' && !checkedElsewhere.includes(name) && Array.isArray(asked)
  })
}
