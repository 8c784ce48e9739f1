import t, { type Test } from 'tap'
import type { Database } from '../../src/database/connect.ts'
import { openClient } from '../../src/import/client.ts'
import { prepareData } from '../../src/import/first-run.ts'
import { importRelease } from '../../src/import/run.ts'
import { columnsOf, sortKeys } from '../../src/snapshot/columns.ts'
import { tablesOf } from '../../src/snapshot/open.ts'
import type { Snapshots } from '../../src/snapshot/release-set.ts'
import { openSnapshots } from '../../src/snapshot/snapshots.ts'
import { writeSnapshot } from '../../src/snapshot/write.ts'
import { database } from '../helper.ts'
import { contextOf, count, folder, madeUpFile, madeUpSource, rowsOf } from '../import/made-up.ts'
import { everyFate, tablesFolder, tablesSource } from '../import/made-up-tables.ts'

const ids = {
  published_counts: 'count_id',
  decisions: 'decision_id',
  cases: 'case_id',
  returns: 'return_id',
  events: 'event_id'
} as const

t.test('the snapshot holds every row and column that Postgres holds, value for value', async t => {
  const db = await database(t)
  const dataDir = await folder(t)
  await prepareData(db, { dataDir, firstData: 'demo' }, () => {})
  const context = await contextOf(t, db, madeUpSource())
  const odd = ['comma, "quoted"', '', 'line\nbreak', '\\N', 'Türkiye'].map((source_label, i) =>
    count(`odd-${i}`, {
      source_label,
      source_flags: ['b', 'a'],
      value: null,
      status: 'suppressed',
      sex: 'female'
    })
  )
  const paths = [await madeUpFile(t, 'made-up.whole', rowsOf(...odd, count('none')))]
  await importRelease({ ...context, dataDir }, { source: 'made-up', paths })
  const snapshots = await openSnapshots({ database: db, dataDir, rollupsOf: () => [], timeoutMs: 60_000 })
  t.teardown(() => snapshots.close())
  await holdsTheSame(t, db, snapshots)
})

t.test(
  'a disk that takes no more ends the writing, and not the connection',
  { timeout: 300_000 },
  async t => {
    const db = await database(t)
    const client = await openClient(db)
    t.teardown(() => client.end())
    // Far more than fits between the server and this process.
    await client.query(
      `create table returns_7 as select * from returns;
     insert into returns_7 (release_id, return_id, source_table, line, nationality, return_type, source_code)
     select 7, i, repeat('x', 500), 1, 'RUS', 'enforced', 'R' from generate_series(1, 40000) i`
    )
    const gone = `${await folder(t)}/gone`
    await t.rejects(writeSnapshot(client, 7, ['returns'], gone), { code: 'ENOENT' })
    t.strictSame((await client.query('select count(*)::int as rows from returns_7')).rows, [{ rows: 40_000 }])
    await t.rejects(writeSnapshot(client, 8, ['returns'], await folder(t)), /"returns_8" does not exist/)
  }
)

t.test('a release of tables is written from what was sent to Postgres, and holds the same', async t => {
  const db = await database(t)
  const source = { ...tablesSource(), expectations: { ...madeUpSource().expectations, rejected_at_most: 9 } }
  const context = await contextOf(t, db, source)
  const odd: [name: string, nationality_raw: string][] = [
    ['plain', 'RUS'],
    ['empty', ''],
    ['quoted', '"a", b'],
    ['umlaut', 'Türkiye'],
    ['escaped', 'back\\slash']
  ]
  for (const [name, raw] of odd) {
    const files = { ...everyFate, 'Cases.csv': [`1\tloaded\tRUS\t${raw}`, '2\trepaired\tSYR'] }
    const paths = [await tablesFolder(t, { ...files, 'Count.txt': ['table\tcount'] })]
    await importRelease(context, {
      source: 'made-up',
      paths,
      release: name,
      force: true,
      makeCurrent: name === 'plain'
    })
  }
  const snapshots = await openSnapshots({
    database: db,
    dataDir: context.dataDir,
    rollupsOf: () => [],
    timeoutMs: 60_000
  })
  t.teardown(() => snapshots.close())
  await holdsTheSame(t, db, snapshots)
})

async function holdsTheSame(t: Test, db: Database, snapshots: Snapshots): Promise<void> {
  for (const release of snapshots.current().releases)
    for (const table of tablesOf(release)) {
      const columns = columnsOf(table)
      const fromPostgres = columns.map(({ name, kind }) =>
        kind === 'LIST' ? `array_to_string(${name}, ',')` : `${name}::text`
      )
      const { rows } = await db.pool.query({
        text: `select ${fromPostgres.join(', ')} from ${table} where release_id = $1 order by ${table}.${ids[table]}`,
        values: [release.release_id],
        rowMode: 'array'
      })
      const kept = await snapshots.use(set =>
        set.query(
          `select ${columns.map(({ name }) => `${name}::varchar`).join(', ')}
           from r${release.release_id}.${table} as t order by t.${ids[table]}`
        )
      )
      const asRows = rows.map((_, row) => kept.columns.map(column => column[row]))
      t.ok(rows.length > 0 && kept.rows === rows.length)
      t.strictSame(asRows, rows, `${release.source} ${table}: ${rows.length} rows`)
      t.equal(release.tables[table]?.rows, rows.length)
      const from = `from r${release.release_id}.${table} as t`
      // Large releases are not sorted whole: rows of one stage and of a few nationalities stand together.
      const together = ['decision_stage', 'nationality'].filter(key =>
        sortKeys[table].some(each => each === key)
      )
      const keys =
        release.source === 'us-eoir-cases'
          ? [
              ...together.map(key =>
                key === 'nationality' ? `left(t.${key}::varchar, 1)` : `t.${key}::varchar`
              ),
              't.rowid'
            ]
          : [...sortKeys[table].map(key => `t.${key}::varchar`).slice(0, -1), `t.${ids[table]}`]
      const idsIn = (order: string) =>
        snapshots.use(set => set.query(`select t.${ids[table]} ${from} order by ${order}`))
      t.strictSame(
        (await idsIn('t.rowid')).columns,
        (await idsIn(keys.join(', '))).columns,
        'in the order of its keys'
      )
    }
}
