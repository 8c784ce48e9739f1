import { execFileSync } from 'node:child_process'
import { utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import t, { type Test } from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { database } from '../../helper.ts'
import { contextOf, folder } from '../made-up.ts'
import { everyFate, tablesFolder, tablesSource } from '../made-up-tables.ts'

const expectations = { rejected_at_most: 9, rows_shrink_at_most: 1, unknown_codes_at_most: 9 }

async function importing(t: Test) {
  const db = await database(t)
  const context = await contextOf(t, db, { ...tablesSource(), expectations })
  return async (paths: string[], request: { retrievedOn?: string; releasedOn?: string } = {}) => {
    const { release } = await importRelease(context, { source: 'made-up', paths, force: true, ...request })
    const { rows } = await db.pool.query('select released_on from releases where release = $1', [release])
    await db.pool.query("update releases set release = release || '-' || release_id")
    return { release, released_on: rows[0].released_on }
  }
}

/** A release whose files were changed on these days; what is not read last of all. */
async function changed(t: Test): Promise<string> {
  const at = await tablesFolder(t, everyFate)
  const days = Object.entries({ Cases: '2026-03-01', Steps: '2026-03-05', Extras: '2026-02-01' })
  for (const [name, day] of [...days, ['Count', '2026-03-02'] as const, ['Notes', '2026-08-20'] as const]) {
    const file = path.join(at, `${name}.${name === 'Count' || name === 'Notes' ? 'txt' : 'csv'}`)
    await utimes(file, new Date(day), new Date(`${day}T12:00:00Z`))
  }
  return at
}

const same = (day: string) => ({ release: day, released_on: day })

t.test(
  'the day of a release is that of the newest file that is read, and never after it was fetched',
  async t => {
    const from = await importing(t)
    const at = await changed(t)
    t.strictSame(await from([at]), same('2026-03-05'))
    t.strictSame(await from([at], { retrievedOn: '2026-03-03' }), same('2026-03-03'))
    t.strictSame(
      await from([at], { releasedOn: '2026-03-07' }),
      same('2026-03-07'),
      'what is said goes first'
    )
  }
)

t.test('of a zip the days of its entries count, whenever it came onto this disk', async t => {
  const from = await importing(t)
  const at = await changed(t)
  const zip = path.join(await folder(t), 'release.zip')
  await writeFile(
    `${zip}.py`,
    'import os, sys, zipfile, time\n' +
      'with zipfile.ZipFile(sys.argv[2], "w") as z:\n' +
      '  for name in sorted(os.listdir(sys.argv[1])):\n' +
      '    p = os.path.join(sys.argv[1], name)\n' +
      '    when = time.gmtime(os.path.getmtime(p))[:6] if sys.argv[3] == "times" else (1980, 1, 1, 0, 0, 0)\n' +
      '    z.writestr(zipfile.ZipInfo(name, when), open(p).read())\n'
  )
  execFileSync('python3', [`${zip}.py`, at, zip, 'times'])
  t.strictSame(await from([zip]), same('2026-03-05'))
  execFileSync('python3', [`${zip}.py`, at, zip, 'none'])
  t.strictSame(await from([zip]), same('2026-08-31'), 'a zip that keeps no times tells nothing')
})
