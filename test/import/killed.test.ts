import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import t, { type Test } from 'tap'
import { openClient } from '../../src/import/client.ts'
import { detachedTables } from '../../src/import/copy/sink.ts'
import { SourceBusy } from '../../src/import/failures/errors.ts'
import { prepareData } from '../../src/import/first-run.ts'
import type { ImportContext } from '../../src/import/job.ts'
import { takeSource } from '../../src/import/lock.ts'
import { type Phase, phases } from '../../src/import/report.ts'
import { importRelease } from '../../src/import/run.ts'
import { cacheFolder } from '../../src/snapshot/materialise.ts'
import { database } from '../helper.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from './made-up.ts'

async function withOneRelease(t: Test) {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource())
  const request = async (n: number) => ({
    source: 'made-up',
    release: `r${n}`,
    paths: [await madeUpFile(t, 'made-up.whole', rowsOf(count('a', { value: n })))]
  })
  await importRelease(context, await request(1))
  const look = async () => {
    const { rows } = await db.pool.query(
      `select (select array_agg(release || ' ' || status order by release_id) from releases) as releases,
         (select array_agg(relname::text order by relname) from pg_class where relname ~ '^published_counts_[0-9]+$') as tables,
         (select array_agg(value order by value) from published_counts) as read`
    )
    return rows[0]
  }
  return { db, context, request, look }
}

const untouched = { releases: ['r1 current'], tables: ['published_counts_1'], read: [1] }
const beforePublishing = phases.slice(0, phases.indexOf('publish') + 1)

for (const phase of beforePublishing)
  t.test(`an import that fails as "${phase}" begins changes nothing and leaves nothing`, async t => {
    const { context, request, look } = await withOneRelease(t)
    const failing: ImportContext = {
      ...context,
      onPhase: begun => {
        if (begun === phase) throw new Error('failed on purpose')
      }
    }
    await t.rejects(importRelease(failing, await request(2)), /on purpose/)
    t.strictSame(await look(), untouched)
    t.match(await importRelease(context, await request(2)), { status: 'current' }, 'the next one succeeds')
  })

/** Ends an import as kill -9 does: its connections are cut by the server, and it cleans nothing up. */
async function cutAt(t: Test, phase: Phase) {
  const made = await withOneRelease(t)
  const cutting: ImportContext = {
    ...made.context,
    onPhase: async begun => {
      if (begun !== phase) return
      await made.db.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'asylum-outcomes import' and datname = current_database()`
      )
    }
  }
  await t.rejects(importRelease(cutting, await made.request(2)), `cut at ${phase}`)
  return made
}

for (const phase of beforePublishing.slice(1))
  t.test(
    `what an import killed at "${phase}" left is removed by the next import, which succeeds`,
    async t => {
      const { context, request, look } = await cutAt(t, phase)
      t.strictSame((await look()).read, [1], 'the release before goes on answering')
      const report = await importRelease(context, await request(3))
      t.match(report, { status: 'current', release: 'r3' })
      const { releases, tables, read } = await look()
      t.strictSame(releases, ['r1 superseded', 'r3 current'], 'no half-made release')
      t.equal(tables.length, 2, 'no half-made table')
      t.strictSame(read, [1, 3])
    }
  )

t.test('what a killed import left on disk goes with the next one, wherever it ran', async t => {
  const { db, context, request } = await cutAt(t, 'check')
  const { rows } = await db.pool.query(
    `select 'made-up ' || release_id || ' ' || content_sha256 as work from releases where status = 'loading'`
  )
  const left = async (name: string, work: string) => {
    const at = path.join(cacheFolder(context.dataDir), name)
    await mkdir(at, { recursive: true })
    const owner = { pid: 1, began: '1', inside: 'another container', work }
    await writeFile(path.join(at, 'owner.json'), JSON.stringify(owner))
  }
  await left('work-1-killed', rows[0].work)
  await left('work-1-of-another', `${rows[0].work}0`)
  await importRelease(context, await request(3))
  t.strictSame(await readdir(cacheFolder(context.dataDir)), ['work-1-of-another'])
})

t.test('a start removes what a killed import left, but nothing of an import that runs', async t => {
  const { db, context, look } = await cutAt(t, 'snapshot')
  t.strictSame((await look()).releases, ['r1 current', 'r2 loading'])
  const running = await openClient(db)
  await takeSource(running, 'made-up')
  await prepareData(db, { ...context, firstData: 'demo' }, () => {})
  t.match((await look()).releases.slice(0, 2), ['r1 current', 'r2 loading'], 'the source is being imported')
  await running.end()
  await prepareData(db, { ...context, firstData: 'demo' }, () => {})
  t.notOk((await look()).releases.includes('r2 loading'))
})

t.test('a second import of a source is refused while one runs; another source is not held up', async t => {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource(), madeUpSource({ id: 'other' }))
  const file = await madeUpFile(t, 'made-up.whole', rowsOf(count('a')))
  const other = await madeUpFile(t, 'other.whole', rowsOf(count('a')))
  let tried = 0
  await importRelease(
    {
      ...context,
      onPhase: async phase => {
        if (phase !== 'derive') return
        tried++
        await t.rejects(importRelease(context, { source: 'made-up', paths: [file] }), SourceBusy)
        t.match(await importRelease(context, { source: 'other', paths: [other] }), { status: 'current' })
      }
    },
    { source: 'made-up', paths: [file] }
  )
  t.equal(tried, 1)
})

t.test('a sink that is given up leaves no table', async t => {
  const db = await database(t)
  const sink = detachedTables(db, 7, 'main')
  await sink.write(count('a'))
  await sink.reject(['made-up.json', '1', 'odd', 'raw'])
  await sink.abort()
  const { rows } = await db.pool.query(
    `select to_regclass('published_counts_7') as made, (select count(*) from rejections) as rejected`
  )
  t.strictSame(rows[0], { made: null, rejected: 0 })
})
