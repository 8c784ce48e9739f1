import t from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from '../../import/made-up.ts'
import { service } from '../../service.ts'

t.test('a release that is kept no longer says so, and what is kept', async t => {
  const { database, snapshots, get, json } = await service(t, {}, async () => {})
  const context = { ...(await contextOf(t, database, madeUpSource())), keep: { superseded: 1, downloads: 2 } }
  await database.pool.query('insert into sources (source, about) values ($1, $2)', [
    'made-up',
    JSON.stringify(madeUpSource().about)
  ])
  // Each is current from the first day of a month.
  for (let n = 1; n <= 5; n++) {
    const file = await madeUpFile(
      t,
      'made-up.whole',
      rowsOf(count('a', { value: n }), count('b', { value: null, status: 'suppressed' }))
    )
    await importRelease(context, { source: 'made-up', paths: [file], release: `r${n}` })
    await database.pool.query(`update releases set published_at = $1 where release = $2`, [
      `2026-0${n}-01T12:00:00Z`,
      `r${n}`
    ])
    await database.pool.query(`update releases set superseded_at = $1 where release = $2`, [
      `2026-0${n}-01T12:00:00Z`,
      `r${n - 1}`
    ])
  }
  await database.pool.query('update pointer set version = version + 1')
  await snapshots.refresh()

  const kept = [
    { release: 'r4', status: 'superseded', current_from: '2026-04-01', current_to: '2026-05-01' },
    { release: 'r5', status: 'current', current_from: '2026-05-01', current_to: null }
  ]
  const paths = [
    '/v1/statistics/decisions?source=made-up',
    '/v1/published-counts?source=made-up',
    '/v1/published-counts.csv?source=made-up&nationality=RUS',
    '/v1/decision-stages/first_instance?source=made-up'
  ]
  await t.test('named, or by its day', async t => {
    for (const path of paths)
      for (const pin of ['release=r2', 'as_of=2026-02-15', 'release=r3', 'as_of=2026-03-31']) {
        const answer = await get(`${path}&${pin}`)
        t.equal(answer.statusCode, 404, `${path}&${pin} ${answer.body}`)
        const { type, detail, errors, kept: told } = answer.json()
        t.match(type, /outside-retention$/)
        t.equal(errors[0].parameter, pin.split('=')[0])
        t.match(told, kept)
        t.match(detail, /r4 \(current from 2026-04-01 to 2026-05-01\), r5 \(current since 2026-05-01\)/)
      }
    const compared = await get('/v1/compare?source=made-up&measures=decisions&release=r1')
    t.match(compared.json().type ?? compared.body, /outside-retention/)
    t.match(
      (await get(`${paths[0]}&release=r2&lang=fr`)).json().detail,
      /n’est plus conservé : r2 \(en vigueur du/
    )
  })

  await t.test('what is kept answers, by name and by its day', async t => {
    for (const [pin, value] of [
      ['release=r4', 4],
      ['as_of=2026-04-30', 4],
      ['as_of=2026-05-01', 5],
      ['release=r5', 5]
    ] as const) {
      const { data } = await json(`/v1/published-counts?source=made-up&${pin}&sort=count_id`)
      t.ok(
        data.some((row: { value: number }) => row.value === value),
        pin
      )
    }
  })

  await t.test('one that never was, and a day before all, are something else', async t => {
    for (const path of paths) {
      t.match((await get(`${path}&release=r9`)).json().type, /release-not-found$/, path)
      t.match((await get(`${path}&as_of=2025-12-31`)).json().type, /release-not-found$/, path)
    }
  })

  await t.test('files are kept longer than records, and then say so too', async t => {
    const { data } = await json('/v1/sources/made-up/downloads')
    t.same([...new Set(data.map((each: { release: string }) => each.release))], ['r5', 'r4', 'r3'])
    for (const { url, bytes } of data) t.equal((await get(url)).rawPayload.length, bytes, url)
    t.equal((await json('/v1/sources/made-up/releases/r2')).data.downloads.length, 0)
    t.equal((await json('/v1/sources/made-up/releases/r3')).data.downloads.length, 6)
    const gone = await get('/v1/sources/made-up/downloads/r1/published_counts.parquet')
    t.equal(gone.statusCode, 404)
    t.match(gone.json(), { kept: [{ release: 'r5' }, { release: 'r4' }, { release: 'r3' }] })
    t.match(gone.json().type, /outside-retention$/)
  })

  await t.test('a withheld number is in no file', async t => {
    const { data } = await json('/v1/sources/made-up/downloads')
    const text = data.find((each: { name: string }) => each.name === 'published_counts.ndjson.gz')
    const { gunzipSync } = await import('node:zlib')
    const rows = gunzipSync((await get(text.url)).rawPayload)
      .toString()
      .trim()
      .split('\n')
      .map(row => JSON.parse(row))
    t.same(
      rows.map(({ value, status }) => [value, status]).sort(),
      [
        [5, 'ok'],
        [null, 'suppressed']
      ].sort()
    )
  })

  await t.test('files of a withdrawn release are gone, with the reason', async t => {
    const { data } = await json('/v1/sources/made-up/downloads')
    const { url } = data.find((each: { release: string }) => each.release === 'r4')
    await database.pool.query(
      `update releases set status = 'withdrawn', status_reason = '"The publisher took it back"' where release = 'r4'`
    )
    await database.pool.query('update pointer set version = version + 1')
    await snapshots.refresh()
    const answer = await get(url)
    t.equal(answer.statusCode, 410)
    t.match(answer.json().detail, /The publisher took it back/)
    t.match(answer.json().type, /removed$/)
    const left = await json('/v1/sources/made-up/downloads')
    t.notOk(left.data.some((each: { release: string }) => each.release === 'r4'))
  })
})
