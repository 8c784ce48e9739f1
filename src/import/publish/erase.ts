import type { ClientBase } from 'pg'
import { ImportRefused } from '../failures/errors.ts'
import { dropWithin } from './retire.ts'

/**
 * Deletes the records, rejected rows and stored snapshot of a withdrawn release for good; its entry in the catalogue
 * stays, with the reason. Each node removes its statistics file of the release when it sees the change.
 * Throws ImportRefused where there is no such withdrawn release, or readers held its tables through all tries.
 */
export async function erase(client: ClientBase, source: string, release: string): Promise<void> {
  const { rows } = await client.query<{ release_id: number }>(
    `select release_id from releases where source = $1 and release = $2 and status = 'withdrawn'`,
    [source, release]
  )
  const [found] = rows
  if (!found) throw new ImportRefused(`${source} has no withdrawn release ${release}.`)
  if (await dropWithin(client, found.release_id)) return
  throw new ImportRefused(
    `The records of ${source} ${release} are read just now and could not be deleted. Say it again.`
  )
}
