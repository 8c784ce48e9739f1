import t, { type Test } from 'tap'
import type { Database } from '../../src/database/connect.ts'
import { ImportRefused, ImportStopped } from '../../src/import/failures/errors.ts'
import type { ImportRequest } from '../../src/import/job.ts'
import type { ImportReport } from '../../src/import/report.ts'
import { importRelease } from '../../src/import/run.ts'
import type { Mapped, Source } from '../../src/sources/source.ts'
import { database } from '../helper.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from './made-up.ts'

type Request = Partial<ImportRequest>

/** Imports rows as a file of a made-up layout. */
async function importing(t: Test, source: Source, db?: Database) {
  const opened = db ?? (await database(t))
  const context = await contextOf(t, opened, source)
  const layout = source.layouts[0]?.id
  const from = async (
    rows: Mapped[],
    request: Request = {},
    marker = `made-up.${layout}`
  ): Promise<ImportReport> =>
    importRelease(context, { source: 'made-up', paths: [await madeUpFile(t, marker, rows)], ...request })
  return { ...opened, context, from }
}

async function statuses({ pool }: Database): Promise<Record<string, string>> {
  const { rows } = await pool.query('select release, status from releases order by release_id')
  return Object.fromEntries(rows.map(row => [row.release, row.status]))
}

/** All that a release could have left in the database. */
async function everything({ pool }: Pick<Database, 'pool'>) {
  const counted = ['releases', 'release_files', 'rejections', 'snapshot_files', 'published_counts', 'cases']
  const { rows } = await pool.query(
    `select ${counted.map(table => `(select count(*) from ${table}) as ${table}`).join(', ')},
      (select version from pointer),
      (select array_agg(relname order by relname) from pg_class where relname ~ '^(published_counts|decisions|cases|returns)_[0-9]+$') as own_tables`
  )
  return rows[0]
}

t.test('an import publishes what it read, and accounts for every row', async t => {
  const source = madeUpSource({ expectations: { rejected_at_most: 1, unknown_codes_at_most: 2 } })
  const db = await importing(t, source)
  const report = await db.from([
    { facts: [count('a'), count('b', { value: null, status: 'suppressed' })] },
    { facts: [count('c', { outcome: 'unknown' })], unknown_codes: [{ field: 'outcome', code: 'X' }] },
    { excluded: 'not_a_decision' },
    { rejected: 'unknown_country' }
  ])
  t.match(report, {
    ...{ result: 'published', status: 'current', release: '2026-08-31', series: 'main' },
    ...{ read: 4, loaded: 2, excluded: 1, rejected: 1, facts: { published_counts: 3 } },
    ...{ excluded_by_reason: { not_a_decision: 1 }, rejected_by_reason: { unknown_country: 1 } },
    unknown_codes: [{ field: 'outcome', code: 'X', count: 1 }]
  })
  const { rows } = await db.pool.query('select * from releases')
  t.match(rows[0], {
    ...{ status: 'current', rows_read: 4, rows_loaded: 2, rows_rejected: 1, rows_excluded: 1 },
    ...{ facts: { published_counts: 3 }, forced: [], retrieved_on: null, layout: 'whole' },
    ...{ citation: 'Made up, 2026-08-31, an unknown day.', coverage: { nationality: ['RUS'] } }
  })
  const counts = await db.pool.query('select value, status from published_counts order by value nulls last')
  t.strictSame(
    counts.rows.map(row => row.value),
    [7, 7, null],
    'a withheld number is absent, not zero'
  )
  const rejected = await db.pool.query('select source_table, line, reason, raw from rejections')
  t.match(rejected.rows, [
    { source_table: 'made-up.json', line: 4, reason: 'unknown_country', raw: /rejected/ }
  ])
  const files = await db.pool.query('select name, bytes, sha256 from release_files')
  t.match(files.rows, [{ name: 'made-up.json', bytes: Number, sha256: /^[0-9a-f]{64}$/ }])
})

t.test('the same bytes again change nothing, whatever the file is called', async t => {
  const db = await importing(t, madeUpSource())
  await db.from(rowsOf(count('a')))
  const before = await everything(db)
  const paths = [await madeUpFile(t, 'made-up.whole', rowsOf(count('a')), 'other-name.json')]
  const report = await db.from([], { paths, release: 'another' })
  t.match(report, { result: 'unchanged', release: '2026-08-31', status: 'current' })
  t.strictSame(await everything(db), before)
})

t.test('the same bytes are imported again where that is forced, and that is recorded', async t => {
  const db = await importing(t, madeUpSource())
  await db.from(rowsOf(count('a')))
  const report = await db.from(rowsOf(count('a')), { force: true, release: 'again' })
  t.equal(report.result, 'published')
  const { rows } = await db.pool.query(`select forced from releases where release = 'again'`)
  t.strictSame(rows[0].forced, ['the same bytes are release 2026-08-31'])
})

t.test('a dry run does all but publish, leaves nothing, and tells what would come of it', async t => {
  const db = await importing(t, madeUpSource())
  const before = await everything(db)
  const report = await db.from([{ facts: [count('a')] }, { rejected: 'odd' }], { dryRun: true })
  t.match(report, { result: 'dry_run', status: null, read: 2, loaded: 1, rejected: 1 })
  t.match(report.unmet, [/1 rows were rejected/], 'it says what would stop the import')
  t.strictSame(await everything(db), before)
  const dryRun = true
  t.match(await db.from(rowsOf(count('a')), { dryRun }), { status: 'current', reason: /^no other release/ })
  t.strictSame(await everything(db), before)
  await t.rejects(db.from(rowsOf(count('a'), count('a')), { dryRun }), /Rows with the same key/)
  t.strictSame(await everything(db), before)
  const first = rowsOf(count('a', { value: 60_000 }))
  await db.from(first, { release: 'first' })
  const published = await everything(db)
  const second = await db.from(rowsOf(count('a', { value: 600 })), { dryRun })
  t.match(second, { result: 'dry_run', status: 'beside', reason: /hard to believe/, unmet: [] })
  t.match(second.breaches, [{ kind: 'changed', before: 60_000, now: 600 }])
  t.match(await db.from(rowsOf(count('a', { nationality: 'SYR' })), { dryRun }), {
    ...{ status: 'beside', reason: /nationalities RUS/ }
  })
  t.match(await db.from(first, { dryRun }), { result: 'unchanged', status: 'current' })
  t.strictSame(await everything(db), published)
  const tables = `select from pg_class where relname like 'published_counts_%' and relkind = 'r'`
  t.equal((await db.pool.query(tables)).rowCount, 1)
})

t.test('a narrower release is loaded beside; the same bytes made current later take the place', async t => {
  const db = await importing(t, madeUpSource())
  await db.from(rowsOf(count('a'), count('b', { nationality: 'SYR' })), { release: 'wide' })
  const narrow = rowsOf(count('a'))
  t.match(await db.from(narrow, { release: 'narrow' }), { status: 'beside', reason: /nationalities/ })
  t.strictSame(await statuses(db), { wide: 'current', narrow: 'beside' })
  t.match(await db.from(narrow, { makeCurrent: true }), { result: 'published', status: 'current' })
  t.strictSame(await statuses(db), { wide: 'superseded', narrow: 'current' })
})

t.test('a shipped table stands beside once a published release is there', async t => {
  const source = madeUpSource({ layouts: [{ id: 'shipped', starter: true }, { id: 'whole' }] })
  const db = await importing(t, source)
  await db.from(rowsOf(count('a'), count('b', { nationality: 'SYR' })), { release: 'shipped' })
  await db.from(rowsOf(count('c')), { release: 'real' }, 'made-up.whole')
  t.strictSame(await statuses(db), { shipped: 'beside', real: 'current' })
  const { rows } = await db.pool.query(`select superseded_at from releases where release = 'shipped'`)
  t.ok(rows[0].superseded_at, 'it is known until when it was current')
})

t.test(
  'expectations stop an import, with a report and nothing changed; --force publishes and is recorded',
  async t => {
    const db = await importing(t, madeUpSource())
    const before = await everything(db)
    const rows: Mapped[] = [{ facts: [count('a')] }, { rejected: 'unknown_country' }]
    const stopped = await t.rejects(db.from(rows), ImportStopped)
    t.match((stopped as ImportStopped).report, { result: 'stopped', read: 2, rejected: 1 })
    t.match((stopped as ImportStopped).message, /1 rows were rejected.*--force/)
    t.strictSame(await everything(db), before)
    t.match(await db.from(rows, { force: true }), { status: 'current', unmet: [/1 rows were rejected/] })
    const { rows: releases } = await db.pool.query('select forced from releases')
    t.match(releases, [{ forced: [/1 rows were rejected, at most 0/] }])
  }
)

t.test('a release that shrank is stopped; a narrower one, which stays beside, may be small', async t => {
  const db = await importing(t, madeUpSource())
  await db.from(rowsOf(count('a'), count('b'), count('c', { nationality: 'SYR' })), { release: 'first' })
  await t.rejects(
    db.from(rowsOf(count('a'), count('c', { nationality: 'SYR' })), { release: 'shrunk' }),
    /2 rows where first has 3/
  )
  t.match(await db.from(rowsOf(count('a')), { release: 'narrow' }), { status: 'beside' })
})

t.test('only the last superseded release keeps its records; the catalogue keeps all', async t => {
  const db = await importing(t, madeUpSource())
  for (const n of [1, 2, 3, 4]) {
    const report = await db.from(rowsOf(count('a', { value: n })), { release: `r${n}` })
    t.strictSame(report.dropped, n < 3 ? [] : [`r${n - 2}`])
  }
  t.strictSame(await statuses(db), { r1: 'superseded', r2: 'superseded', r3: 'superseded', r4: 'current' })
  const { rows } = await db.pool.query('select value from published_counts order by value')
  t.strictSame(
    rows.map(row => row.value),
    [3, 4]
  )
  const { rows: kept } = await db.pool.query('select distinct release_id from snapshot_files order by 1')
  t.strictSame(kept, [{ release_id: 3 }, { release_id: 4 }])
  t.match(
    await db.from(rowsOf(count('a', { value: 1 })), { release: 'r1-again' }),
    { result: 'published', status: 'current', unmet: [] },
    'bytes whose records are gone are loaded again'
  )
})

t.test('what --force loaded never becomes current by itself, and does where it is asked for', async t => {
  const db = await importing(t, madeUpSource())
  await db.from(rowsOf(count('a')), { release: 'whole' })
  const odd: Mapped[] = [{ facts: [count('a', { value: 9 })] }, { rejected: 'unknown_country' }]
  t.match(await db.from(odd, { release: 'odd', force: true }), {
    ...{ result: 'published', status: 'beside', reason: /loaded with --force.*“forced” says in what/ }
  })
  t.match(await db.from(odd, { makeCurrent: true }), { release: 'odd', status: 'current' })
})

t.test('a label that is taken or cannot stand in an address is refused, saying what to do', async t => {
  const db = await importing(t, madeUpSource())
  await db.from(rowsOf(count('a')))
  await t.rejects(db.from(rowsOf(count('b'))), /has a release 2026-08-31 already.*--release 2026-08-31-2/)
  await t.rejects(db.from(rowsOf(count('b')), { release: 'August 2026' }), /small letters/)
})

t.test('another series has its name in the label', async t => {
  const layouts = [{ id: 'whole' }, { id: 'site', series: 'site-download' }]
  const db = await importing(t, madeUpSource({ layouts, givingWay: ['site-download'] }))
  const report = await db.from(rowsOf(count('a')), {}, 'made-up.site')
  t.match(report, { release: '2026-08-31-site-download', status: 'current' })
})

t.test('two rows with one key are refused with their lines, and nothing is left', async t => {
  const db = await importing(t, madeUpSource())
  const before = await everything(db)
  const rows = rowsOf(count('a', { line: 3 }), count('b', { line: 4 }), count('a', { line: 9 }))
  await t.rejects(db.from(rows), /same key.*line 3 and made-up.json line 9/)
  t.strictSame(await everything(db), before)
})

t.test('a file without rows, or whose rows all fall away, is refused', async t => {
  const db = await importing(t, madeUpSource())
  const before = await everything(db)
  await t.rejects(db.from([]), /has no rows/)
  await t.rejects(db.from([{ excluded: 'out_of_scope' }]), /No row became a record.*out_of_scope/)
  await t.rejects(db.from([{ excluded: 'out_of_scope' }]), ImportRefused)
  t.strictSame(await everything(db), before)
})

t.test('a word that the vocabulary does not have ends the import, and nothing is left', async t => {
  const db = await importing(t, madeUpSource())
  const before = await everything(db)
  const many = Array.from({ length: 5_000 }, (_, i) => count(String(i)))
  await t.rejects(
    db.from(rowsOf(...many, count('odd', { unit: 'people' as 'persons' }), ...many)),
    /invalid input value for enum unit/
  )
  t.strictSame(await everything(db), before)
})
