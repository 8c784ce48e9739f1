import type { ClientBase } from 'pg'
import { transaction } from '../client.ts'
import { ImportRefused } from '../failures/errors.ts'
import { forgetDifferences } from './differences/keep.ts'
import { noteEvents } from './events.ts'
import { raisePointer } from './publish.ts'
import { dropWithin } from './retire.ts'

/**
 * Deletes the records, rejected rows and stored snapshot of a withdrawn release for good, with what it tells in each field and
 * what it and others differ in; its entry in the catalogue stays, with the reason. Each node removes its statistics file of the release when it sees the change.
 * Throws ImportRefused where there is no such withdrawn release, or readers held its tables through all tries.
 */
export async function erase(client: ClientBase, source: string, release: string): Promise<void> {
  const { rows } = await client.query<{ release_id: number }>(
    `select release_id from releases where source = $1 and release = $2 and status = 'withdrawn'`,
    [source, release]
  )
  const [found] = rows
  if (!found) throw new ImportRefused(`${source} has no withdrawn release ${release}.`)
  if (await dropWithin(client, found.release_id)) {
    const { release_id } = found
    await transaction(client, async () => {
      await raisePointer(client)
      await forgetDifferences(client, 'before_id = $1 or after_id = $1', [release_id])
      await client.query('delete from release_fields where release_id = $1', [release_id])
      await noteEvents(client, [{ kind: 'erased', source, release_id, status: 'withdrawn' }])
    })
    return
  }
  throw new ImportRefused(
    `The records of ${source} ${release} are read just now and could not be deleted. Say it again.`
  )
}
