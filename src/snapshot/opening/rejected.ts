import type { ClientBase } from 'pg'
import type { RejectedFields, RejectedRows } from '../../vocabulary/release/rejected-fields.ts'

/** The most combinations of fields that a node keeps of a release; the rarest are not told. */
const mostCombinations = 2000

interface Found extends RejectedRows {
  release_id: number
  fields: RejectedFields
}

/**
 * What could be read of the rejected rows of releases, by release: each combination of fields with the number of its
 * rows. Rows of which nothing could be read, or nothing was kept, are not among them.
 */
export async function readRejected(
  client: ClientBase,
  release_ids: readonly number[]
): Promise<Map<number, RejectedRows[]>> {
  const { rows } = await client.query<Found>(
    `select release_id, fields, rows from (
       select release_id, readable as fields, count(*)::int as rows,
         row_number() over (partition by release_id order by count(*) desc, readable) as place
       from rejections where release_id = any($1) and readable is not null group by release_id, readable
     ) as combinations where place <= $2 order by release_id, place`,
    [release_ids, mostCombinations]
  )
  const found = new Map<number, RejectedRows[]>()
  for (const { release_id, ...each } of rows) found.set(release_id, [...(found.get(release_id) ?? []), each])
  return found
}
