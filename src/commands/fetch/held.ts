import type { Database } from '../../database/connect.ts'
import type { Held } from './standing.ts'

/** The real releases of a source that are imported, newest first; what the product ships does not count. */
export async function heldReleases({ pool }: Pick<Database, 'pool'>, source: string): Promise<Held[]> {
  const { rows } = await pool.query<Held>(
    `select release, series, status, retrieved_on from releases
     where source = $1 and status <> 'loading' and not synthetic and not starter
     order by release_id desc`,
    [source]
  )
  return rows
}

/** The newest release of a series that was made from a file of these bytes. */
export async function releaseOfFile(
  { pool }: Pick<Database, 'pool'>,
  source: string,
  series: string,
  sha256: string
): Promise<string | undefined> {
  const { rows } = await pool.query<{ release: string }>(
    `select release from releases join release_files using (release_id)
     where source = $1 and series = $2 and sha256 = $3 and status <> 'loading'
     order by release_id desc limit 1`,
    [source, series, sha256]
  )
  return rows[0]?.release
}
