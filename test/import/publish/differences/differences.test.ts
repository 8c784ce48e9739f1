import { writeFile } from 'node:fs/promises'
import t, { type Test } from 'tap'
import { openClient } from '../../../../src/import/client.ts'
import { ImportRefused } from '../../../../src/import/failures/errors.ts'
import type { ImportContext } from '../../../../src/import/job.ts'
import { compareKept } from '../../../../src/import/publish/differences/compare-kept.ts'
import { erase } from '../../../../src/import/publish/erase.ts'
import { withdraw } from '../../../../src/import/publish/withdraw.ts'
import { importRelease } from '../../../../src/import/run.ts'
import type { CountFact } from '../../../../src/vocabulary/fact.ts'
import { database } from '../../../helper.ts'
import { contextOf, count, folder, madeUpSource, rowsOf } from '../../made-up.ts'

/** Imports figures as releases of the made-up source, each made current. */
async function editions(t: Test, options: Parameters<typeof madeUpSource>[0] = {}, ids?: 'inside_release') {
  const db = await database(t)
  const made = madeUpSource({ expectations: { rows_shrink_at_most: 1 }, ...options })
  const source = ids ? { ...made, about: { ...made.about, ids_hold: ids } } : made
  const context = await contextOf(t, db, source)
  const client = await openClient(db)
  t.teardown(() => client.end())
  const load = async (release: string, facts: CountFact[], layout = 'whole', on: ImportContext = context) => {
    const file = `${await folder(t)}/made-up.json`
    await writeFile(file, JSON.stringify({ made_up: `made-up.${layout}`, rows: rowsOf(...facts) }))
    return importRelease(on, { source: 'made-up', release, paths: [file], makeCurrent: true, force: true })
  }
  const told = async (table: string) => (await db.pool.query(`select * from ${table} order by 1, 2`)).rows
  return { db, source, context, client, load, told }
}

const codes = ['AFG', 'SYR', 'IRQ', 'IRN', 'ERI', 'SOM', 'RUS', 'TUR', 'MMR', 'VEN']
/** Figures whose numbers all differ, so that no two are alike but for their key. */
const before = codes.map((nationality, i) => count(`key-${i}`, { nationality, value: 100 + i }))

/** Counts by kind: naive, from the facts as they were written. */
function naive(was: CountFact[], is: CountFact[]) {
  const content = ({ count_key, line, source_table, ...rest }: CountFact) =>
    JSON.stringify(Object.entries(rest).sort())
  const gone = was.filter(one => !is.some(other => other.count_key === one.count_key))
  const come = is.filter(one => !was.some(other => other.count_key === one.count_key))
  const alone = (all: CountFact[], one: CountFact) =>
    all.filter(each => content(each) === content(one)).length === 1
  const pairs = gone.filter(
    one => alone(was, one) && come.some(other => content(other) === content(one)) && alone(is, one)
  )
  const kept = was.flatMap(one => {
    const other = is.find(each => each.count_key === one.count_key)
    return other ? [[content(one), content(other)]] : []
  })
  const changed = kept.filter(([one, other]) => one !== other).length
  return {
    ...{ rows_before: was.length, rows_after: is.length, unchanged: kept.length - changed },
    ...{
      vanished: gone.length - pairs.length,
      changed,
      rekeyed: pairs.length,
      added: come.length - pairs.length
    }
  }
}

t.test(
  'what vanished, changed, has another key and was added is counted as a naive count has it',
  async t => {
    const { load, told } = await editions(t)
    const after = [
      ...before.slice(0, 3),
      { ...(before[3] as CountFact), value: 7 },
      { ...(before[4] as CountFact), value: null, status: 'suppressed' as const },
      { ...(before[5] as CountFact), count_key: 'another-key' },
      count('new', { nationality: 'GEO', value: 1 }),
      count('new-too', {
        nationality: 'GEO',
        value: 2,
        period: '2025',
        period_from: '2025-01-01',
        period_to: '2025-12-31'
      })
    ]
    await load('r1', before)
    const { compared } = await load('r2', after)
    t.match(compared, {
      release: 'r1',
      state: 'ready',
      records: [{ record: 'count', ...naive(before, after) }]
    })
    t.match(naive(before, after), { vanished: 4, changed: 2, rekeyed: 1, added: 2 }, 'each kind occurs')

    const rows = await told('difference_rows')
    const ofKind = (kind: string) => rows.filter(({ difference }) => difference === kind)
    t.same(
      ofKind('vanished')
        .map(({ dimensions }) => dimensions.find((each: string) => each.startsWith('nationality=')).slice(12))
        .sort(),
      codes.slice(6).sort()
    )
    t.ok(
      ofKind('vanished').every(({ changes }) => changes === null),
      'no value of what vanished'
    )
    t.notOk(
      /10[6-9]/.test(JSON.stringify(ofKind('vanished').map(({ id, ...row }) => row))),
      'nor elsewhere in its row'
    )
    t.same(
      ofKind('changed')
        .flatMap(({ changes }) => changes)
        .sort((a, b) => (a.before < b.before ? -1 : 1)),
      [
        { field: 'value', before: '103', after: '7' },
        { field: 'value', before: '104', after: null },
        { field: 'status', before: 'ok', after: 'suppressed' }
      ]
    )
    t.equal(ofKind('rekeyed').length, 1)
    t.not(ofKind('rekeyed')[0].former_id, ofKind('rekeyed')[0].id)

    const counts = await told('difference_counts')
    const found = (where: Record<string, unknown>) =>
      counts
        .filter(row => Object.entries(where).every(([name, value]) => row[name] === value))
        .map(row => row.count)
    t.same(found({ by: 'all', difference: 'vanished' }), [4])
    t.same(found({ by: 'month', difference: 'added', value: '2025-01' }), [1])
    t.same(found({ by: 'nationality', difference: 'added', value: 'GEO' }), [2])
    t.same(found({ by: 'reporter', difference: 'vanished', value: 'DEU' }), [4])
    t.same(found({ by: 'decision_stage', difference: 'changed', value: 'first_instance' }), [2])
    t.same(found({ by: 'field', value: 'value' }), [2])
    t.same(found({ by: 'values', value: 'status', value_before: 'ok', value_after: 'suppressed' }), [1])
    t.same(found({ by: 'values', value: 'value' }), [], 'numbers are told one by one only')
  }
)

t.test('of several alike records none is called another’s later state', async t => {
  const { load } = await editions(t)
  const twin = (key: string) => count(key, { nationality: 'RUS', value: 5 })
  const was = [...before.slice(0, 2), twin('a'), twin('b')]
  const is = [...before.slice(0, 2), twin('c'), twin('b')]
  await load('r1', was)
  const { compared } = await load('r2', is)
  t.match(compared, { records: [{ vanished: 1, rekeyed: 0, added: 1, unchanged: 3 }] })
  t.match(compared, { records: [naive(was, is)] })
})

t.test('releases with nothing in common, and the same bytes', async t => {
  const { load, told } = await editions(t)
  const others = codes.map((nationality, i) => count(`other-${i}`, { nationality, value: 900 + i }))
  t.equal((await load('r1', before)).compared, null, 'the first release is compared with none')
  t.match((await load('r2', others)).compared, {
    records: [{ unchanged: 0, vanished: 10, changed: 0, rekeyed: 0, added: 10 }]
  })
  t.match((await load('r3', others)).compared, {
    release: 'r2',
    records: [{ unchanged: 10, vanished: 0, changed: 0, added: 0 }]
  })
  const lists = await told('difference_rows')
  t.equal(lists.filter(({ difference_id }) => difference_id === 2).length, 0, 'same bytes: an empty list')
})

t.test('a release is published whether or not it could be compared, and is compared later', async t => {
  const { db, load, told, client, context, source } = await editions(t)
  await load('r1', before)
  const { rows } = await db.pool.query(
    "update snapshot_files set bytes = bytes || 'x' where name = 'count.parquet' returning release_id"
  )
  t.equal(rows.length, 1)
  const report = await load('r2', before.slice(1))
  t.match(report, {
    result: 'published',
    status: 'current',
    compared: { state: 'failed', failure: /not kept whole/ }
  })
  t.match(await told('release_differences'), [{ state: 'failed', is_listed: false, records: [] }])
  t.same(await told('difference_rows'), [])

  await db.pool.query(
    "update snapshot_files set bytes = substr(bytes, 1, length(bytes) - 1) where release_id = $1 and name = 'count.parquet'",
    [rows[0].release_id]
  )
  const kept = { client, database: db, dataDir: context.dataDir }
  const version = async () => (await told('pointer'))[0].version
  const was = await version()
  t.match(await compareKept(kept, source.about, { before: 'r1', after: 'r2' }), {
    state: 'ready',
    records: [{ vanished: 1, unchanged: 9 }]
  })
  t.match(await told('release_differences'), [{ state: 'ready', is_listed: true, failure: null }])
  t.equal(await version(), was + 1, 'nodes see it')
  for (const [pair, why] of [
    [{ before: 'r2', after: 'r1' }, /name the earlier release first/],
    [{ before: 'r1', after: 'r1' }, /not two releases/],
    [{ before: 'r1', after: 'r9' }, /no release r9/]
  ] as const)
    await t.rejects(compareKept(kept, source.about, pair), why)
  await t.rejects(compareKept(kept, source.about, { before: 'r0', after: 'r1' }), ImportRefused)
})

t.test('records whose keys hold inside one release are matched by what they tell', async t => {
  const { load } = await editions(t, {}, 'inside_release')
  const alike = (key: string, value: number) => count(key, { nationality: 'RUS', value })
  const was = [alike('1', 5), alike('2', 5), alike('3', 5), alike('4', 6), alike('5', 8)]
  const is = [alike('1', 6), alike('2', 5), alike('3', 9)]
  await load('r1', was)
  // Three 5, one 6 and one 8 before; one 5, one 6 and one 9 after.
  t.match((await load('r2', is)).compared, {
    records: [
      {
        matched_by: 'content',
        rows_before: 5,
        rows_after: 3,
        unchanged: 2,
        vanished: 3,
        changed: 0,
        rekeyed: 0,
        added: 1
      }
    ]
  })
})

t.test('shipped and made-up tables are no editions of published ones', async t => {
  const layouts = [{ id: 'whole' }, { id: 'shipped', starter: true }]
  const { load } = await editions(t, { layouts })
  await load('r0', before, 'shipped')
  t.equal((await load('r1', before.slice(1))).compared, null)
  t.match((await load('r2', before)).compared, { release: 'r1' })
})

t.test('counts outlive the list, the list its records, and what is erased leaves nothing', async t => {
  const { load, told, client } = await editions(t)
  await load('r1', before)
  await load('r2', before.slice(1))
  await load('r3', before.slice(2))
  const { dropped } = await load('r4', before.slice(3))
  t.same(dropped, ['r2'], 'one superseded release is kept beside r1, which was dropped before')
  const listed = (await told('release_differences')).map(({ after_id, is_listed }) => [after_id, is_listed])
  t.same(listed, [
    [2, false],
    [3, true],
    [4, true]
  ])
  t.same([...new Set((await told('difference_rows')).map(row => row.difference_id))], [2, 3])
  t.same([...new Set((await told('difference_counts')).map(row => row.difference_id))], [1, 2, 3])
  t.same([...new Set((await told('release_fields')).map(row => row.release_id))], [1, 2, 3, 4])

  await withdraw(client, 'made-up', 'r3', 'It named people.')
  await erase(client, 'made-up', 'r3')
  t.same(
    (await told('release_differences')).map(row => row.after_id),
    [2],
    'neither as the later nor as the earlier one'
  )
  t.same([...new Set((await told('difference_counts')).map(row => row.difference_id))], [1])
  t.same(await told('difference_rows'), [])
  t.same([...new Set((await told('release_fields')).map(row => row.release_id))], [1, 2, 4])
})

t.test('a failed import and a dry run leave no difference', async t => {
  const { load, told, context } = await editions(t)
  await load('r1', before)
  const failing = {
    ...context,
    onPhase: (phase: string) => {
      if (phase === 'publish') throw new Error('failed on purpose')
    }
  }
  await t.rejects(load('r2', before.slice(1), 'whole', failing), /on purpose/)
  for (const table of ['release_differences', 'difference_counts', 'difference_rows'])
    t.same(await told(table), [], table)
  t.same([...new Set((await told('release_fields')).map(row => row.release_id))], [1])
})
