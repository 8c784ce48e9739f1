import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { openClient } from '../../src/import/client.ts'
import { ImportRefused, SourceBusy } from '../../src/import/failures/errors.ts'
import { takeSource } from '../../src/import/lock.ts'
import { retire } from '../../src/import/publish/retire.ts'
import { withdraw } from '../../src/import/publish/withdraw.ts'
import { emptyTally, type RowTally } from '../../src/import/report.ts'
import { service } from '../service.ts'
import {
  catalogued,
  court,
  filesOf,
  holds,
  load,
  releasedRows,
  remove,
  someCase,
  written
} from './court-removal.ts'

/** Rows that were loaded, rejected, or excluded for another reason. */
const becameOther = ({ loaded, rejected, excluded, excluded_by_reason: { removed = 0 } }: RowTally): number =>
  loaded + rejected + excluded - removed

t.test(
  'a removed case is gone from all that is kept, and from every later import',
  { timeout: 900_000 },
  async t => {
    const [few, many] = [await written(t, 150), await written(t, 220)]
    let full = emptyTally()
    const s = await service(t, {}, async (database, dataDir) => {
      await catalogued(database)
      await load({ database, dataDir }, 'synthetic-1', few)
      full = await load({ database, dataDir }, 'synthetic-2', many)
    })
    const { get, json, snapshots, database, dataDir } = s
    const both = await someCase(s, 'synthetic-2', 'synthetic-1', true)
    const late = await someCase(s, 'synthetic-2', 'synthetic-1', false)
    const [bothId, lateId] = [`us-eoir:synthetic-${both.id}`, `us-eoir:synthetic-${late.id}`]
    const pair = `/v1/sources/${court}/releases/synthetic-1...synthetic-2`
    const decided = (release: string) =>
      `/v1/statistics/decisions?source=${court}&release=${release}&group_by=decision_stage`
    const sumOf = async (url: string, measure: string): Promise<number> =>
      (await json(url)).data.reduce(
        (sum: number, row: Record<string, number>) => sum + (row[measure] ?? 0),
        0
      )
    const cacheFiles = () => readdirSync(path.join(dataDir, 'cache')).filter(name => /^r\d+-/.test(name))
    const counted = async () => ({
      cases: await sumOf(`/v1/statistics/cases?source=${court}&release=synthetic-2`, 'cases'),
      decisions: await sumOf(decided('synthetic-2'), 'decisions'),
      former: await sumOf(decided('synthetic-1'), 'decisions'),
      facts: (
        await database.pool.query('select facts from releases where source = $1 order by release_id', [court])
      ).rows.map(({ facts }) => facts),
      added: Object.fromEntries(
        (await json(`${pair}`)).data.flatMap((row: Record<string, unknown>) =>
          row.by === 'all' && row.difference === 'added' ? [[row.record, row.count]] : []
        )
      ),
      rows: (await json(`/v1/sources/${court}/fields?release=synthetic-2&field=case_id`)).data.map(
        ({ record, rows }: Record<string, unknown>) => [record, rows]
      )
    })
    const before = { ...(await counted()), files: await filesOf(s), cache: cacheFiles() }
    const tag = (await get(decided('synthetic-2'))).headers.etag
    t.ok(before.cases > 100 && before.decisions > 100, `${before.cases} cases, ${before.decisions} decisions`)

    await t.test('what cannot be removed changes nothing', async t => {
      await t.rejects(remove(s, 'us-eoir:synthetic-999999999999'), ImportRefused, 'an id of no record')
      await t.rejects(remove(s, both.id), ImportRefused, 'a real record has another id than a made-up one')
      await t.rejects(remove(s, 'one'), /no id of a case/)
      const other = await openClient(database)
      await takeSource(other, court)
      await t.rejects(remove(s, bothId), SourceBusy, 'an import is running')
      await other.end()
      await t.rejects(
        remove(s, bothId, {
          beforeCommit: () => {
            throw new Error('killed at the last moment')
          }
        }),
        /last moment/
      )
      await snapshots.refresh()
      t.same({ ...(await counted()), files: await filesOf(s), cache: cacheFiles() }, before)
      t.equal((await get(`/v1/cases/${bothId}`)).statusCode, 200)
      const { rows } = await database.pool.query('select from removed_records union all select from removals')
      t.same(rows.length, 0)
    })

    t.same((await remove(s, bothId)).releases, ['synthetic-1', 'synthetic-2'])
    t.same((await remove(s, lateId)).releases, ['synthetic-2'])
    t.match(await remove(s, lateId), { changed: false, records: 0 }, 'the second time nothing is left to do')
    await snapshots.refresh()
    const after = await counted()

    await t.test('each address of a record of it says that it was removed, and no more', async t => {
      const ids = [both, late].flatMap(({ id, decisions }) => [
        ...[`cases/us-eoir:synthetic-${id}`, `cases/us-eoir:synthetic-${id}/timeline`],
        ...decisions.map(decision => `decisions/us-eoir:synthetic-${decision}`)
      ])
      for (const id of ids)
        for (const release of ['', '?release=synthetic-1', '?release=synthetic-2']) {
          const { statusCode, body } = await get(`/v1/${id}${release}`)
          t.equal(statusCode, 410, id)
          t.match(JSON.parse(body), { type: /removed$/, detail: /removed for privacy/ })
          t.notMatch(body, /identifies|recognised/)
        }
      t.equal((await get('/v1/cases/us-eoir:synthetic-999999999999')).statusCode, 404)
      t.match((await get(`/v1/cases/${bothId}?lang=fr`)).json().detail, /vie privée/)
    })

    await t.test('the feed of changes tells of two removals, and of nobody', async t => {
      const { body } = await get(`/v1/changes?source=${court}&kind=removed`)
      t.equal(JSON.parse(body).data.length, 2)
      for (const { id } of [both, late]) t.notMatch(body, new RegExp(`\\b${id}\\b`), id)
    })

    await t.test('what is counted differs by exactly these cases', async t => {
      t.equal(after.cases, before.cases - 2)
      t.equal(after.decisions, before.decisions - both.decisions.length - late.decisions.length)
      t.equal(after.former, before.former - both.decisions.length)
      t.same(after.added, {
        case: before.added.case - 1,
        decision: before.added.decision - late.decisions.length
      })
      t.same(
        after.facts.map(({ cases, decisions }) => [cases, decisions]),
        before.facts.map(({ cases, decisions }, i) => [
          cases - (i === 0 ? 1 : 2),
          decisions - both.decisions.length - (i === 0 ? 0 : late.decisions.length)
        ])
      )
      t.same(after.rows[0], ['case', before.rows[0][1] - 2], 'the ledger too')
      t.not((await get(decided('synthetic-2'))).headers.etag, tag)
    })

    await t.test('no list, no difference and no file holds it', async t => {
      const ids = [both.id, late.id]
      for (const list of [
        ...['cases', 'decisions'].flatMap(of =>
          ['synthetic-1', 'synthetic-2'].map(r => `/v1/${of}.csv?source=${court}&release=${r}`)
        ),
        `${pair}/records.csv`
      ]) {
        const numbers = new Set((await get(list)).body.match(/(?<=synthetic-)\d+/g))
        t.ok(numbers.size > 0, `${list} has rows`)
        t.notOk(
          [...ids, ...both.decisions, ...late.decisions].some(id => numbers.has(id)),
          list
        )
      }
      const left = cacheFiles()
      t.equal(left.length, before.cache.length)
      t.notOk(
        left.some(name => before.cache.includes(name)),
        'no statistics file of before is left'
      )
      const files = await filesOf(s)
      t.same(
        files.map(({ name }) => name),
        before.files.map(({ name }) => name)
      )
      for (const file of before.files) {
        const isSame = files.some(({ url }) => url === file.url)
        if (isSame) t.equal(file.name, 'codebook.csv', 'only what names no record stays at its address')
        else t.equal((await get(file.url)).statusCode, 410, file.name)
      }
      for (const file of files) t.notOk(await holds(t, s, file, ids), file.name)
    })

    await t.test('the list of removals and what is told of them reveal no id', async t => {
      const { rows } = await database.pool.query(
        'select source, reason, releases, records from removals order by 1, removal_id'
      )
      t.same(rows, [
        {
          ...{ source: court, reason: 'identifies_person', releases: ['synthetic-1', 'synthetic-2'] },
          records: 1 + both.decisions.length
        },
        {
          source: court,
          reason: 'identifies_person',
          releases: ['synthetic-2'],
          records: 1 + late.decisions.length
        }
      ])
      const { rows: listed } = await database.pool.query(
        `select encode(hash, 'hex') as hash from removed_records`
      )
      t.equal(listed.length, 2 + both.decisions.length + late.decisions.length)
      const unkeyed = [both.id, `case synthetic-${both.id}`, `${court}\ncase synthetic-${both.id}`].map(
        text => createHash('sha256').update(text).digest('hex')
      )
      for (const { hash } of listed) t.notOk(unkeyed.includes(hash) || !/^[0-9a-f]{64}$/.test(hash))
    })

    await t.test('the next import leaves it out and counts its rows', async t => {
      const report = await load(s, 'synthetic-3', many)
      const rows = releasedRows(many, both.id) + releasedRows(many, late.id)
      t.ok(rows > 4, `${rows} rows of the publisher`)
      const { removed = 0 } = report.excluded_by_reason
      t.ok(removed > 4 && removed <= rows, `${removed} of them would have been looked at for a record`)
      t.equal(
        report.rows_by_table.A_TblCase?.excluded_by_reason.removed,
        2,
        'one row each in the table of cases'
      )
      // What reading alone excludes is excluded as before.
      t.equal(becameOther(full) - becameOther(report), removed, 'these rows alone are counted otherwise')
      t.equal(report.read, report.loaded + report.rejected + report.excluded)
      t.match(report.facts, { cases: after.facts[1].cases, decisions: after.facts[1].decisions })
      t.match(report.compared?.state, 'ready')
      const { rows: differing } = await database.pool.query(
        'select from difference_rows where difference_id = (select max(difference_id) from release_differences)'
      )
      t.equal(differing.length, 0, 'nothing has vanished between two releases that never held it')
      await snapshots.refresh()
      t.equal((await get(`/v1/cases/${bothId}`)).statusCode, 410)
      for (const file of await filesOf(s))
        t.notOk(await holds(t, s, file, [both.id, late.id]), `${file.release} ${file.name}`)
    })

    await t.test(
      'withdrawn releases and downloads of releases that are kept no longer lose it too',
      async t => {
        const third = await someCase(s, 'synthetic-3', 'synthetic-2', true)
        const former = (await filesOf(s)).filter(({ release }) => release === 'synthetic-1')
        const client = await openClient(database)
        await database.pool.query(
          `update releases set status = 'superseded', superseded_at = now() where release = 'synthetic-1'`
        )
        t.same(await retire(client, court, { superseded: 0, downloads: 4 }), ['synthetic-1'])
        const wasIn = await holds(
          t,
          s,
          former.find(({ name }) => name === 'cases.parquet') ?? (former[0] as never),
          [third.id]
        )
        t.ok(wasIn, 'the first release has no records any more, but its downloads')
        await withdraw(client, court, 'synthetic-2', 'Test of a withdrawal.')
        await client.end()
        t.match(await remove(s, `us-eoir:synthetic-${third.id}`), {
          releases: ['synthetic-2', 'synthetic-3'],
          downloads_gone: ['synthetic-1']
        })
        for (const { url } of former) t.equal((await get(url)).statusCode, 410)
        const { rows } = await database.pool.query('select from decisions where case_id = $1', [third.id])
        t.equal(rows.length, 0)
        const gone = await get(`/v1/sources/${court}/fields?release=synthetic-1`)
        t.same(gone.json().data, [], 'what cannot be counted without it is told no longer')
      }
    )
  }
)
