import type { ClientBase } from 'pg'
import type { RejectedRows } from '../../vocabulary/release/rejected-fields.ts'

/** The most combinations of fields that a node keeps of a release with their days; those of fewer rows lose them. */
const mostDated = 2000
/** The most combinations that are kept without days; the rarest are not told. */
const mostUndated = 1000

interface Found extends RejectedRows {
  release_id: number
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
    `with dated as (
       select release_id, readable as fields, count(*)::int as rows,
         row_number() over (partition by release_id order by count(*) desc, readable) as place
       from rejections where release_id = any($1) and readable is not null group by release_id, readable
     ), undated as (
       select release_id, fields - 'days' as fields, sum(rows)::int as rows,
         row_number() over (partition by release_id order by sum(rows) desc, fields - 'days') as place
       from dated where place > $2 group by release_id, fields - 'days'
     )
     select release_id, fields, rows from dated where place <= $2
     union all select release_id, fields, rows from undated where place <= $3
     order by release_id, rows desc, fields`,
    [release_ids, mostDated, mostUndated]
  )
  const found = new Map<number, RejectedRows[]>()
  for (const { release_id, ...each } of rows) {
    const told = found.get(release_id)
    if (told) told.push(each)
    else found.set(release_id, [each])
  }
  return found
}
