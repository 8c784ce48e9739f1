import type { ClientBase } from 'pg'
import { transaction } from '../client.ts'
import { ImportRefused } from '../errors.ts'
import { raisePointer } from './publish.ts'

export interface Withdrawn {
  /** Whether it was the current release: the source then has none. */
  was_current: boolean
  /** Releases that could be made current instead, newest first. */
  others: string[]
}

/**
 * Withdraws a release, with the reason that is published. No other release becomes current by itself: a person
 * chooses one by importing its files again with --make-current.
 * Throws ImportRefused where there is no such release, or it is withdrawn already.
 */
export async function withdraw(
  client: ClientBase,
  source: string,
  release: string,
  reason: string
): Promise<Withdrawn> {
  return transaction(client, async () => {
    await raisePointer(client)
    const { rows } = await client.query<{ release: string; status: string }>(
      `select release, status from releases where source = $1 and status <> 'loading' order by release_id desc`,
      [source]
    )
    const found = rows.find(row => row.release === release)
    if (!found)
      throw new ImportRefused(`${source} has no release ${release}. See: asylum-outcomes releases ${source}`)
    if (found.status === 'withdrawn') throw new ImportRefused(`${source} ${release} is withdrawn already.`)
    await client.query(
      `update releases set status = 'withdrawn', status_reason = $3,
         superseded_at = case when status = 'current' then now() else superseded_at end
       where source = $1 and release = $2`,
      [source, release, reason]
    )
    const others = rows.filter(row => row.status !== 'withdrawn' && row !== found).map(row => row.release)
    return { was_current: found.status === 'current', others }
  })
}
