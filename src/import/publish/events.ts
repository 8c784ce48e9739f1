import type { ClientBase } from 'pg'
import type { LocalText } from '../../vocabulary/labels/texts/texts.ts'
import type { ChangeDetails, ChangeKind } from '../../vocabulary/release/change.ts'

/** A change of a release, or of what a source holds. */
export interface NewEvent {
  kind: ChangeKind
  source: string
  /** Left out where it concerns the source as a whole: a removal names no release and nobody. */
  release_id?: number
  before_id?: number
  replaced_by_id?: number
  status?: 'current' | 'beside' | 'superseded' | 'withdrawn'
  reason?: LocalText
  details?: ChangeDetails
}

/**
 * Notes changes for `/v1/changes`, in the transaction that makes them and after it has raised the pointer, so that their
 * times are in the order in which readers see them. The gravest is the last.
 */
export async function noteEvents(client: ClientBase, events: readonly NewEvent[]): Promise<void> {
  const { rows } = await client.query<{ now: string }>(
    'select greatest(clock_timestamp(), max(told_at))::text as now from release_events'
  )
  for (const event of events)
    await client.query(
      `insert into release_events
         (kind, source, release_id, before_id, replaced_by_id, status, happened_at, told_at, reason, details)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)`,
      [
        ...[event.kind, event.source, event.release_id, event.before_id, event.replaced_by_id, event.status],
        ...[rows[0]?.now, event.reason && JSON.stringify(event.reason), JSON.stringify(event.details ?? {})]
      ]
    )
}
