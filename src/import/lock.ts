import type { ClientBase } from 'pg'
import { sourceLock } from '../database/locks.ts'
import { SourceBusy } from './failures/errors.ts'

/** Takes the source's lock for as long as the connection lasts; throws SourceBusy where another import has it. */
export async function takeSource(client: ClientBase, source: string): Promise<void> {
  if (!(await trySource(client, source))) throw new SourceBusy(source)
}

/** Takes the source's lock where it is free. */
export async function trySource(client: ClientBase, source: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
    ...sourceLock(source)
  ])
  return rows[0]?.taken === true
}
