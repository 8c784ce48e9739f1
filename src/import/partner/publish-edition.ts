import type { ClientBase } from 'pg'
import type { About } from '../../vocabulary/about.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { transaction } from '../client.ts'
import { detachedName } from '../copy/detached.ts'
import { noteEvents } from '../publish/events.ts'
import { raisePointer } from '../publish/publish.ts'

/** A table of an edition, made and not attached. */
export interface MadeTable {
  release_id: number
  release: string
  published_at: string
}

/**
 * Makes all tables of an edition current and supersedes those of the previous edition, in one transaction: no reader
 * sees tables of two editions, or a declaration without its tables.
 */
export async function publishEdition(
  client: ClientBase,
  about: About,
  tables: readonly MadeTable[]
): Promise<void> {
  await transaction(client, async () => {
    await raisePointer(client)
    await client.query(
      `insert into sources (source, about) values ($1, $2)
       on conflict (source) do update set about = excluded.about, synced_at = now()`,
      [about.id, JSON.stringify(about)]
    )
    const { rows } = await client.query<{ release_id: number }>(
      `update releases set status = 'superseded', superseded_at = now(),
         status_reason = $2
       where source = $1 and status in ('current', 'beside') returning release_id`,
      [about.id, JSON.stringify(said('newer_edition'))]
    )
    for (const { release_id, published_at } of tables) {
      const name = detachedName('published_counts', release_id)
      await client.query(
        `alter table published_counts attach partition ${name} for values in (${release_id})`
      )
      await client.query(
        `update releases set status = 'current', status_reason = $3, published_at = $2 where release_id = $1`,
        [release_id, published_at, JSON.stringify(said('newest_edition'))]
      )
    }
    const superseded = { kind: 'superseded', status: 'superseded', reason: said('newer_edition') } as const
    const published = { kind: 'published', status: 'current', reason: said('newest_edition') } as const
    const source = about.id
    await noteEvents(client, [
      ...rows.map(({ release_id }) => ({ ...superseded, source, release_id })),
      ...tables.map(({ release_id }) => ({ ...published, source, release_id }))
    ])
  })
}
