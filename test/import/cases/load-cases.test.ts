import { readdir } from 'node:fs/promises'
import t, { type Test } from 'tap'
import { reportText } from '../../../src/commands/report.ts'
import type { Database } from '../../../src/database/connect.ts'
import type { Progress } from '../../../src/import/copy/loaded.ts'
import { ImportRefused, ImportStopped } from '../../../src/import/failures/errors.ts'
import type { ImportContext, ImportRequest } from '../../../src/import/job.ts'
import { importRelease } from '../../../src/import/run.ts'
import { cacheFolder } from '../../../src/snapshot/materialise.ts'
import type { Source } from '../../../src/sources/source.ts'
import { database } from '../../helper.ts'
import { contextOf } from '../made-up.ts'
import { everyFate, type MadeUpTables, tablesFolder, tablesSource } from '../made-up-tables.ts'

const anything = {
  ...{ rejected_at_most: 9, rows_shrink_at_most: 1, unknown_codes_at_most: 9 },
  impossible_dates_at_most: 1
}

async function importing(t: Test, source: Source = { ...tablesSource(), expectations: anything }) {
  const db: Database = await database(t)
  const context: ImportContext = await contextOf(t, db, source)
  const from = async (files: MadeUpTables, request: Partial<ImportRequest> = {}, more = {}) =>
    importRelease(
      { ...context, ...more },
      { source: 'made-up', paths: [await tablesFolder(t, files)], retrievedOn: '2024-12-31', ...request }
    )
  const workLeft = async () => (await readdir(cacheFolder(context.dataDir)).catch(() => [])).sort()
  return { ...db, context, from, workLeft }
}

t.test('each row of each table is loaded, excluded or rejected, and each has its reason', async t => {
  const db = await importing(t)
  const report = await db.from(everyFate)
  t.strictSame(report.rows_by_table, {
    Cases: {
      ...{ read: 6, loaded: 3, rejected: 1, excluded: 2, repaired: 1 },
      ...{ rejected_by_reason: { damaged: 1 }, excluded_by_reason: { out_of_scope: 2 } },
      published: 6
    },
    Steps: {
      ...{ read: 6, loaded: 3, rejected: 1, excluded: 2, repaired: 1 },
      rejected_by_reason: { orphan: 1 },
      excluded_by_reason: { out_of_scope: 1, case_not_counted: 1 },
      published: 6
    },
    Extras: {
      ...{ read: 1, loaded: 1, rejected: 0, excluded: 0, repaired: 0 },
      ...{ rejected_by_reason: {}, excluded_by_reason: {}, published: 1 }
    }
  })
  t.match(report, {
    ...{ read: 13, loaded: 7, rejected: 2, excluded: 4, facts: { cases: 3, decisions: 4 } },
    ...{ impossible_dates: { day: 1 }, unknown_codes: [{ field: 'fate', code: 'odd code', count: 1 }] },
    ...{ not_read: ['Notes.txt'], status: 'current', coverage: { complete: true, to: '2024-07-01' } }
  })
  const { rows } = await db.pool.query(
    'select rows_read, rows_by_table, impossible_dates from releases where rows_loaded = 7'
  )
  t.strictSame(rows, [{ rows_read: 13, rows_by_table: report.rows_by_table, impossible_dates: { day: 1 } }])
  const rejected = await db.pool.query('select source_table, line, reason from rejections order by line')
  t.strictSame(rejected.rows, [
    { source_table: 'Cases', line: 6, reason: 'damaged' },
    { source_table: 'Steps', line: 6, reason: 'orphan' }
  ])
  t.strictSame(await db.workLeft(), [], 'the parts on disk are gone')
})

t.test(
  'the records are those that the source made, in the order that it gave, with what it derived',
  async t => {
    const db = await importing(t)
    await db.from(everyFate)
    const { rows: cases } = await db.pool.query(
      'select case_id, nationality, case_outcome, repaired, pathway, last_decided_on from cases order by case_id'
    )
    t.strictSame(cases, [
      {
        ...{ case_id: 1, nationality: 'RUS', case_outcome: 'rejected', repaired: false },
        ...{ pathway: 'as the source says', last_decided_on: null }
      },
      {
        ...{ case_id: 2, nationality: 'SYR', case_outcome: 'rejected', repaired: true },
        ...{ pathway: 'as the source says', last_decided_on: null }
      },
      {
        ...{ case_id: 6, nationality: 'RUS', case_outcome: 'pending', repaired: false },
        ...{ pathway: null, last_decided_on: null }
      }
    ])
    const { rows: decisions } = await db.pool.query(
      `select decision_id, source_table || ' ' || line as place, decided_on, impossible_dates, sequence
     from decisions order by decision_id`
    )
    t.strictSame(decisions, [
      {
        decision_id: 111,
        place: 'Steps 2',
        decided_on: '2024-01-05',
        impossible_dates: null,
        sequence: null
      },
      {
        ...{ decision_id: 121, place: 'Steps 3', decided_on: null },
        ...{ impossible_dates: 'day 2925-01-01', sequence: null }
      },
      {
        decision_id: 131,
        place: 'Steps 4',
        decided_on: '2024-03-01',
        impossible_dates: null,
        sequence: null
      },
      {
        decision_id: 212,
        place: 'Extras 2',
        decided_on: '2024-07-01',
        impossible_dates: null,
        sequence: null
      }
    ])
  }
)

t.test('a number of rows that is not what the publisher says stops the import, with both', async t => {
  const db = await importing(t)
  const files = { ...everyFate, 'Count.txt': ['table\tcount', 'Cases\t107', 'Steps\t6'] }
  const stopped = await t.rejects(db.from(files), ImportStopped)
  t.match((stopped as Error).message, /Cases has 6 rows, and its publisher says 107/)
  t.match(await db.from(files, { force: true }), { unmet: [/6 rows.*says 107/], result: 'published' })
})

t.test('a few rows more or less than the publisher says are told, and stop nothing', async t => {
  const db = await importing(t)
  const files = { ...everyFate, 'Count.txt': ['table\tcount', 'Cases\t7', 'Steps\t6'] }
  t.match(await db.from(files), {
    ...{ unmet: [], result: 'published' },
    rows_by_table: { Cases: { read: 6, published: 7 } }
  })
})

t.test(
  'without a later table a release is imported only where somebody insists, and is not complete',
  async t => {
    const db = await importing(t)
    const { 'Extras.csv': _, ...without } = everyFate
    const refused = await t.rejects(db.from(without, { makeCurrent: true }), ImportStopped)
    t.match((refused as Error).message, /Extras is not among the files.*--force/)
    await t.rejects(
      db.from({ ...without, 'Extras.csv': [] }),
      /Extras is not among/,
      'a header alone is no table'
    )
    t.strictSame((await db.pool.query('select 1 from releases')).rows, [])
    const dry = await db.from(without, { dryRun: true })
    t.match(dry, { result: 'dry_run', missing: ['Extras'], unmet: [/Extras/] })
    const report = await db.from(without, { force: true })
    const lacking = { complete: false, missing_tables: ['Extras'] }
    t.match(report, { coverage: lacking, status: 'current', missing: ['Extras'] })
    const { rows } = await db.pool.query('select forced, coverage from releases')
    t.match(rows, [{ forced: [/^Extras is not among the files/], coverage: lacking }])
    t.match(
      await db.from({ ...without, 'Extras.csv': [] }, { release: 'empty', force: true }),
      { coverage: lacking, status: 'beside', missing: ['Extras'] },
      'a table of no rows is as incomplete as none'
    )
    t.strictSame(Object.keys(report.rows_by_table), ['Cases', 'Steps'], 'what is not there is not counted')
    const whole = await db.from(everyFate, { release: 'whole' })
    t.match(whole, { coverage: { complete: true }, status: 'current' })
    t.notHas(whole.coverage, { missing_tables: [] })
    t.match(
      await db.from(
        {
          ...without,
          'Notes.txt': ['x'],
          'Steps.csv': ['17\t1\tloaded\t\trejected'],
          'Count.txt': ['table\tcount']
        },
        { release: 'part', force: true }
      ),
      { status: 'beside', missing: ['Extras'] }
    )
  }
)

t.test('a load in which far too many rows are rejected ends before all are read', async t => {
  const db = await importing(t)
  const damaged = Array.from({ length: 20_000 }, (_, i) => `${1_000 + i}\t1\tdamaged\t2024-01-05\trejected`)
  const orphans = Array.from({ length: 20_000 }, (_, i) => `${9_000 + i}\t${700 + i}\tloaded\t\trejected`)
  const { 'Count.txt': _, ...tables } = everyFate
  for (const rows of [damaged, orphans]) {
    const stopped = await t.rejects(db.from({ ...tables, 'Steps.csv': rows }), ImportStopped)
    const { message, report } = stopped as ImportStopped
    t.match(message, /1001 rows were rejected before all were read, at most 9 are expected.*--force/)
    t.match(report, { result: 'stopped', rejected: 1001 })
    t.match(reportText(report), /not as expected +1001 rows/)
    t.notMatch(reportText(report), / read =/, 'what was not read to the end is not summed up')
    t.strictSame((await db.pool.query('select 1 from releases')).rows, [])
    t.strictSame(await db.workLeft(), [])
  }
  const files = { ...tables, 'Steps.csv': damaged }
  t.match(await db.from(files, { dryRun: true }), { rejected_by_reason: { damaged: 20_001 } })
  t.match(await db.from(files, { force: true }), { result: 'published', rejected: 20_001 })
  t.match((await db.pool.query('select count(*)::int from rejections')).rows, [{ count: 20_001 }])
})

t.test('no date of a release lies after the day of its edition, though it was fetched later', async t => {
  const db = await importing(t)
  const late = { ...everyFate, 'Extras.csv': ['21\t2\tloaded\t2024-07-01\tremanded'] }
  const report = await db.from(late, { releasedOn: '2024-06-30', retrievedOn: '2024-12-31' })
  t.match(report, { release: '2024-06-30', impossible_dates: { day: 2 } })
  const { rows } = await db.pool.query('select released_on, retrieved_on from releases')
  t.strictSame(rows, [{ released_on: '2024-06-30', retrieved_on: '2024-12-31' }])
  await t.rejects(
    db.from(late, { releasedOn: '2025-01-01', retrievedOn: '2024-12-31', force: true }),
    /release of 2025-01-01 cannot have been fetched on 2024-12-31/
  )
})

t.test('without the first two tables, or with one twice, it is refused in words', async t => {
  const db = await importing(t)
  const { 'Steps.csv': steps = [], ...without } = everyFate
  await t.rejects(db.from(without), /^Steps is missing.*Cases and Steps no case can be told/)
  await t.rejects(
    db.from({ ...everyFate, 'more/Steps.csv': steps }),
    /Steps\.csv and more\/Steps\.csv are both Steps/
  )
  await t.rejects(db.from({ ...without, 'page.html': ['<html>'] }), /page\.html is not a file that made-up/)
  await t.rejects(db.from({ ...everyFate, 'Steps.csv': [] }), /Steps has no rows/)
  await t.rejects(db.from({ 'Notes.txt': ['x'] }), ImportRefused)
  t.strictSame((await db.pool.query('select 1 from releases')).rows, [])
  t.strictSame(await db.workLeft(), [])
})

t.test('beside the tables that are needed a file that no layout knows is listed as not read', async t => {
  const db = await importing(t)
  const beside = { 'Readme.docx': ['PK'], 'more/Hearing_Modes.csv': ['code\tmeaning', 'V\tby video'] }
  const report = await db.from({ ...everyFate, ...beside })
  t.strictSame([...report.not_read].map(name => name.replace(/^.*?release\//, '')).sort(), [
    'Notes.txt',
    'Readme.docx',
    'more/Hearing_Modes.csv'
  ])
  t.match(report, { result: 'published', read: 13, coverage: { complete: true } })
})

t.test('in a folder only what is read is listed and makes the identity of the release', async t => {
  const db = await importing(t)
  await db.from(everyFate)
  const { rows } = await db.pool.query('select name from release_files order by name')
  t.strictSame(
    rows.map(row => row.name),
    ['Cases.csv', 'Count.txt', 'Extras.csv', 'Steps.csv']
  )
  t.match(await db.from({ ...everyFate, 'Notes.txt': ['other words'] }, { release: 'again' }), {
    result: 'unchanged'
  })
})

t.test('a dry run puts the cases together and writes nothing', async t => {
  const db = await importing(t)
  const report = await db.from(everyFate, { dryRun: true })
  t.match(report, { result: 'dry_run', read: 13, facts: { cases: 3, decisions: 4 } })
  t.strictSame((await db.pool.query('select 1 from releases')).rows, [])
  t.strictSame(await db.workLeft(), [])
})

t.test('both halves of the load tell how far they are, and end where they are told to', async t => {
  const db = await importing(t)
  const told: Progress[] = []
  await db.from(everyFate, {}, { onProgress: (progress: Progress) => told.push(progress) })
  t.match(told.at(-1), { doing: 'assembling', position: 1, of: 1, rows: 10 })
  t.match(
    told.filter(({ doing }) => doing === 'reading').map(({ file, rows }) => [file, rows]),
    [
      ['Cases.csv', 6],
      ['Count.txt', 6],
      ['Extras.csv', 7],
      ['Steps.csv', 13]
    ]
  )
  for (const doing of ['reading', 'assembling'] as const) {
    const stopping = {
      onProgress(progress: Progress) {
        if (progress.doing === doing) throw new Error(`stopped while ${doing}`)
      }
    }
    await t.rejects(db.from(everyFate, { release: 'other', force: true }, stopping), `stopped while ${doing}`)
    t.strictSame(await db.workLeft(), [])
  }
  t.match((await db.pool.query('select release from releases')).rows.length, 1)
})

t.test('a table that tells a row twice, or not at all, never passes', async t => {
  const source = { ...tablesSource(), expectations: anything }
  const [layout] = source.case_layouts ?? []
  if (layout) layout.assemble = (parts, into) => into.loaded(parts[0] as (typeof parts)[number])
  const db = await importing(t, source)
  await t.rejects(db.from(everyFate), /rows of (the release|Steps) were read, but not as many/)
})

t.test('what is made up says so in its label, and a shipped sample gives way to any import', async t => {
  const db = await importing(t)
  const synthetic = { ...everyFate, 'SYNTHETIC.txt': ['made up'] }
  const sample = await db.from(synthetic, { starter: true, release: 'synthetic-sample' })
  t.match(sample, { status: 'current' })
  await t.rejects(
    db.from(synthetic, { release: '2026-08', force: true }),
    /made up.*--release synthetic-2026-08/
  )
  const one = { ...synthetic, 'Cases.csv': ['1\tloaded\tRUS'], 'Count.txt': ['table\tcount'] }
  const own = await db.from(one)
  t.match(own, { release: 'synthetic-2024-12-31', status: 'current', reason: /shipped sample/ })
  const again = await db.from(synthetic, { starter: true, release: 'synthetic-sample-2', force: true })
  t.match(again, { status: 'beside', reason: /gives way to synthetic-2024-12-31/ })
  t.match(
    await db.from({ ...one, 'Notes.txt': [], 'SYNTHETIC.txt': [] }, { release: 'synthetic-2', force: true }),
    {
      status: 'current'
    }
  )
  const { 'SYNTHETIC.txt': _, ...real } = { ...one, 'Cases.csv': ['1\tloaded\tUKR'] }
  t.match(await db.from(real), { release: '2024-12-31', status: 'current', reason: /published release/ })
  const { rows } = await db.pool.query('select synthetic, starter from releases order by release_id')
  t.strictSame(rows[0], { synthetic: true, starter: true })
  t.strictSame(rows.at(-1), { synthetic: false, starter: false })
})
