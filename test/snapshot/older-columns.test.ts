import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import t, { type Test } from 'tap'
import type { Database } from '../../src/database/connect.ts'
import { migrationsFolder } from '../../src/database/migrate.ts'
import { type ReleaseCard, type SnapshotTable, snapshotTables } from '../../src/snapshot/card.ts'
import type { Grain } from '../../src/vocabulary/unit.ts'
import { count, madeUpSource } from '../import/made-up.ts'
import { caseFile, decision, departure, importFacts, range } from '../queries/made-up-records.ts'
import { service } from '../service.ts'

/** The columns of each table that a migration added: a release that was imported before has none of them. */
async function addedColumns(): Promise<Map<string, string[]>> {
  const added = new Map<string, string[]>()
  for (const name of await readdir(migrationsFolder)) {
    if (!name.endsWith('.sql')) continue
    const text = await readFile(`${migrationsFolder}/${name}`, 'utf8')
    for (const [, table = '', column = ''] of text.matchAll(/ALTER TABLE "(\w+)" ADD COLUMN "(\w+)"/g))
      added.set(table, [...(added.get(table) ?? []), column])
  }
  return added
}

const kept = async ({ pool }: Database, release_id: number, name: string): Promise<Buffer> => {
  const { rows } = await pool.query<{ bytes: Buffer }>(
    'select bytes from snapshot_files where release_id = $1 and name = $2 order by chunk',
    [release_id, name]
  )
  return Buffer.concat(rows.map(({ bytes }) => bytes))
}

async function keep({ pool }: Database, release_id: number, name: string, bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await pool.query('delete from snapshot_files where release_id = $1 and name = $2', [release_id, name])
  await pool.query('insert into snapshot_files values ($1, $2, 0, $3, $4)', [release_id, name, bytes, sha256])
  return sha256
}

/** Makes the kept snapshot of a release what it was before the columns were added. */
async function asBefore(t: Test, database: Database): Promise<void> {
  const folder = t.testdir({})
  const added = await addedColumns()
  const { rows } = await database.pool.query<{ release_id: number }>('select release_id from releases')
  const connection = await (await DuckDBInstance.create()).connect()
  for (const { release_id } of rows) {
    const card = JSON.parse((await kept(database, release_id, 'release.json')).toString()) as ReleaseCard
    for (const [grain, table] of Object.entries(snapshotTables) as [Grain, SnapshotTable][]) {
      if (!card.tables[table]) continue
      const name = `${grain}.parquet`
      const [file, older] = [path.join(folder, name), path.join(folder, `older-${name}`)]
      await writeFile(file, await kept(database, release_id, name))
      // The first version that anybody runs derives the way of each case already.
      const columns = (added.get(table) ?? []).filter(column => column !== 'pathway')
      t.ok(columns.length > 0, `columns were added to ${table}`)
      await connection.run(
        `copy (select * exclude (${columns.join(', ')}) from '${file}') to '${older}' (format parquet)`
      )
      const of_table = card.tables[table]
      if (of_table) {
        of_table.sha256 = await keep(database, release_id, name, await readFile(older))
        delete of_table.subjects
      }
    }
    await keep(database, release_id, 'release.json', Buffer.from(JSON.stringify(card)))
  }
  connection.closeSync()
}

t.test(
  'a release that was imported before columns were added answers as one that leaves them empty',
  async t => {
    const facts = [...range(300).map(decision), ...range(300).map(caseFile), ...range(60).map(departure)]
    const figures = [
      ...range(20).map(i => count(`decided ${i}`, { nationality: i % 2 ? 'RUS' : 'AFG' })),
      ...range(20).map(i => count(`stage ${i}`, { decision_stage: 'appeal', outcome: 'rejected' }))
    ]
    const departures = range(20).map(i => {
      const { decision_stage: _, ...figure } = count(`departed ${i}`, {
        outcome: 'not_split',
        unit: 'returns'
      })
      return figure
    })
    const fill = async (database: Database, dataDir: string) => {
      await importFacts(t, database, dataDir, facts, 'first')
      for (const [id, counts] of Object.entries({ decided: figures, departed: departures }))
        await importFacts(t, database, dataDir, counts, 'first', madeUpSource({ id }))
    }
    const now = await service(t, {}, fill)
    const before = await service(t, {}, async (database, dataDir) => {
      await fill(database, dataDir)
      await asBefore(t, database)
    })
    for (const url of [
      '/v1/statistics/decisions?group_by=decision_stage,nationality,sex',
      '/v1/statistics/cases?group_by=case_status,sex',
      '/v1/statistics/returns?group_by=nationality,return_type',
      '/v1/statistics/pending?group_by=nationality',
      '/v1/statistics/durations?group_by=nationality',
      '/v1/statistics/pathways',
      '/v1/cases?represented=true&limit=50',
      '/v1/decisions?nationality=RUS&sex=female',
      '/v1/decisions?nationality=RUS&limit=20',
      '/v1/returns?nationality=RUS',
      '/v1/statistics/decisions?source=decided&group_by=nationality',
      '/v1/statistics/returns?source=departed',
      '/v1/statistics/returns?source=decided',
      '/v1/statistics/applications?source=departed'
    ]) {
      const answers = []
      for (const { get } of [now, before]) {
        const answer = await get(url)
        const { data, meta, type } = answer.json()
        answers.push({ status: answer.statusCode, data, total: meta?.total, type })
      }
      t.same(answers[1], answers[0], url)
      if (answers[0]?.status === 200) t.ok(answers[0].data, url)
    }
    t.equal((await before.json('/v1/returns?limit=1')).data[0].country_of_return_raw, null)
  }
)
