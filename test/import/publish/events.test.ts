import t from 'tap'
import { openClient } from '../../../src/import/client.ts'
import { compareKept } from '../../../src/import/publish/differences/compare-kept.ts'
import { erase } from '../../../src/import/publish/erase.ts'
import { withdraw } from '../../../src/import/publish/withdraw.ts'
import { importRelease } from '../../../src/import/run.ts'
import { database } from '../../helper.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from '../made-up.ts'

t.test('each change of a release is noted once, with what it brought', async t => {
  const db = await database(t)
  const source = madeUpSource({ layouts: [{ id: 'whole' }, { id: 'wider' }] })
  const context = await contextOf(t, db, source)
  const client = await openClient(db)
  t.teardown(() => client.end())
  const load = async (release: string, layout: string, ...facts: Parameters<typeof rowsOf>) =>
    importRelease(context, {
      ...{ source: 'made-up', release, paths: [await madeUpFile(t, `made-up.${layout}`, rowsOf(...facts))] },
      ...{ makeCurrent: true, force: true }
    })
  const kinds = async () =>
    (
      await db.pool.query(
        'select kind, release from release_events left join releases using (release_id) order by event_id'
      )
    ).rows.map(({ kind, release }) => `${kind} ${release}`)

  await load('r1', 'whole', count('a'))
  t.same(await kinds(), ['published r1'])
  await load('r2', 'wider', count('a', { sex: 'male' }), count('b', { sex: 'female', nationality: 'SYR' }))
  const told = await kinds()
  t.same(told.slice(0, 4), ['published r1', 'superseded r1', 'published r2', 'schema_changed r2'])
  const { rows } = await db.pool.query("select details from release_events where kind = 'schema_changed'")
  t.match(rows, [
    { details: { layout_before: 'whole', layout: 'wider', fields_missing: [], fields_new: ['sex'] } }
  ])

  await t.test('the same bytes and a dry run change nothing', async t => {
    const paths = [await madeUpFile(t, 'made-up.whole', rowsOf(count('c')))]
    await importRelease(context, { source: 'made-up', release: 'r9', paths, dryRun: true })
    const same = [
      await madeUpFile(
        t,
        'made-up.wider',
        rowsOf(count('a', { sex: 'male' }), count('b', { sex: 'female', nationality: 'SYR' }))
      )
    ]
    t.match(await importRelease(context, { source: 'made-up', paths: same }), { result: 'unchanged' })
    t.same(await kinds(), told)
  })

  await t.test('a comparison is told once, also where it was made later', async t => {
    const kept = { client, database: db, dataDir: context.dataDir }
    const pair = { before: 'r1', after: 'r2' }
    await compareKept(kept, source.about, pair)
    t.same(await kinds(), told)
    await db.pool.query('delete from release_events where before_id is not null')
    const without = await kinds()
    await compareKept(kept, source.about, pair)
    const later = (await kinds()).slice(without.length)
    t.ok(later.includes('schema_changed r2'), later.join())
    await compareKept(kept, source.about, pair)
    t.same(await kinds(), [...without, ...later])
  })

  await t.test('withdrawn, then erased; what is refused is not told', async t => {
    const before = await kinds()
    await t.rejects(erase(client, 'made-up', 'r2'))
    await withdraw(client, 'made-up', 'r2', 'It was wrong.')
    await t.rejects(withdraw(client, 'made-up', 'r2', 'Again.'))
    await erase(client, 'made-up', 'r2')
    t.same(await kinds(), [...before, 'withdrawn r2', 'erased r2'])
    const times = (await db.pool.query('select told_at from release_events order by event_id')).rows
    t.same(
      times,
      [...times].sort((a, b) => (a.told_at < b.told_at ? -1 : 1))
    )
  })
})
