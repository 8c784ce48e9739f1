import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import t, { type Test } from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { database } from '../helper.ts'
import { contextOf, folder } from '../import/made-up.ts'
import { folderOf, on, toMexico } from '../sources/us-ice-removals/release-folder.ts'
import { missing } from '../sources/us-ice-removals/synthetic.ts'

// Tables whose rows have no key that outlives a release (docs/rules/differences.md §2): all rows here are made up.

/** Imports one release after the other of a source, and gives what the last two differ in. */
async function differencesOf(t: Test, source: string, paths: readonly string[]) {
  const db = await database(t)
  const context = { ...(await contextOf(t, db, ...sourceRegistry)), today: '2026-08-31' }
  let compared: Awaited<ReturnType<typeof importRelease>>['compared'] = null
  for (const [i, at] of paths.entries())
    compared = (
      await importRelease(context, {
        ...{ source, paths: [at], release: `edition-${i}`, makeCurrent: true, force: true },
        retrievedOn: '2026-08-31'
      })
    ).compared
  return compared
}

t.test(
  'two editions of ICE’s removals differ by rows: equal rows are told by how many there are',
  { skip: missing },
  async t => {
    const same = toMexico('2024-01-10', '2024-02-10', '2024-02-10', '2024-02-10')
    const earlier = [...same, on('2024-03-04'), on('2024-03-05', { country: 'CUBA', citizenship: 'CUBA' })]
    // Of three equal rows one is left; the row of 5 March has another country; one is new.
    const later = [
      ...same.slice(0, 2),
      on('2024-03-04'),
      on('2024-03-05', { country: 'PERU', citizenship: 'CUBA' }),
      on('2024-04-01')
    ]
    const paths = await Promise.all(
      [earlier, later].map(rows => folderOf(t, { 'removals.xlsx': { Data: rows } }, { says_so: false }))
    )
    t.match(await differencesOf(t, 'us-ice-removals', paths), {
      state: 'ready',
      records: [
        {
          ...{ record: 'return', matched_by: 'content', rows_before: 6, rows_after: 5 },
          ...{ unchanged: 3, changed: 0, rekeyed: 0, vanished: 3, added: 2 }
        }
      ]
    })
  }
)

t.test('two editions of the asylum office’s rows differ by rows', async t => {
  const head =
    'affirmative_case_id,asylum_office,citizenship,race_or_ethnicity,case_outcome,completion_date,data_current_as_of'
  const as_of = '2021-05-28T05:04:16.000Z'
  const row = (country: string, outcome: string, day: string) =>
    `(b)(6),ZLA,${country},OTHER,${outcome},${day},${as_of}`
  const rows = [
    row('MEXICO', 'Grant', '3/11/16'),
    row('KOSOVO', 'Deny/Referral', '3/5/18'),
    row('KOSOVO', 'Deny/Referral', '3/5/18'),
    row('INDIA', 'Grant', '8/11/16')
  ]
  const editions = [
    rows,
    [rows[0], rows[1], row('INDIA', 'Deny/Referral', '8/11/16'), row('CHAD', 'Grant', '1/2/17')]
  ]
  const paths = await Promise.all(
    editions.map(async lines => {
      const at = path.join(await folder(t), 'COW2021001887-I589Data.csv')
      await writeFile(at, [head, ...lines].join('\n'))
      return at
    })
  )
  t.match(await differencesOf(t, 'us-uscis-asylum-office', paths), {
    state: 'ready',
    records: [
      {
        ...{ record: 'decision', matched_by: 'content', rows_before: 4, rows_after: 4 },
        ...{ unchanged: 2, changed: 0, rekeyed: 0, vanished: 2, added: 2 }
      }
    ]
  })
})
