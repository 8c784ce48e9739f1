import type { ClientBase } from 'pg'
import { transaction } from '../client.ts'
import { ImportRefused } from '../failures/errors.ts'
import { noteEvents } from './events.ts'
import { raisePointer } from './publish.ts'

export interface Withdrawn {
  /** Whether it was a current release. */
  was_current: boolean
  series: string
  /** The releases of its series that answer by default now. */
  answers: string[]
  /** Releases of its series that can be made current in its place, as their records are kept, newest first. */
  offered: string[]
}

interface FoundRelease {
  release_id: number
  release: string
  series: string
  status: string
  kept: boolean
}

/**
 * Withdraws a release, with the reason that is published. No other release becomes current by itself: a person
 * chooses one, with the command make-current.
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
    const { rows } = await client.query<FoundRelease>(
      `select release_id, release, series, status, exists (select from snapshot_files f where f.release_id = r.release_id) as kept
       from releases r where source = $1 and status <> 'loading' order by release_id desc`,
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
      [source, release, JSON.stringify(reason)]
    )
    const { series, release_id } = found
    await noteEvents(client, [{ kind: 'withdrawn', source, release_id, status: 'withdrawn', reason }])
    const left = rows.filter(row => row.status !== 'withdrawn' && row !== found && row.series === series)
    const named = (of: typeof rows) => of.map(row => row.release)
    return {
      ...{ was_current: found.status === 'current', series },
      answers: named(left.filter(({ status }) => status === 'current')),
      offered: named(left.filter(({ status, kept }) => status !== 'current' && kept))
    }
  })
}
