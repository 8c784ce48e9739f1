import type { ClientBase } from 'pg'
import type { About } from '../../vocabulary/about.ts'
import { ImportRefused } from '../failures/errors.ts'
import { makeCurrent } from './publish.ts'
import type { Standing } from './status.ts'

/**
 * Makes a release current that is kept. Throws ImportRefused where there is none of this name, it is withdrawn, or its
 * records are gone.
 */
export async function chooseRelease(client: ClientBase, about: About, release: string): Promise<Standing> {
  const { rows } = await client.query<{ release_id: number; status: string; kept: boolean }>(
    `select release_id, status, exists (select from snapshot_files f where f.release_id = r.release_id) as kept
     from releases r where source = $1 and release = $2 and status <> 'loading'`,
    [about.id, release]
  )
  const found = rows[0]
  if (found === undefined)
    throw new ImportRefused(
      `${about.id} has no release ${release}. See: asylum-outcomes releases ${about.id}`
    )
  if (found.status === 'withdrawn')
    throw new ImportRefused(
      `${about.id} ${release} is withdrawn. Its files can be imported again under another name.`
    )
  if (!found.kept)
    throw new ImportRefused(
      `The records of ${about.id} ${release} are no longer kept. Import its files again, with --make-current.`
    )
  return makeCurrent(client, about, { release_id: found.release_id, release })
}
