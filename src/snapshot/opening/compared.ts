import type { ClientBase } from 'pg'
import type { ComparisonNote } from '../../vocabulary/release/difference.ts'

/** The earlier releases that each release was compared with, by its release_id. */
export async function readCompared(client: ClientBase): Promise<Map<number, ComparisonNote[]>> {
  const { rows } = await client.query<ComparisonNote & { after_id: number }>(
    `select after_id, release as before, state, made_at
     from release_differences join releases on release_id = before_id order by after_id, before_id`
  )
  const found = new Map<number, ComparisonNote[]>()
  for (const { after_id, ...note } of rows) found.set(after_id, [...(found.get(after_id) ?? []), note])
  return found
}
