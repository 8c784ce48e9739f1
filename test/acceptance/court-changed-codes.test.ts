import t from 'tap'
import { reportText } from '../../src/commands/report.ts'
import { ImportStopped } from '../../src/import/failures/errors.ts'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { database } from '../helper.ts'
import { contextOf } from '../import/made-up.ts'
import { casesAsRows, courtFiles, courtFolder, removalCase } from './court-release.ts'

t.test('a release in which a code means something else is not published', async t => {
  const lookup = (text: string): [string, string] => [
    'Lookup/tblLookupCourtAppDecisions.csv',
    `strCode\tstrDescription\r\nD\t${text}\r\nG\tGRANT\r\n`
  ]
  const tables = courtFiles(casesAsRows([removalCase(1), removalCase(2)])).map(
    ([name, text]): [string, string] =>
      name.includes('A_TblCase')
        ? [name, text.replace(/^(.*)\r\n/, '$1\tNEW_ONE\r\n').replaceAll(/(\r\n\d.*)(?=\r\n)/g, '$1\tx')]
        : [name, text]
  )
  const db = await database(t)
  const context = await contextOf(t, db, ...sourceRegistry)
  const request = { source: 'us-eoir-cases', releasedOn: '2023-08-01' }
  const changed = [await courtFolder(t, [...tables, lookup('DEFERRED')])]
  const stopped = await importRelease(context, { ...request, paths: changed, release: 'a' }).catch(
    error => error
  )
  t.type(stopped, ImportStopped)
  t.match(
    stopped.message,
    'APPL_DEC D is “DENY” here, and “DEFERRED” in Lookup/tblLookupCourtAppDecisions.csv'
  )
  t.match(reportText(stopped.report), 'not published: nothing was changed')
  t.equal((await db.pool.query('select 1 from releases')).rowCount, 0)
  const rehearsed = await importRelease(context, { ...request, paths: changed, release: 'a', dryRun: true })
  t.match(rehearsed.unmet, [/DEFERRED/], 'a dry run tells it with all else')
  const sound = [await courtFolder(t, [...tables, lookup('Deny')])]
  const report = await importRelease(context, { ...request, paths: sound, release: 'b' })
  t.match(report, { result: 'published', unmet: [], loaded: 6 })
  t.match(reportText(report), /different +EOIR Case Data\/A_TblCase\.csv has new columns: NEW_ONE/)
  const forced = await importRelease(context, { ...request, paths: changed, release: 'c', force: true })
  t.match(forced, { result: 'published', unmet: [/same bytes/, /DEFERRED/] })
})
