import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Test } from 'tap'
import { writeRelease } from '../../bench/eoir/release.ts'
import { syncCatalogue } from '../../src/import/catalogue.ts'
import { openClient } from '../../src/import/client.ts'
import {
  type RemovalContext,
  type Removed,
  removeCase
} from '../../src/import/publish/removal/remove-case.ts'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { eoirCasesSource } from '../../src/sources/us-eoir-cases/index.ts'
import { folder } from '../import/made-up.ts'
import type { Service } from '../service.ts'

/** What the tests of removals ask of made-up releases of the court, without the code that removes. */

export const court = 'us-eoir-cases'
const day = '2026-09-02'

/** Writes a release; one of fewer cases has the first of one of more. */
export async function written(t: Test, cases: number): Promise<string> {
  const out = await folder(t)
  writeRelease({ cases, seed: 11, out, layout: 'current', damage_rate: 0 })
  return path.join(out, 'release')
}

/** Tells a new database which sources there are. */
export async function catalogued(database: Service['database']): Promise<void> {
  const client = await openClient(database)
  await syncCatalogue(client, sourceRegistry).finally(() => client.end())
}

export const load = (s: Pick<Service, 'database' | 'dataDir'>, release: string, from: string) =>
  importRelease(
    { ...s, sources: sourceRegistry, keep: { superseded: 1, downloads: 4 } },
    {
      ...{ source: court, paths: [from], release, releasedOn: day, retrievedOn: day },
      ...{ makeCurrent: true, force: true }
    }
  )

/** Removes a case as the command does, with a connection of its own. */
export async function remove(
  { database, dataDir }: Pick<Service, 'database' | 'dataDir'>,
  id: string,
  more: Pick<RemovalContext, 'beforeCommit'> & { about?: typeof eoirCasesSource.about } = {}
): Promise<Removed> {
  const { about = eoirCasesSource.about, ...hooks } = more
  const client = await openClient(database)
  return removeCase({ client, database, dataDir, ...hooks }, about, {
    id,
    reason: 'identifies_person'
  }).finally(() => client.end())
}

/** The rows of all tables that name a case in their column of cases, counted from the released text. */
export function releasedRows(from: string, id: string): number {
  let rows = 0
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const [head = '', ...lines] = name.endsWith('.csv')
      ? readFileSync(path.join(from, name), 'latin1').split(/\r?\n/)
      : []
    const at = head.split('\t').findIndex(each => /^"?idncase"?$/i.test(each))
    if (at >= 0) rows += lines.filter(line => line.split('\t')[at] === id).length
  }
  return rows
}

/** A case and its decisions, by their numbers. */
export interface CaseNumbers {
  id: string
  decisions: string[]
}

/** A case of a release with several decisions, which another release has too, or has not. */
export async function someCase(
  { database }: Pick<Service, 'database'>,
  release: string,
  former: string,
  isInBoth: boolean
): Promise<CaseNumbers> {
  const { rows } = await database.pool.query(
    `select c.case_id::text as id, array_agg(d.decision_id::text) as decisions
     from cases c join decisions d using (release_id, case_id) join releases r using (release_id)
     where r.release = $1 and $3 = exists (select from cases o join releases p using (release_id)
       where p.release = $2 and o.case_id = c.case_id)
     group by 1 having count(*) > 1 order by 1 limit 1`,
    [release, former, isInBoth]
  )
  return rows[0]
}

/** A file that can be downloaded. */
export interface Downloadable {
  name: string
  release: string
  url: string
}

export const filesOf = async ({ json }: Pick<Service, 'json'>): Promise<Downloadable[]> =>
  (await json(`/v1/sources/${court}/downloads`)).data

/** Whether a downloaded file has a record of one of some cases. */
export async function holds(
  t: Test,
  { get }: Pick<Service, 'get'>,
  { name, url }: Downloadable,
  ids: string[]
): Promise<boolean> {
  const { rawPayload, statusCode } = await get(url)
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`)
  if (name.endsWith('.gz')) {
    const numbers = new Set(
      gunzipSync(rawPayload)
        .toString()
        .match(/(?<=synthetic-)\d+/g)
    )
    return ids.some(id => numbers.has(id))
  }
  if (!name.endsWith('.parquet')) return ids.some(id => rawPayload.includes(`synthetic-${id}`))
  const file = path.join(await folder(t), name)
  writeFileSync(file, rawPayload)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const found = await connection.runAndReadAll(
    `select count(*)::int from read_parquet('${file}') where case_id in (${ids.join(',')})`
  )
  connection.closeSync()
  instance.closeSync()
  return Number(found.getRows()[0]?.[0]) > 0
}
