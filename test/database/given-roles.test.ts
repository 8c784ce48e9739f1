import { readFileSync } from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { asImporter } from '../../src/commands/serving/store.ts'
import { type Database, openDatabase } from '../../src/database/connect.ts'
import { mayWrite } from '../../src/database/may-write.ts'
import { migrate, requireTables } from '../../src/database/migrate.ts'
import {
  embeddedLogins,
  giveRoles,
  loggedIn,
  loginsIn,
  rolesAreGiven,
  withLogin
} from '../../src/database/roles.ts'
import { prepareData } from '../../src/import/first-run.ts'
import { projectRoot } from '../../src/root.ts'
import { database } from '../helper.ts'

/** What nobody who reads may do, a transaction that writes included. */
const changes = [
  'delete from releases',
  'update pointer set version = 0',
  'truncate snapshot_files',
  'drop table cases',
  'create table made (n int)',
  'create temporary table made (n int)',
  'create schema made',
  'create role made',
  "copy (select 1) to '/tmp/made'",
  "select pg_read_file('/etc/passwd')",
  'set role app',
  'select from removal_key',
  'select from removed_records'
]

async function writesNothing(t: Test, reading: Database): Promise<void> {
  t.equal(await mayWrite(reading.pool), undefined)
  await requireTables(reading.pool)
  t.ok((await reading.pool.query('select from releases')).rows.length > 0)
  const { rows } = await reading.pool.query(`select is_removed('us-eoir-cases', 'case 1') as removed`)
  t.same(rows, [{ removed: false }], 'it can ask of one record')
  for (const change of changes)
    await t.rejects(
      reading.pool.query(`begin read write; ${change}`).finally(() => reading.pool.query('rollback')),
      { code: /42501|22023/ },
      change
    )
}

t.test(
  'the roles that migrate is told of: one imports and cannot make roles, the other only reads',
  async t => {
    const admin = await database(t)
    const name = new URL(admin.url).pathname.slice(1)
    const url = (role: string) => withLogin(admin.url, { name: `${role}_${name}`, password: `a 'pass"word` })
    const logins = loginsIn({ importer: url('importer'), reader: url('reader') })
    const { importer = never, reader = never } = logins
    t.teardown(async () => {
      const both = `"${reader.name}", "${importer.name}"`
      await admin.pool.query(
        `reassign owned by ${both} to current_user; drop owned by ${both}; drop role ${both}`
      )
    })
    const dataDir = t.testdir({})
    const options = { dataDir, connections: 2 }
    t.notOk(await rolesAreGiven(admin.pool, { importer, reader }))
    await Promise.all([giveRoles(admin.pool, logins), giveRoles(admin.pool, logins)])
    t.ok(await rolesAreGiven(admin.pool, { importer, reader }))
    const importing = loggedIn(admin, importer, options)
    const reading = loggedIn(admin, reader, options)
    t.teardown(async () => {
      await importing.close()
      await reading.close()
    })
    await migrate(importing)
    await prepareData(importing, { dataDir, firstData: 'small' }, () => {})
    t.match(await mayWrite(importing.pool), /could make tables and change rows\./)
    await t.rejects(importing.pool.query('create role made'), { code: '42501' })
    t.ok(await rolesAreGiven(admin.pool, { importer, reader }), 'of the tables of releases too')
    await writesNothing(t, reading)
  }
)

t.test(
  'an embedded database of an earlier version gets its roles, and its reader writes nothing',
  async t => {
    const dataDir = t.testdir({})
    const owner = await openDatabase({ dataDir })
    t.teardown(() => owner.close())
    // As it was made until now: all of it is the owner's.
    await migrate(owner)
    await prepareData(owner, { dataDir, firstData: 'small' }, () => {})
    const logins = embeddedLogins(owner.url)
    t.notOk(await rolesAreGiven(owner.pool, logins))
    const who = await asImporter(owner, { dataDir }, async importing => {
      await prepareData(importing, { dataDir, firstData: 'demo' }, () => {})
      return (await importing.pool.query('select current_user as role')).rows
    })
    t.strictSame(who, [{ role: 'asylum_importer' }])
    t.ok(await rolesAreGiven(owner.pool, logins))
    const reading = loggedIn(owner, logins.reader, { dataDir })
    await writesNothing(t, reading)
    await reading.close()
  }
)

t.test('an address without a user or a password names no role', t => {
  for (const reader of ['postgres://host/x', 'postgres://user@host/x', 'nonsense'])
    t.throws(() => loginsIn({ reader }), /address of the reader needs a user and a password/, reader)
  t.strictSame(loginsIn({}), {})
  t.end()
})

const never = { name: '', password: '' }

t.test('in docker-compose.yml only what migrates has the owner’s address', t => {
  const file = readFileSync(path.join(projectRoot, 'docker-compose.yml'), 'utf8')
  const users = Object.fromEntries(
    [...file.matchAll(/^ {2}(\w+):\n((?: {4}.*\n|\n)*)/gm)].map(([, name = '', body = '']) => [
      name,
      /DATABASE_URL: postgres:\/\/(\w+):/.exec(body)?.[1]
    ])
  )
  t.match(users, {
    ...{ migrate: 'app', import: 'asylum_importer', service: 'asylum_reader' },
    // The service waits for the tables of this version, and not until the whole first data are in them.
    tables: 'asylum_importer'
  })
  t.match(file, /first-data/)
  t.match(file, /--without-tables/)
  t.match(file, /--importer=postgres:\/\/asylum_importer:.*\n.*--reader=postgres:\/\/asylum_reader:/)
  t.end()
})
