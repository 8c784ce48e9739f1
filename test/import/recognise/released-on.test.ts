import { execFileSync } from 'node:child_process'
import { utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import t, { type Test } from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { database } from '../../helper.ts'
import { contextOf, folder } from '../made-up.ts'
import { everyFate, tablesFolder, tablesSource } from '../made-up-tables.ts'

const expectations = {
  ...{ rejected_at_most: 9, rows_shrink_at_most: 1, unknown_codes_at_most: 9 },
  impossible_dates_at_most: 1
}

/** Tables by case, whose open cases are counted as of the day of the release where it needs one. */
async function importing(t: Test, needs_day: boolean) {
  const db = await database(t)
  const source = tablesSource()
  const case_layouts = source.case_layouts?.map(layout => ({ ...layout, needs_day }))
  const context = await contextOf(t, db, { ...source, case_layouts: case_layouts ?? [], expectations })
  return async (paths: string[], request: { retrievedOn?: string; releasedOn?: string } = {}) => {
    const { release } = await importRelease(context, { source: 'made-up', paths, force: true, ...request })
    const { rows } = await db.pool.query('select * from releases where release = $1', [release])
    await db.pool.query("update releases set release = release || '-' || release_id")
    const { released_on, retrieved_on, citation } = rows[0]
    return { release, released_on, retrieved_on, citation }
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

t.test('the days of a release are stated or unknown, never those of its files on disk', async t => {
  const from = await importing(t, false)
  const at = await changed(t)
  t.match(await from([at]), { release: '2026-08-31', released_on: null, retrieved_on: null })
  t.match(await from([at], { retrievedOn: '2026-03-03' }), {
    ...{ release: '2026-03-03', released_on: null, retrieved_on: '2026-03-03' }
  })
  t.match(await from([at], { releasedOn: '2026-03-07' }), { released_on: '2026-03-07', retrieved_on: null })
  await t.rejects(
    from([at], { releasedOn: '2026-03-07', retrievedOn: '2026-03-06' }),
    /cannot have been fetched/
  )
})

t.test('where open cases need the day of the release, a zip may tell it, and no copy does', async t => {
  const from = await importing(t, true)
  const at = await changed(t)
  await t.rejects(from([at]), /do not say of which day they are.*--released-on/)
  t.match(await from([at], { retrievedOn: '2026-03-09' }), { released_on: null, retrieved_on: '2026-03-09' })
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
  t.match(await from([zip]), { release: '2026-03-05', released_on: '2026-03-05', retrieved_on: null })
  execFileSync('python3', [`${zip}.py`, at, zip, 'none'])
  await t.rejects(from([zip]), /do not say of which day/)
})
