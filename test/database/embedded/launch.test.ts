import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import t from 'tap'
import { openDatabase } from '../../../src/database/connect.ts'
import { clusterIn } from '../../../src/database/embedded/cluster.ts'
import { keep } from '../../../src/database/embedded/keep.ts'
import { dataFolder, isRoot, nobody, otherProcess, serverOf, userOf } from './processes.ts'

const onlyRoot = isRoot ? {} : { skip: 'only root can become another user' }

t.test('a first start makes a database that only this user and the password reach', async t => {
  const dataDir = dataFolder(t)
  const kept = await keep(dataDir)
  const { cluster, host, port, user } = kept.server
  t.equal(statSync(path.join(cluster.folder, 'password')).mode & 0o777, 0o600)
  t.equal(statSync(cluster.data).mode & 0o777, 0o700)
  const guess = new pg.Client({ host, port, user, password: 'guess', database: 'postgres' })
  await t.rejects(guess.connect(), { message: 'password authentication failed' })
  const { server } = kept
  const client = new pg.Client({ host, port, user, password: server.password, database: 'postgres' })
  await client.connect()
  const { rows } = await client.query(
    "select current_setting('listen_addresses') as listens, datcollate, datlocprovider from pg_database where datname = current_database()"
  )
  t.match(rows[0], { listens: '127.0.0.1', datcollate: 'C', datlocprovider: 'b' })
  await client.end()
  await kept.close()
})

t.test('a note of a killed server whose number another program now has does not stop the start', async t => {
  const dataDir = dataFolder(t)
  await (await keep(dataDir)).close()
  const { data } = clusterIn(dataDir)
  writeFileSync(
    path.join(data, 'postmaster.pid'),
    `${process.ppid}\n${data}\n1700000000\n5\n\n127.0.0.1\n  1\nready\n`
  )
  const kept = await keep(dataDir)
  t.not(kept.server.pid, process.ppid)
  await kept.close()
})

t.test('where its port is taken, the server comes up at another', async t => {
  const dataDir = dataFolder(t)
  await (await keep(dataDir)).close()
  const elsewhere = await keep(dataFolder(t))
  writeFileSync(clusterIn(dataDir).portFile, `${elsewhere.server.port}\n`)
  const kept = await keep(dataDir)
  t.not(kept.server.port, elsewhere.server.port)
  t.equal(readFileSync(kept.server.cluster.portFile, 'utf8'), `${kept.server.port}\n`)
  await kept.close()
  await elsewhere.close()
})

t.test('what a killed first start left behind is no obstacle', async t => {
  const dataDir = dataFolder(t)
  const left = path.join(dataDir, 'postgres.init-1-abcd')
  mkdirSync(path.join(left, 'data'), { recursive: true })
  await (await keep(dataDir)).close()
  t.ok(existsSync(left), 'a young one may be the work of another process')
})

t.test('data of another major version are left alone, and the way out is named', async t => {
  const dataDir = dataFolder(t)
  const { data } = clusterIn(dataDir)
  mkdirSync(data, { recursive: true })
  writeFileSync(path.join(data, 'PG_VERSION'), '17\n')
  await t.rejects(keep(dataDir), { message: /PostgreSQL 17.*DATABASE_URL/ })
  t.equal(readFileSync(path.join(data, 'PG_VERSION'), 'utf8'), '17\n')
})

t.test('a data folder that cannot be a folder is named with its setting', async t => {
  const file = path.join(dataFolder(t), 'file')
  writeFileSync(file, '')
  await t.rejects(keep(path.join(file, 'data')), { message: /DATA_DIR/ })
})

t.test('root runs the server as root sees itself in a user namespace, or as nobody', onlyRoot, async t => {
  const dataDir = dataFolder(t)
  chmodSync(dataDir, 0o755)
  const inNamespace = await keep(dataDir)
  await inNamespace.close()
  const asNobody = await keep(dataDir, { namespaces: false })
  t.equal(userOf(asNobody.server.pid), nobody)
  t.equal(statSync(asNobody.server.cluster.data).uid, nobody, 'the data are given to it')
  await asNobody.close()
  const stillNobody = await keep(dataDir)
  t.equal(userOf(stillNobody.server.pid), nobody, 'and stay with it')
  await stillNobody.close()
})

t.test('root without user namespaces is told where the data folder may be', onlyRoot, async t => {
  const dataDir = dataFolder(t)
  const closed = path.join(dataDir, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  await t.rejects(keep(path.join(closed, 'data'), { namespaces: false }), { message: /DATA_DIR/ })
  await (await keep(path.join(closed, 'data'))).close()
})

t.test('an ordinary user has a server of its own, which root can use afterwards', onlyRoot, async t => {
  const around = dataFolder(t)
  chmodSync(around, 0o777)
  const dataDir = path.join(around, 'data')
  const ordinary = await otherProcess(t, { dataDir, uid: nobody })
  t.equal(ordinary.started.error, undefined)
  t.equal(userOf(ordinary.started.pid), nobody)
  const root = await openDatabase({ dataDir })
  t.same((await root.pool.query('select 1 as one')).rows, [{ one: 1 }], 'root shares it')
  await ordinary.close()
  await root.close()
  t.equal(await serverOf(dataDir), undefined)
  await (await keep(dataDir)).close()
})

t.test("another user's data folder is refused with its setting's name", onlyRoot, async t => {
  const dataDir = path.join(dataFolder(t), 'data')
  chmodSync(path.dirname(dataDir), 0o777)
  await (await keep(dataDir)).close()
  const ordinary = await otherProcess(t, { dataDir, uid: nobody })
  t.match(ordinary.started.error, /DATA_DIR/)
})
