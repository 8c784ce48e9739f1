import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { openClient } from '../../../src/import/client.ts'
import { importRelease } from '../../../src/import/run.ts'
import { changedSince } from '../../../src/queries/releases/differences.ts'
import { projectRoot } from '../../../src/root.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { twoEditions } from '../../loaded.ts'
import { service } from '../../service.ts'

const pair = '/v1/sources/us-credible-fear/releases/fy2016-2021-starter...second-edition'
const file = path.join(projectRoot, 'starter/us-credible-fear-by-nationality-fy2016-2021.csv')
/** The figures of one row of the file: its columns after year and nationality. */
const figures = (readFileSync(file, 'utf8').split('\n')[0] ?? '').split(',').slice(2)

t.test('two releases over HTTP', async t => {
  const { get, json, database, snapshots, dataDir } = await service(t, {}, twoEditions)
  const refused = async (url: string) => {
    const answer = await get(url)
    return { status: answer.statusCode, ...answer.json() }
  }

  await t.test('the counts, by difference and by what differs', async t => {
    const { data, meta, links } = await json(pair)
    const counted = (where: object) =>
      data.filter((row: Record<string, unknown>) =>
        Object.entries(where).every(([name, value]) => row[name] === value)
      )
    t.match(counted({ by: 'all' }), [
      { difference: 'vanished', count: figures.length },
      { difference: 'changed', count: 1 },
      { difference: 'added', count: figures.length }
    ])
    t.match(counted({ by: 'month', difference: 'added' }), [{ value: '2021-10', count: figures.length }])
    t.match(counted({ by: 'field' }), [{ value: 'value', count: 1 }])
    const rows = readFileSync(file, 'utf8').trimEnd().split('\n').length - 1
    t.match(meta.comparison, {
      before: 'fy2016-2021-starter',
      release: 'second-edition',
      listed_at: `${pair}/records`,
      records: [{ record: 'count', rows_before: rows * figures.length, rows_after: rows * figures.length }]
    })
    t.equal(meta.sources.length, 2)
    t.equal(links.canonical, pair)
    const one = await json('/v1/sources/us-credible-fear/releases/second-edition')
    t.same(one.data.compared, [{ before: 'fy2016-2021-starter', url: pair }])
    t.same((await json(`${pair}?by=all&difference=changed&record=count`)).data.length, 1)
    t.same((await json(`${pair}?record=case`)).data, [])
  })

  await t.test('the same as CSV, NDJSON and Parquet, with labels in three languages', async t => {
    const { data } = await json(pair)
    const csv = (await get(`${pair}.csv`)).body
    const rows = parse(csv, { columns: true }) as Record<string, string>[]
    t.same(
      rows,
      data.map((row: object) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)])
        )
      )
    )
    t.equal((await get(`${pair}.ndjson`)).body.trimEnd().split('\n').length, data.length)
    t.equal((await get(`${pair}.parquet`)).rawPayload.subarray(0, 4).toString(), 'PAR1')
    for (const [lang, word] of Object.entries({ en: 'Vanished', es: 'Desaparecido', fr: 'Disparu' }))
      t.match((await get(`${pair}.csv?labels=true&lang=${lang}`)).body, word)
  })

  await t.test(
    'the list has every record once, however it is paged, and no value of what vanished',
    async t => {
      const url = `${pair}/records`
      const whole = (await json(`${url}?limit=1000`)).data
      t.equal(whole.length, 2 * figures.length + 1)
      const walked: unknown[] = []
      for (let next: string | null = `${url}?limit=2`; next; ) {
        const page = await json(next)
        walked.push(...page.data)
        next = page.links.next ?? null
      }
      t.same(walked, whole)
      const csv = parse((await get(`${url}.csv`)).body, { columns: true })
      t.equal(csv.length, whole.length)
      const vanished = whole.slice(0, figures.length)
      t.ok(
        vanished.every(
          (row: Record<string, unknown>) =>
            row.difference === 'vanished' && row.value_before === null && row.value_after === null
        )
      )
      t.match(vanished[0].dimensions, ['subject=decisions', 'period=FY2020'])
      t.match((await json(`${url}?difference=changed`)).data, [
        { field: 'value', value_before: '43958', value_after: '43959', former_id: null }
      ])
      t.same((await json(`${url}?field=value`)).data.length, 1)
      t.same((await json(`${url}?field=status`)).data, [])
      t.same((await json(`${url}?difference=added,vanished&field=value`)).data, [])
      const { next } = (await json(`${url}?limit=2`)).links
      t.match(await refused(`${next?.replace('limit=2', 'limit=2&field=value')}`), {
        status: 400,
        type: /invalid-cursor/
      })
    }
  )

  await t.test('what cannot be answered says why, and what can', async t => {
    const releases = '/v1/sources/us-credible-fear/releases'
    t.match(await refused(`${releases}/second-edition...fy2016-2021-starter`), {
      status: 400,
      type: /unsupported-combination/,
      detail: new RegExp(pair)
    })
    t.match(await refused(`${releases}/second-edition...second-edition`), {
      status: 400,
      type: /invalid-parameter/
    })
    t.match(await refused(`${releases}/second-edition...third`), { status: 404, type: /release-not-found/ })
    t.match(await refused(`${releases}/Second...third`), { status: 404, type: /not-found/ })
    t.match(await refused(`/v1/sources/us-fear/releases/a...b`), { status: 404, type: /not-found/ })
    t.match(await refused(`${pair}?kind=vanished`), { status: 400, type: /unknown-parameter/ })
    t.match(await refused(`${pair}?difference=lost`), { status: 400 })
    const [only] = (await json('/v1/sources/documented-cases/releases')).data
    t.match(await refused(`/v1/sources/documented-cases/releases/${only.release}...other`), {
      status: 404,
      type: /release-not-found/
    })
    t.match(await refused(`/v1/sources/us-credible-fear/releases/...second-edition`), { status: 404 })
  })

  await t.test(
    'a pair that no import compared names those that were; a tag changes with a comparison',
    async t => {
      const first = await get(pair)
      const again = await get(pair, { 'if-none-match': String(first.headers.etag) })
      t.equal(again.statusCode, 304)
      const client = await openClient(database)
      t.teardown(() => client.end())
      const edited = `${t.testdirName}.csv`
      const { writeFileSync, rmSync } = await import('node:fs')
      writeFileSync(edited, readFileSync(file, 'utf8').replace('43958', '43960'))
      await importRelease(
        { database, dataDir, sources: sourceRegistry },
        {
          source: 'us-credible-fear',
          paths: [edited],
          release: 'third',
          starter: true,
          makeCurrent: true,
          force: true
        }
      )
      rmSync(edited)
      await snapshots.refresh()
      const releases = '/v1/sources/us-credible-fear/releases'
      t.match(await refused(`${releases}/fy2016-2021-starter...third`), {
        status: 404,
        type: /not-found/,
        answerable: [{ url: pair }, { url: `${releases}/second-edition...third` }]
      })
      t.not((await get(pair, { 'if-none-match': String(first.headers.etag) })).statusCode, 304)
      const ids = await database.pool.query("select release_id from releases where release = 'third'")
      const told = await changedSince(database, ids.rows[0].release_id)
      t.match(told, [
        {
          before: 'second-edition',
          release: 'third',
          url: `${releases}/second-edition...third`,
          touched: { field: ['value'] }
        }
      ])
      t.ok(told[0]?.touched.nationality?.includes('not_split'))
    }
  )
})
