import { execFileSync } from 'node:child_process'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { ImportRefused } from '../../../src/import/failures/errors.ts'
import { importRelease } from '../../../src/import/run.ts'
import { ReadingError } from '../../../src/reading/reading-error.ts'
import { projectRoot } from '../../../src/root.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import type { Source } from '../../../src/sources/source.ts'
import { database } from '../../helper.ts'
import { xlsxBytes } from '../../reading/xlsx-writer.ts'
import { contextOf, count, folder, madeUpFile, madeUpSource, rowsOf } from '../made-up.ts'

const starter = (name: string): string => path.join(projectRoot, 'starter', name)
const unhcr = starter('decisions-on-russian-nationals-2021-2025.csv')

/** Imports paths into a database of the test's own, and looks whether anything was written. */
async function opened(t: Test, ...own: Source[]) {
  const db = await database(t)
  const context = await contextOf(t, db, ...(own.length > 0 ? own : sourceRegistry))
  return {
    run: (paths: string[], source = own[0]?.about.id ?? 'unhcr-asylum-decisions', series?: string) =>
      importRelease(context, { source, paths, series }),
    async isUntouched() {
      const { rows } = await db.pool.query(
        `select (select count(*) from releases) as releases, (select count(*) from rejections) as rejections,
           (select count(*) from pg_class where relname ~ '^(published_counts|decisions|cases|returns)_[0-9]+$') as own_tables, (select version from pointer)`
      )
      t.strictSame(rows[0], { releases: 0, rejections: 0, own_tables: 0, version: 0 }, 'nothing was changed')
    }
  }
}

t.test('a file of another source is refused, with the command that imports it', async t => {
  const { run, isUntouched } = await opened(t)
  await t.rejects(
    run([starter('us-credible-fear-by-nationality-fy2016-2021.csv')]),
    /looks like us-credible-fear .*asylum-outcomes import us-credible-fear us-credible/
  )
  await isUntouched()
})

t.test('a file of no source is refused with what can be read', async t => {
  const { run, isUntouched } = await opened(t)
  const file = path.join(await folder(t), 'error.html')
  await writeFile(file, '<html><body>404 Not Found</body></html>')
  const error = await t.rejects(run([file]), ImportRefused)
  t.match((error as Error).message, /error\.html is not a file that .* What can be read: Whole table/)
  await isUntouched()
})

t.test('damaged files are refused with their place: cut, empty, no zip, not UTF-8', async t => {
  const { run, isUntouched } = await opened(t)
  const at = await folder(t)
  const text = await readFile(unhcr)
  const damaged: [name: string, bytes: Buffer, code: string][] = [
    ['cut.csv.gz', gzipSync(text).subarray(0, 900), 'truncated'],
    ['cut.csv', text.subarray(0, 3_000), 'truncated'],
    ['empty.csv', Buffer.alloc(0), 'empty'],
    ['empty.zip', Buffer.alloc(0), 'empty'],
    ['page.zip', Buffer.from('<html>'), 'not-a-zip'],
    [
      'latin1.csv',
      Buffer.concat([text, Buffer.from('Côte d’Ivoire'.repeat(3), 'latin1'), Buffer.from('\n')]),
      'not-utf8'
    ]
  ]
  for (const [name, bytes, code] of damaged) {
    const file = path.join(at, name)
    await writeFile(file, bytes)
    const error = await t.rejects(run([file]), ReadingError, name)
    t.equal((error as ReadingError).code, code, name)
    t.match((error as Error).message, name, 'the message names the file')
  }
  await isUntouched()
})

t.test('a path that does not exist, and a folder without files, say so', async t => {
  const { run } = await opened(t)
  await t.rejects(run(['/nowhere/at-all.csv']), /no such file or folder/)
  await t.rejects(run([await folder(t)]), /no files/)
})

t.test('a zip and a folder are imported like their files', async t => {
  const { run } = await opened(t)
  const at = await folder(t)
  await copyFile(unhcr, path.join(at, 'decisions.csv'))
  t.match(await run([at]), { result: 'published', status: 'current' })
  try {
    execFileSync('python3', ['-m', 'zipfile', '-c', path.join(at, 'd.zip'), path.join(at, 'decisions.csv')])
  } catch {
    return t.comment('no python3 here to make a zip with')
  }
  const { run: runAgain } = await opened(t)
  t.match(await runAgain([path.join(at, 'd.zip')]), { result: 'published', facts: { published_counts: 595 } })
})

const layouts = [{ id: 'whole' }, { id: 'pages' }, { id: 'site', series: 'site-download' }]

t.test('files of several series are several releases, and refused in one import', async t => {
  const { run, isUntouched } = await opened(t, madeUpSource({ layouts }))
  const [one, other] = [
    await madeUpFile(t, 'made-up.whole', rowsOf(count('a')), 'a.json'),
    await madeUpFile(t, 'made-up.site', rowsOf(count('b')), 'b.json')
  ]
  await t.rejects(
    run([one, other]),
    /several series \(main, site-download\).*a\.json is main, b\.json is site-download/
  )
  await isUntouched()
})

t.test('files of one series are one release, whatever their layouts', async t => {
  const { run } = await opened(t, madeUpSource({ layouts }))
  const [one, other] = [
    await madeUpFile(t, 'made-up.whole', rowsOf(count('a')), 'a.json'),
    await madeUpFile(t, 'made-up.pages', rowsOf(count('b')), 'b.json')
  ]
  t.match(await run([one, other]), { read: 2, loaded: 2, facts: { published_counts: 2 } })
})

t.test('a series that the file does not belong to is refused', async t => {
  const { run } = await opened(t, madeUpSource({ layouts }))
  const file = await madeUpFile(t, 'made-up.whole', rowsOf(count('a')))
  await t.rejects(run([file], 'made-up', 'site-download'), /series main, not site-download.*--series main/)
})

t.test('made-up tables are never mixed with released files', async t => {
  const { run } = await opened(
    t,
    madeUpSource({ layouts: [{ id: 'whole' }, { id: 'made', synthetic: true }] })
  )
  const [real, made] = [
    await madeUpFile(t, 'made-up.whole', rowsOf(count('a')), 'a.json'),
    await madeUpFile(t, 'made-up.made', rowsOf(count('b')), 'b.json')
  ]
  await t.rejects(run([real, made]), /cannot be mixed/)
})

t.test(
  'files that explain a release are named in the report and not read, in a folder and in a zip',
  async t => {
    const { run } = await opened(t)
    const at = await folder(t)
    await copyFile(unhcr, path.join(at, 'decisions.csv'))
    await writeFile(path.join(at, 'README.txt'), 'Figures of UNHCR.\n')
    await writeFile(path.join(at, 'LICENCE'), 'CC BY 4.0\n')
    const zip = path.join(await folder(t), 'release.zip')
    execFileSync('python3', ['-m', 'zipfile', '-c', zip, at])
    const report = await run([zip])
    t.match(report, { result: 'published', rejected: 0 })
    t.same(report.not_read.map(name => path.basename(name)).sort(), ['LICENCE', 'README.txt'])
    const { run: again } = await opened(t)
    t.match(await again([at]), { result: 'published', not_read: ['LICENCE', 'README.txt'] })
  }
)

/** A workbook of the Home Office’s table of returns by nationality, with one invented row. */
const returnsBook = () =>
  xlsxBytes([
    {
      name: 'Data - Ret_D01',
      rows: [
        [
          ...['Year', 'Quarter', 'Nationality', 'Return type group', 'Return type'],
          ...['Age', 'Sex', 'Return destination group', 'Number of returns']
        ],
        [
          ...['2023', '2023 Q1', 'Albania', 'Voluntary return', 'Assisted return'],
          ...['18 to 29', 'Male', 'Home country', 3]
        ]
      ]
    }
  ])

t.test('a workbook of another source is refused in one sentence that names the source', async t => {
  const { run, isUntouched } = await opened(t)
  const file = path.join(await folder(t), 'figures.xlsx')
  await writeFile(file, await returnsBook())
  for (const source of ['unhcr-asylum-decisions', 'us-ice-removals', 'gb-asylum-decisions'])
    await t.rejects(
      run([file], source, source.startsWith('gb') ? 'appeals' : undefined),
      /^figures\.xlsx is not a file of .*: it looks like gb-returns .*asylum-outcomes import gb-returns/,
      source
    )
  await isUntouched()
})

t.test('a workbook that no source reads is sent to none', async t => {
  const { run, isUntouched } = await opened(t)
  const file = path.join(await folder(t), 'figures.xlsx')
  await writeFile(
    file,
    await xlsxBytes([
      {
        name: 'Sheet1',
        rows: [
          ['Country', 'Figure'],
          ['Albania', 3]
        ]
      }
    ])
  )
  const error = await t.rejects(run([file]), ImportRefused)
  t.match((error as Error).message, /No sheet of this workbook is read by any source/)
  t.notMatch((error as Error).message, /asylum-outcomes import/)
  await isUntouched()
})

t.test('a file is never sent to a source that refuses it', async t => {
  const { run } = await opened(t)
  const file = path.join(await folder(t), 'yearly.csv')
  await writeFile(file, 'fiscal_year,fear_not_found,fear_found,other,total\n2016,9224,72812,9933,91969\n')
  const error = await t.rejects(run([file]), ImportRefused)
  t.notMatch((error as Error).message, /us-credible-fear/)
})
