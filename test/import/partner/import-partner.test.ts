import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { importPartner } from '../../../src/import/partner/import-partner.ts'
import { service } from '../../service.ts'
import { declarationOf, type Made, type Table, writePartner } from './made-up-partner.ts'

const tables: Table[] = [
  { series: 'by-sex', dimensions: ['year', 'sex', 'outcome'] },
  { series: 'by-nationality', dimensions: ['nationality', 'outcome'] }
]
const records = (count: number, year: string, sex: string, outcome: string, nationality = 'RUS'): Made[] =>
  Array.from({ length: count }, () => ({ year, sex, outcome, nationality }))
const granted = 'refugee_status_granted'
/** 37 records; two small numbers, 2 and 3. */
const first = [
  ...records(2, '2021', 'male', granted, 'AFG'),
  ...records(12, '2021', 'female', granted),
  ...records(9, '2022', 'male', 'rejected'),
  ...records(11, '2022', 'female', 'rejected', 'AFG'),
  ...records(3, '2022', 'female', 'withdrawn')
]
const id = 'partner-clinic'
const asked = `source=${id}`

t.test('a partner source is published as its tables and nothing else', async t => {
  const folder = t.testdir({})
  const write = (rows: Made[], more: object = {}) =>
    writePartner(folder, declarationOf(id, tables, more), rows)
  const made = await service(t, {}, async (database, dataDir) => {
    await importPartner({ database, dataDir, today: '2026-01-02' }, { source: id, paths: [write(first)] })
  })
  const { app, database, dataDir, snapshots, get, json } = made
  const importing = (rows: Made[], more: object = {}, today = '2026-03-04') =>
    importPartner({ database, dataDir, today }, { source: 'partner', paths: [write(rows, more)] })

  await t.test('neither a record nor a count of them is stored or told', async t => {
    const { rows } = await database.pool.query(
      `select (select count(*)::int from cases) + (select count(*)::int from decisions) + (select count(*)::int from returns)
         + (select count(*)::int from rejections) as records, (select count(*)::int from release_files) as files`
    )
    t.same(rows, [{ records: 0, files: 0 }])
    const releases = (await json(`/v1/sources/${id}/releases`)).data
    t.same(releases.map((row: { release: string }) => row.release).sort(), [
      'synthetic-2026-01-02',
      'synthetic-2026-01-02-by-nationality'
    ])
    // by-sex: 2 years × (2 sexes × 3 outcomes + 2 + 3 + 1); by-nationality: 3 × 3 + 3 + 3 + 1.
    const told = new Map(
      releases.map((row: { series: string; rows_read: number }) => [row.series, row.rows_read])
    )
    t.same([told.get('by-sex'), told.get('by-nationality')], [24, 16])
    const { data } = await json(`/v1/sources/${id}`)
    t.same([data.disclosure_policy, data.disclosure_min_cell], ['partner', 5])
    t.same(data.series[0].declared_dimensions, ['year', 'sex', 'outcome'])
  })

  await t.test('endpoints of records have nothing of it', async t => {
    for (const path of [
      'cases',
      'decisions',
      'returns',
      'statistics/cases',
      'statistics/returns',
      'statistics/pending',
      'statistics/durations',
      'statistics/pathways'
    ]) {
      const answer = await get(`/v1/${path}?${asked}`)
      t.not(answer.statusCode, 500, path)
      if (answer.statusCode === 200) t.same(answer.json().data, [], path)
    }
  })

  await t.test('a question that no declared table has is refused with the tables that there are', async t => {
    const answer = await get(`/v1/statistics/decisions?${asked}&group_by=nationality,sex`)
    t.equal(answer.statusCode, 400)
    t.match(answer.json(), { type: /unsupported-combination/ })
    t.match(answer.body, /by-sex/)
    t.match(answer.body, /by-nationality/)
    t.equal((await get(`/v1/statistics/decisions?${asked}&group_by=court`)).statusCode, 400)
  })

  await t.test(
    'a margin answers from the table that tells least besides, a sum over a withheld part is null',
    async t => {
      const nationality = await json(`/v1/statistics/decisions?${asked}&group_by=nationality`)
      t.equal(nationality.meta.sources[0].series, 'by-nationality')
      // AFG 2 + 11, RUS 12 + 9 + 3.
      t.same(
        nationality.data.map((row: Record<string, unknown>) => [row.nationality, row.decisions]),
        [
          ['AFG', 13],
          ['OTHER', 0],
          ['RUS', 24]
        ]
      )
      const cells = await json(`/v1/statistics/decisions?${asked}&group_by=year,sex,outcome`)
      const small = cells.data.find(
        (row: Record<string, unknown>) => row.year === '2021' && row.sex === 'male' && row.outcome === granted
      )
      t.match(small, { decisions: null, flags: { decisions: ['suppressed'] } })
      const { decisions } = cells.meta.reconciliation
      t.same([decisions.in_scope, decisions.sum_of_cells], [null, null])
      t.ok(decisions.suppressed_cells >= 2)
      const csv = await get(`/v1/published-counts.csv?${asked}&series=by-sex`)
      t.match(csv.body, /,suppressed,/)
      t.match((await json(`/v1/statistics/decisions?${asked}&series=by-sex&dry_run=true`)).data, [])
    }
  )

  await t.test('the same numbers again change nothing; a dry run writes nothing', async t => {
    t.equal((await importing(first)).result, 'unchanged')
    const { rows: before } = await database.pool.query('select count(*) from releases')
    const dry = await importPartner(
      { database, dataDir },
      { source: id, paths: [write([...first, ...records(20, '2022', 'male', granted)])], dryRun: true }
    )
    t.equal(dry.result, 'dry_run')
    t.same((await database.pool.query('select count(*) from releases')).rows, before)
  })

  await t.test(
    'a newer edition drops the former; what was withheld stays so, and a small change is withheld',
    async t => {
      const withheldKeys = async () => {
        const { rows } = await database.pool.query(
          'select count_id::text as id from published_counts where value is null order by 1'
        )
        return rows.map((row: { id: string }) => row.id)
      }
      const before = await withheldKeys()
      const report = await importing([
        ...first,
        ...records(2, '2022', 'male', 'rejected'),
        ...records(20, '2021', 'male', granted)
      ])
      t.equal(report.dropped.length, 2)
      await snapshots.refresh()
      const { rows } = await database.pool.query('select distinct release_id from published_counts')
      t.equal(rows.length, 2)
      const after = await withheldKeys()
      t.same(
        before.filter(each => !after.includes(each)),
        []
      )
      // 9 of 2022, male, rejected became 11.
      const { data } = await json(
        `/v1/statistics/decisions?${asked}&year_basis=calendar&group_by=year,sex,outcome&sex=male&outcome=rejected`
      )
      t.match(
        data.find((row: { year: string }) => row.year === '2022'),
        { decisions: null }
      )
      t.not((await get(`/v1/statistics/decisions?${asked}&release=synthetic-2026-01-02`)).statusCode, 200)
    }
  )

  await t.test('files that are wrong are refused, and nothing is changed', async t => {
    const wrong = write(first)
    writeFileSync(join(wrong, 'letter.txt'), 'x')
    await t.rejects(importPartner({ database, dataDir }, { source: id, paths: [wrong] }), /other files/)
    await t.rejects(
      importPartner(
        { database, dataDir },
        { source: 'partner-other', paths: [writePartner(t.testdir({}), declarationOf(id, tables), first)] }
      ),
      /declare partner-clinic, not partner-other/
    )
  })
  t.ok(app)
})
