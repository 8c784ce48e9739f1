import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/database/connect.ts'
import type { ImportContext } from '../../src/import/job.ts'
import { importRelease } from '../../src/import/run.ts'
import { HungUp, makeAsker } from '../../src/snapshot/admission/asker.ts'
import { cacheFolder } from '../../src/snapshot/materialise.ts'
import { Overloaded, QueryTimeout, type ReleaseSet } from '../../src/snapshot/release-set.ts'
import { openSnapshots, type SnapshotOptions } from '../../src/snapshot/snapshots.ts'
import { database } from '../helper.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from '../import/made-up.ts'

async function opened(t: Test, options: Partial<SnapshotOptions> = {}) {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource())
  await publishing(t, context, 1)
  const snapshots = await openSnapshots({
    ...{
      database: db,
      dataDir: context.dataDir,
      rollupsOf: () => [],
      timeoutMs: 60_000,
      pollMs: 20,
      ...options
    }
  })
  t.teardown(() => snapshots.close())
  return { db, context, snapshots }
}

/** Of a release: more than one chunk of DuckDB. */
const figures = 3_000

async function publishing(t: Test, context: ImportContext, value: number) {
  const facts = Array.from({ length: figures }, (_, i) => count(String(i), { value }))
  const paths = [await madeUpFile(t, 'made-up.whole', rowsOf(...facts))]
  // Twice the figures of the release before would not become current by themselves.
  return importRelease(context, { source: 'made-up', paths, release: `r${value}`, makeCurrent: true })
}

const valueIn = async (set: ReleaseSet): Promise<unknown> => {
  const current = set.releases.find(release => release.status === 'current')
  return (await set.query(`select max(value) from r${current?.release_id}.published_counts`)).columns[0]?.[0]
}

async function until(what: () => boolean | Promise<boolean>): Promise<boolean> {
  // Two minutes are a guard against waiting for ever.
  for (let tries = 0; tries < 6_000; tries++) {
    if (await what()) return true
    await sleep(20)
  }
  return false
}

t.test('a publish is seen without a restart, and who asked before keeps the old set until done', async t => {
  const { context, snapshots } = await opened(t)
  const { version } = snapshots.current()
  await snapshots.use(async old => {
    t.equal(await valueIn(old), 1)
    await publishing(t, context, 2)
    t.ok(await until(() => snapshots.current().version > version), 'the new set is there')
    t.equal(await valueIn(old), 1, 'the old one answers as before')
    t.equal(await snapshots.use(valueIn), 2, 'newcomers ask the new one')
  })
  t.match(snapshots.state(), { behind_because: null, version: snapshots.current().version })
})

t.test('questions are answered all through a publish, from one set or the other', async t => {
  const { context, snapshots } = await opened(t)
  let publishes = true
  const seen = new Set<unknown>()
  const asking = (async () => {
    while (publishes) seen.add(await snapshots.use(valueIn))
    await snapshots.refresh()
    seen.add(await snapshots.use(valueIn))
  })()
  await publishing(t, context, 2)
  publishes = false
  await asking
  t.strictSame([...seen], [1, 2])
})

t.test('a set reaches no file, changes no setting and writes nothing', async t => {
  const { snapshots } = await opened(t)
  for (const sql of [
    "select * from read_csv('/etc/passwd')",
    "copy (select 1) to '/tmp/out.csv'",
    "set memory_limit = '100GB'",
    "attach '/tmp/other.duckdb'",
    'delete from r1.published_counts',
    'create table r1.more (i int)'
  ])
    await t.rejects(
      snapshots.use(set => set.query(sql)),
      sql
    )
  t.equal(await snapshots.use(valueIn), 1)
})

t.test('values come as numbers, days as text, and texts in the order of their letters', async t => {
  const { snapshots } = await opened(t)
  const answer = await snapshots.use(set =>
    set.query(
      `select count(*) as n, sum(value) as sum, avg(value) as mean, min(period_from) as day, null as nothing,
         true as yes from r1.published_counts where nationality = $1 and value = $2 and is_total = $3`,
      ['RUS', 1, false]
    )
  )
  t.strictSame(answer, {
    names: ['n', 'sum', 'mean', 'day', 'nothing', 'yes'],
    columns: [[figures], [figures], [1], ['2024-01-01'], [null], [true]],
    rows: 1
  })
})

t.test('a query that takes too long is stopped, and the next one is answered', async t => {
  const { snapshots } = await opened(t, { timeoutMs: 500 })
  // Hours of work: whenever it ends, it was stopped.
  const endless = 'select count(*) from range(1000000000000) t(i) where hash(i) % 7 = $1'
  await t.rejects(
    snapshots.use(set => set.query(endless, [1])),
    QueryTimeout
  )
  // A query in its place may take too long as well, where the machine is busy; one that is stopped is asked again.
  const next = () => snapshots.use(valueIn).catch(error => t.ok(error instanceof QueryTimeout) && undefined)
  t.ok(await until(async () => (await next()) === 1))
})

t.test('a query is stopped at the deadline of its request, and none begins after it', async t => {
  const { snapshots } = await opened(t, { timeoutMs: 600_000 })
  const endless = 'select count(*) from range(1000000000000) t(i) where hash(i) % 7 = $1'
  const asker = makeAsker('a client', 100)
  await t.rejects(
    snapshots.use(set => set.query(endless, [1]), asker),
    QueryTimeout
  )
  await t.rejects(snapshots.use(valueIn, asker), Overloaded)
  t.ok(asker.spent > 0)
})

t.test('damaged statistics files are made again: at a start, and while serving', async t => {
  const { db, context, snapshots } = await opened(t)
  const folder = cacheFolder(context.dataDir)
  const name = (await readdir(folder)).find(each => each.endsWith('.duckdb')) as string
  const file = path.join(folder, name)
  await snapshots.close()
  const whole = await readFile(file)
  const damages: [string, () => Promise<void>][] = [
    ['empty', () => truncate(file, 0)],
    ['cut', () => truncate(file, Math.floor(whole.length / 3))],
    ['not ours', () => writeFile(file, 'x'.repeat(whole.length))],
    [
      'overwritten in the middle',
      () => writeFile(file, Buffer.from(whole).fill(7, 20_000, whole.length - 4_096))
    ]
  ]
  for (const [damage, doIt] of damages) {
    await doIt()
    const again = await openSnapshots({
      database: db,
      dataDir: context.dataDir,
      rollupsOf: () => [],
      timeoutMs: 60_000
    })
    const answer = await again.use(set =>
      set.query('select sum(value)::int, count(distinct count_id)::int from r1.published_counts')
    )
    t.strictSame(answer.columns, [[figures], [figures]], damage)
    await again.close()
  }
})

t.test('two nodes that share the folder both open the same files', async t => {
  const { db, context, snapshots } = await opened(t)
  const other = await openSnapshots({
    database: db,
    dataDir: context.dataDir,
    rollupsOf: () => [],
    timeoutMs: 60_000
  })
  t.strictSame(await Promise.all([snapshots.use(valueIn), other.use(valueIn)]), [1, 1])
  await other.close()
})

t.test('while the database is away the last set goes on answering, and says that it is behind', async t => {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource())
  await publishing(t, context, 1)
  const own = await openDatabase({ databaseUrl: db.url, dataDir: context.dataDir })
  const snapshots = await openSnapshots({
    database: own,
    dataDir: context.dataDir,
    rollupsOf: () => [],
    timeoutMs: 60_000,
    pollMs: 20
  })
  t.teardown(() => snapshots.close())
  await own.close()
  t.ok(await until(() => snapshots.state().behind_because !== null))
  t.equal(await snapshots.use(valueIn), 1)
})

t.test('an empty database is an empty set, not an error', async t => {
  const db = await database(t)
  const { dataDir } = await contextOf(t, db)
  const snapshots = await openSnapshots({ database: db, dataDir, rollupsOf: () => [], timeoutMs: 60_000 })
  t.strictSame(snapshots.current(), { version: 0, releases: [], known: [], gone: [] })
  await snapshots.close()
})

t.test(
  'how far a release is being made is told, from nothing to all of it, and not where it is there',
  async t => {
    const shares: number[] = []
    const names = new Set<string>()
    const rollupsOf = () => [
      { name: 'twice', text: 'select count(*) as n from r1.published_counts', values: [] }
    ]
    const { db, context } = await opened(t, {
      rollupsOf,
      onShare: ({ source, release }, share) => {
        names.add(`${source} ${release}`)
        shares.push(share)
      }
    })
    t.strictSame([...names], ['made-up r1'])
    t.strictSame(shares, [0, 1 / 3, 2 / 3, 1], 'its file is copied, its table is made, its rollup is made')
    const again = await openSnapshots({
      ...{ database: db, dataDir: context.dataDir, rollupsOf, timeoutMs: 60_000 },
      onShare: () => t.fail('nothing is made')
    })
    await again.close()
  }
)

t.test('a query whose client hangs up is interrupted, and the next one is answered', async t => {
  const { snapshots } = await opened(t, { timeoutMs: 3_600_000, running: 1 })
  const asker = makeAsker('gone')
  const long = snapshots.use(
    set => set.query('select sum(a.range * b.range) from range(1000000000) a, range(1000000000) b'),
    asker
  )
  await sleep(100)
  asker.leave()
  await t.rejects(long, HungUp)
  t.equal(await snapshots.use(valueIn), 1)
})
