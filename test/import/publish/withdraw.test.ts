import t from 'tap'
import { openClient } from '../../../src/import/client.ts'
import { ImportRefused } from '../../../src/import/failures/errors.ts'
import { chooseRelease } from '../../../src/import/publish/choose.ts'
import { withdraw } from '../../../src/import/publish/withdraw.ts'
import { importRelease } from '../../../src/import/run.ts'
import { database } from '../../helper.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from '../made-up.ts'

t.test('a withdrawn release says why, and no other takes its place by itself', async t => {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource())
  const files = [1, 2].map(value => madeUpFile(t, 'made-up.whole', rowsOf(count('a', { value }))))
  for (const [i, file] of files.entries())
    await importRelease(context, { source: 'made-up', paths: [await file], release: `r${i + 1}` })
  const client = await openClient(db)
  t.teardown(() => client.end())
  const look = async () =>
    (
      await db.pool.query(
        'select release, status, status_reason, version from releases, pointer order by release_id'
      )
    ).rows
  const version = (await look())[0].version
  t.strictSame(await withdraw(client, 'made-up', 'r2', 'The publisher took it back.'), {
    was_current: true,
    series: 'main',
    answers: [],
    offered: ['r1']
  })
  t.match(await look(), [
    { release: 'r1', status: 'superseded', version: version + 1 },
    { release: 'r2', status: 'withdrawn', status_reason: 'The publisher took it back.' }
  ])
  await t.rejects(withdraw(client, 'made-up', 'r2', 'again'), /withdrawn already/)
  await t.rejects(withdraw(client, 'made-up', 'r9', 'never was'), ImportRefused)
  t.equal((await look())[0].version, version + 1, 'what was refused changed nothing')

  const report = await importRelease(context, {
    source: 'made-up',
    paths: [await (files[0] as Promise<string>)]
  })
  t.match(
    report,
    { result: 'unchanged', status: 'superseded', reason: /no release of the series answers.*--make-current/ },
    'the same bytes are still there'
  )
  const current = { source: 'made-up', paths: [await (files[0] as Promise<string>)], makeCurrent: true }
  t.match(await importRelease(context, current), { release: 'r1', status: 'current' })
  const again = { source: 'made-up', paths: [await (files[1] as Promise<string>)] }
  t.match(
    await importRelease(context, { ...again, release: 'r2b' }),
    { result: 'published', status: 'current' },
    'the bytes of a withdrawn release can be imported under another name'
  )
  await t.rejects(
    importRelease(context, { ...again, release: 'r2', force: true }),
    /r2 already \(withdrawn\)/
  )
})

t.test('what was superseded and is kept can be chosen; what is withdrawn or gone cannot', async t => {
  const db = await database(t)
  const source = madeUpSource()
  const context = await contextOf(t, db, source)
  for (const value of [1, 2, 3, 4]) {
    const file = await madeUpFile(t, 'made-up.whole', rowsOf(count('a', { value })))
    await importRelease(context, { source: 'made-up', paths: [file], release: `r${value}` })
  }
  const client = await openClient(db)
  t.teardown(() => client.end())
  t.match(await withdraw(client, 'made-up', 'r4', 'Taken back.'), { answers: [], offered: ['r3'] })
  await t.rejects(chooseRelease(client, source.about, 'r4'), /r4 is withdrawn/)
  await t.rejects(chooseRelease(client, source.about, 'r1'), /records of made-up r1 are no longer kept/)
  await t.rejects(chooseRelease(client, source.about, 'r9'), ImportRefused)
  t.match(await chooseRelease(client, source.about, 'r3'), { status: 'current' })
  t.match(await withdraw(client, 'made-up', 'r2', 'Taken back too.'), {
    ...{ was_current: false, answers: ['r3'], offered: [] }
  })
})
