import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { inOneText, said } from '../../vocabulary/labels/texts/texts.ts'
import { type DimensionDefinition, dimensions } from '../../vocabulary/measures/dimension.ts'
import { nearest, Problem } from '../../vocabulary/problem.ts'
import { type FieldName, recordFields } from '../../vocabulary/records/fields.ts'
import type { ListTable } from './list-table.ts'

/** Codes that have a parameter of their own and are checked with it. */
const checkedElsewhere = ['source', 'series', 'release']

/**
 * Called where a list is empty. Throws unknown-code, with similar codes, for one of the source's own codes that no row
 * of the release has: it is a mistake in the query, and the list must not look empty for it.
 */
export async function refuseUnknownCodes(
  set: Pick<ReleaseSet, 'query'>,
  { name: table }: Pick<ListTable, 'name'>,
  { release_id, source, release }: ReleaseEntry,
  query: object
): Promise<void> {
  for (const [name, given] of codesIn(query)) {
    const found = await set.query(
      `select distinct ${isList(name) ? `unnest(string_split(${name}::varchar, ','))` : `${name}::varchar`} from r${release_id}.${table}
       where ${name} is not null and ${name}::varchar <> '' order by 1`
    )
    const known = (found.columns[0] ?? []) as string[]
    const unknown = given.filter(value => !known.includes(value))
    if (unknown.length > 0)
      throw new Problem(
        'unknown-code',
        inOneText([
          said('code_not_held', { source, release, name, values: unknown.join(', ') }),
          ...(known.length > 30
            ? []
            : [known.length > 0 ? said('it_has', { values: known.join(', ') }) : said('it_has_none')])
        ]),
        unknown.map(value => ({ parameter: name, code: 'unknown-code', did_you_mean: nearest(value, known) }))
      )
  }
}

const isList = (name: string): boolean => recordFields[name as FieldName]?.type === 'texts'

function codesIn(query: object): [string, string[]][] {
  return Object.entries(query).filter((entry): entry is [string, string[]] => {
    const [name, given] = entry
    const definition: DimensionDefinition | undefined = dimensions[name as keyof typeof dimensions]
    return definition?.kind === 'code' && !checkedElsewhere.includes(name) && Array.isArray(given)
  })
}
