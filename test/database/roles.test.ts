import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { openDatabase } from '../../src/database/connect.ts'
import { mayWrite } from '../../src/database/may-write.ts'
import { migrate, requireTables } from '../../src/database/migrate.ts'
import { prepareData } from '../../src/import/first-run.ts'
import { rollupsOf } from '../../src/rollups.ts'
import { projectRoot } from '../../src/root.ts'
import { openSnapshots } from '../../src/snapshot/snapshots.ts'
import { database } from '../helper.ts'

const page = readFileSync(path.join(projectRoot, 'docs/operating.md'), 'utf8')

t.test(
  'with the roles of docs/operating.md the owner imports, and the reader serves and can write nothing',
  async t => {
    const admin = await database(t)
    const name = new URL(admin.url).pathname.slice(1)
    const [owner, reader] = [`owner_${name}`, `reader_${name}`]
    const sql = (/```sql\n(.*?)```/s.exec(page)?.[1] ?? '')
      .replaceAll('asylum_outcomes', name)
      .replaceAll('asylum_owner', owner)
      .replaceAll('asylum_reader', reader)
    await admin.pool.query('drop schema public cascade; create schema public; drop schema drizzle cascade')
    await admin.pool.query(sql)
    t.teardown(() =>
      admin.pool.query(`drop owned by ${reader}, ${owner} cascade; drop role ${reader}, ${owner}`)
    )
    const dataDir = t.testdir({})
    const as = async (username: string, password: string) => {
      const url = Object.assign(new URL(admin.url), { username, password })
      const opened = await openDatabase({ databaseUrl: url.href, dataDir, connections: 3 })
      t.teardown(() => opened.close())
      return opened
    }
    const owning = await as(owner, 'choose one')
    const reading = await as(reader, 'choose another')

    await t.rejects(requireTables(reading.pool), { message: /asylum-outcomes migrate/ })
    await migrate(owning)
    await prepareData(owning, { dataDir, firstData: 'small' }, () => {})
    t.match(await mayWrite(owning.pool), /could make tables and change rows/)
    t.match(await mayWrite(admin.pool), /could do anything, as a superuser/)

    await requireTables(reading.pool)
    t.equal(await mayWrite(reading.pool), undefined)
    for (const change of [
      'delete from releases',
      'update pointer set version = 0',
      'truncate snapshot_files',
      'create table made (n int)',
      'create temporary table made (n int)',
      'create schema made',
      "copy (select 1) to '/tmp/made'"
    ])
      await t.rejects(
        reading.pool.query(`begin read write; ${change}`).finally(() => reading.pool.query('rollback')),
        { code: '42501' },
        change
      )
    const snapshots = await openSnapshots({
      database: reading,
      dataDir: t.testdir({}),
      rollupsOf,
      timeoutMs: 60_000
    })
    const settings = { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 } as const
    const app = await buildApp({ database: reading, snapshots, settings, build: 'test' })
    for (const url of [
      '/v1/statistics/decisions?source=us-credible-fear&group_by=outcome',
      '/v1/cases/documented:1/timeline',
      '/v1/decisions',
      '/v1/published-counts?source=us-credible-fear',
      '/v1/sources',
      '/v1/code-lists'
    ])
      t.equal((await app.inject({ url })).statusCode, 200, url)
    await app.close()
    await snapshots.close()
  }
)
