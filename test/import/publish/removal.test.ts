import { createHmac } from 'node:crypto'
import path from 'node:path'
import t, { type Test } from 'tap'
import { openClient, transaction } from '../../../src/import/client.ts'
import { erase } from '../../../src/import/publish/erase.ts'
import { type HeldRelease, releasesOfSort } from '../../../src/import/publish/removal/held.ts'
import { rawFinder, readRemovalList } from '../../../src/import/publish/removal/removal-list.ts'
import { removeCase } from '../../../src/import/publish/removal/remove-case.ts'
import { type Rebuilt, rebuiltWithout, replaceSnapshot } from '../../../src/import/publish/removal/replace.ts'
import { withdraw } from '../../../src/import/publish/withdraw.ts'
import { importRelease } from '../../../src/import/run.ts'
import { projectRoot } from '../../../src/root.ts'
import { documentedCasesSource } from '../../../src/sources/documented-cases/index.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import type { CaseFact } from '../../../src/vocabulary/fact.ts'
import { database } from '../../helper.ts'
import { service } from '../../service.ts'
import { contextOf, folder, madeUpFile, madeUpSource } from '../made-up.ts'

const source = 'documented-cases'
const { about } = documentedCasesSource
const reason = 'sealed' as const
const stories = path.join(projectRoot, 'starter/documented-cases.json')

const caseOf = (case_id: string): CaseFact => ({
  ...{ grain: 'case', source_table: 'made-up.json', line: 1, case_id, nationality: 'RUS' },
  ...{ claim_grounds: [], case_status: 'unknown', case_outcome: 'unknown' }
})

t.test('a documented case stays removed, with what was reported of it, through the next import', async t => {
  const { get, json, database: db, dataDir, snapshots } = await service(t)
  const listed = async () =>
    (await json(`/v1/cases?source=${source}&sort=case_id`)).data.map(
      ({ case_id }: { case_id: string }) => case_id
    )
  const reported = async () => (await json(`/v1/events?source=${source}&limit=1000`)).data
  const all: string[] = await listed()
  const events: { case_id: string | null }[] = await reported()
  const others = events.filter(({ case_id }) => case_id !== 'documented:2').length
  t.ok(others > 0 && others < events.length, `${events.length} events, ${others} of others`)
  const client = await openClient(db)
  await removeCase({ client, database: db, dataDir }, about, { id: 'documented:2', reason }).finally(() =>
    client.end()
  )
  const gone = async (when: string) => {
    await snapshots.refresh()
    t.same(
      await listed(),
      all.filter(id => id !== 'documented:2'),
      when
    )
    t.equal((await reported()).length, others)
    t.equal((await get('/v1/cases/documented:2/timeline')).statusCode, 410)
    t.notMatch((await get(`/v1/events.csv?source=${source}&case_id=documented:2`)).body, /^documented/m)
  }
  await gone('after the removal')
  const report = await importRelease(
    { database: db, dataDir, sources: sourceRegistry },
    { source, paths: [stories], release: 'again', starter: true, force: true, makeCurrent: true }
  )
  t.match(report, { status: 'current', excluded_by_reason: { removed: 1 } })
  t.equal(report.read, report.loaded + report.rejected + report.excluded)
  await gone('after the next import')
})

async function withTwoCases(t: Test) {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource({ expectations: { rejected_at_most: 5 } }))
  const load = async (release: string, ...rows: Parameters<typeof madeUpFile>[2]) =>
    importRelease(context, {
      ...{ source: 'made-up', release, force: true, makeCurrent: true },
      paths: [await madeUpFile(t, 'made-up.whole', rows)]
    })
  const remove = async (id: string, beforeCommit = async () => {}) => {
    const client = await openClient(db)
    try {
      return await removeCase(
        { client, database: db, dataDir: context.dataDir, beforeCommit },
        madeUpSource().about,
        {
          id,
          reason
        }
      )
    } finally {
      await client.end().catch(() => {})
    }
  }
  return { db, load, remove }
}

t.test('the raw text of a rejected row that names a removed case is not kept, before and after', async t => {
  const { db, load, remove } = await withTwoCases(t)
  const rejected = (id: string) => ({ rejected: 'made up', readable: { period_from: id } })
  const rows = [
    { facts: [caseOf('4711')] },
    { facts: [caseOf('12')] },
    rejected('row of 4711'),
    rejected('row of 14711')
  ]
  await load('one', ...rows)
  const raws = async () =>
    (await db.pool.query('select release_id, raw from rejections order by release_id, line')).rows.map(
      ({ raw }) => (raw.includes('14711') ? 'of another' : raw === '' ? '' : 'told')
    )
  t.same(await raws(), ['told', 'of another'])
  await remove('made-up:4711')
  t.same(await raws(), ['', 'of another'])
  const report = await load('two', ...rows)
  t.same(await raws(), ['', 'of another', '', 'of another'])
  t.match(report, { rejected: 2, excluded_by_reason: { removed: 1 }, loaded: 1 })
})

t.test(
  'a removal whose connection is cut at its end has changed nothing, and the next one does all of it',
  async t => {
    const { db, load, remove } = await withTwoCases(t)
    await load('one', { facts: [caseOf('1')] }, { facts: [caseOf('2')] })
    const look = async () =>
      (
        await db.pool.query(
          `select (select count(*)::int from cases) as cases, (select count(*)::int from removed_records) as listed,
           (select count(*)::int from removals) as told, (select version from pointer) as version,
           (select array_agg(sha256 order by name, chunk) from snapshot_files) as files`
        )
      ).rows[0]
    const before = await look()
    await t.rejects(
      remove('1', async () => {
        await db.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'asylum-outcomes import'`
        )
      })
    )
    t.same(await look(), before)
    t.match(await remove('1'), { changed: true, records: 1 })
    t.match(await look(), { cases: 1, listed: 1, told: 1, version: before.version + 1 })
    t.match(await remove('2'), { changed: true, releases: ['one'] }, 'the last case of a release')
    t.match(await look(), { cases: 0, listed: 2 })
  }
)

t.test('a release that is erased while a case is taken out of it stays erased', async t => {
  const { db, load } = await withTwoCases(t)
  await load('one', { facts: [caseOf('1')] }, { facts: [caseOf('2')] })
  const [client, other] = [await openClient(db), await openClient(db)]
  t.teardown(() => Promise.all([client.end(), other.end()]))
  const dataDir = await folder(t)
  const work = { client, database: db, folder: dataDir, about: madeUpSource().about, case_id: '1', dataDir }
  const [release] = await releasesOfSort(client, 'made-up', false)
  const made = await rebuiltWithout(work, release as HeldRelease)
  await withdraw(other, 'made-up', 'one', 'Test.')
  await erase(other, 'made-up', 'one')
  await t.rejects(
    transaction(client, () => replaceSnapshot(work, made as Rebuilt)),
    /erased meanwhile/
  )
  t.equal((await db.pool.query('select from snapshot_files')).rowCount, 0)
})

t.test('the database computes the same hash as an import, with a key that is made once', async t => {
  const { db, load, remove } = await withTwoCases(t)
  await load('one', { facts: [caseOf('1')] }, { facts: [caseOf('2')] })
  await remove('1')
  const client = await openClient(db)
  const list = await readRemovalList(client, 'made-up', false)
  await client.end()
  const hash = createHmac('sha256', Buffer.from(list?.key ?? '', 'hex'))
    .update('made-up\ncase 1')
    .digest('hex')
  t.same(list?.hashes, [hash])
  const { rows } = await db.pool.query(
    `select is_removed('made-up', 'case 1') as one, is_removed('made-up', 'case synthetic-1') as made_up,
       is_removed('made-up', 'decision 1') as decision, is_removed('other', 'case 1') as other`
  )
  t.same(rows, [{ one: true, made_up: false, decision: false, other: false }])
  const names = rawFinder(list)
  t.same(
    ['x1', '01', '"1"', '11', 'a'].map(raw => names?.(raw)),
    [true, true, true, false, false]
  )
  t.equal(rawFinder(undefined), undefined)
  await remove('2')
  t.equal((await db.pool.query('select from removal_key')).rowCount, 1)
})
