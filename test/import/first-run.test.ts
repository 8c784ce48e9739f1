import t from 'tap'
import { loadTables, prepareData, restatedMissing } from '../../src/import/first-run.ts'
import { importRelease } from '../../src/import/run.ts'
import { restatedReleases, starterReleases } from '../../src/sources/publishers/first-data.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { database } from '../helper.ts'
import { contextOf, count, folder, madeUpFile, madeUpSource, rowsOf } from './made-up.ts'

t.test('nothing made up is loaded where no demo is asked for', async t => {
  const db = await database(t)
  const dataDir = await folder(t)
  const sources = async () =>
    (await db.pool.query('select source from releases where synthetic order by source')).rows
  await prepareData(db, { dataDir, firstData: 'small' }, () => {})
  t.strictSame(await sources(), [])
  t.equal((await db.pool.query('select 1 from releases')).rowCount, starterReleases.length - 1)
  await prepareData(db, { dataDir, firstData: 'demo' }, () => {})
  t.strictSame(await sources(), [{ source: 'us-eoir-cases' }], 'a later start can add it')
  await prepareData(db, { dataDir, firstData: 'small' }, () => {})
  t.strictSame(await sources(), [{ source: 'us-eoir-cases' }], 'and takes nothing away')
})

t.test('a new database starts with each shipped table, current; a second start does nothing', async t => {
  const db = await database(t)
  const dataDir = await folder(t)
  const told: string[] = []
  await prepareData(db, { dataDir, firstData: 'demo' }, line => told.push(line))
  t.equal(told.length, starterReleases.length)
  const { rows } = await db.pool.query(
    'select source, release, status, starter from releases order by release_id'
  )
  t.strictSame(
    rows,
    starterReleases.map(({ source, release }) => ({ source, release, status: 'current', starter: true }))
  )
  const { rows: sample } = await db.pool.query(
    `select released_on, retrieved_on from releases where release = 'synthetic-sample'`
  )
  t.strictSame(sample, [{ released_on: '2026-09-02', retrieved_on: '2026-09-02' }])
  const { rows: before } = await db.pool.query('select version from pointer')
  const begun = async () => (await db.pool.query('select last_value from releases_release_id_seq')).rows
  const imports = await begun()
  await prepareData(db, { dataDir, firstData: 'demo' }, line => told.push(line))
  t.strictSame(await begun(), imports, 'no import is begun')
  t.equal(told.length, starterReleases.length)
  t.strictSame((await db.pool.query('select version from pointer')).rows, before)
})

t.test('a first start without data has the catalogue alone', async t => {
  const db = await database(t)
  const dataDir = await folder(t)
  const told: string[] = []
  await prepareData(db, { dataDir, firstData: 'none' }, line => told.push(line))
  t.strictSame(told, [])
  t.equal((await db.pool.query('select 1 from releases')).rowCount, 0)
  t.equal((await db.pool.query('select 1 from sources')).rowCount, sourceRegistry.length)
})

t.test(
  'of the whole tables those are missing of whose series nothing is imported but what was shipped',
  async t => {
    const db = await database(t)
    const dataDir = await folder(t)
    const missing = async () => (await restatedMissing(db.pool)).map(({ release }) => release)
    await prepareData(db, { dataDir, firstData: 'small' }, () => {})
    const all = restatedReleases.map(({ release }) => release)
    t.strictSame(await missing(), all, 'a small table of the same series does not stand in for a whole one')
    await db.pool.query(
      `update releases set starter = false where source = 'unhcr-asylum-decisions' and series = 'decisions'`
    )
    const rest = restatedReleases.filter(({ source }) => source !== 'unhcr-asylum-decisions')
    t.strictSame(
      await missing(),
      rest.map(({ release }) => release)
    )
  }
)

t.test('three starts at once load each table once', async t => {
  const db = await database(t)
  const dataDir = await folder(t)
  await Promise.all([1, 2, 3].map(() => prepareData(db, { dataDir, firstData: 'demo' }, () => {})))
  const { rows } = await db.pool.query('select source from releases')
  t.equal(rows.length, starterReleases.length)
})

t.test('a start does not wait for the whole tables that the process of a killed service loads', async t => {
  const db = await database(t)
  const dataDir = await folder(t)
  await prepareData(db, { dataDir, firstData: 'small' }, () => {})
  let isWanted = true
  let isOver = false
  const begun = new Promise<void>((resolve, reject) => {
    const told = () => {
      resolve()
      if (!isWanted) throw new Error('not wanted any more')
    }
    const context = { database: db, dataDir, onPhase: told, onProgress: told }
    loadTables(context, () => {})
      .catch(error => t.match(error.message, 'not wanted any more'))
      .finally(() => {
        isOver = true
        reject(new Error('they are loaded already'))
      })
  })
  await begun
  await prepareData(db, { dataDir, firstData: 'small' }, () => {})
  t.equal(isOver, false, 'the service could answer')
  isWanted = false
  while (!isOver) await new Promise(resolve => setTimeout(resolve, 50))
})

t.test('a source that has a release already gets no shipped table', async t => {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource({ id: 'us-credible-fear' }))
  const file = await madeUpFile(t, 'us-credible-fear.whole', rowsOf(count('a')))
  await importRelease(context, { source: 'us-credible-fear', paths: [file], release: 'real' })
  await prepareData(db, { ...context, firstData: 'demo' }, () => {})
  const { rows } = await db.pool.query(`select release from releases where source = 'us-credible-fear'`)
  t.strictSame(rows, [{ release: 'real' }])
})

t.test(
  'the catalogue says of each source what this version says, and is corrected where it differs',
  async t => {
    const db = await database(t)
    const dataDir = await folder(t)
    await prepareData(db, { dataDir, firstData: 'demo' }, () => {})
    const codes = sourceRegistry.flatMap(source => source.code_lists.flatMap(list => list.entries)).length
    const look = async () => {
      const { rows } = await db.pool.query(
        `select (select count(*) from sources) as sources, (select count(*) from code_lists) as codes,
         (select about->>'title' from sources where source = 'us-credible-fear') as title, version from pointer`
      )
      return rows[0]
    }
    const before = await look()
    t.match(before, { sources: sourceRegistry.length, codes, title: /credible fear/ })
    await db.pool.query(
      `update sources set about = about || '{"title": "old"}' where source = 'us-credible-fear'`
    )
    await db.pool.query(`delete from code_lists where position = 0`)
    await prepareData(db, { dataDir, firstData: 'demo' }, () => {})
    t.strictSame(await look(), { ...before, version: before.version + 1 }, 'and every node is told')
  }
)
