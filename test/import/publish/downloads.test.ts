import t from 'tap'
import { reportText } from '../../../src/commands/report.ts'
import { importRelease } from '../../../src/import/run.ts'
import { database } from '../../helper.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from '../made-up.ts'

t.test('a release whose downloads cannot be made is published, and the next import makes them', async t => {
  const db = await database(t)
  const context = await contextOf(t, db, madeUpSource())
  const load = async (release: string) => {
    const paths = [await madeUpFile(t, 'made-up.whole', rowsOf(count('a'), count(release)))]
    return importRelease(context, { source: 'made-up', paths, release })
  }
  const made = async () =>
    (await db.pool.query("select count(*)::int as n from downloads where name = 'SHA256SUMS'")).rows[0].n
  await db.pool.query(`
    create function no_room() returns trigger language plpgsql as $$ begin raise 'no room'; end $$;
    create trigger no_room before insert on download_chunks for each row execute function no_room()`)
  const report = await load('one')
  t.match(report, { result: 'published', status: 'current', without_downloads: 'no room' })
  t.match(reportText(report), /^no downloads +no room; the release is published, and the next import/m)
  t.equal(await made(), 0)
  await db.pool.query('drop trigger no_room on download_chunks')
  t.match(await load('two'), { result: 'published', without_downloads: null })
  t.equal(await made(), 2, 'those of both releases')
})
