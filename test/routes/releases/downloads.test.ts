import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { service } from '../../service.ts'

interface File {
  name: string
  release: string
  source: string
  records: string | null
  rows: number | null
  bytes: number
  sha256: string
  url: string
  latest_url: string
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

t.test('downloads of a release', async t => {
  const { get, json, app } = await service(t)
  const court = '/v1/sources/us-eoir-cases/downloads'
  const { data } = await json(court)
  const files: File[] = data
  const named = (name: string) => files.find(each => each.name === name) as File

  await t.test('a release has each table in three formats, and what describes them', async t => {
    t.same(
      files.map(({ name }) => name),
      [
        'SHA256SUMS',
        'cases.csv.gz',
        'cases.ndjson.gz',
        'cases.parquet',
        'codebook.csv',
        'datapackage.json',
        'decisions.csv.gz',
        'decisions.ndjson.gz',
        'decisions.parquet'
      ].filter(name => files.some(each => each.name === name) || !name.startsWith('returns'))
    )
  })

  await t.test('what is at an address has the hash and the size that it states', async t => {
    for (const { url, sha256, bytes, name } of files) {
      const answer = await get(url)
      t.equal(answer.statusCode, 200, url)
      t.equal(hashOf(answer.rawPayload), sha256, name)
      t.equal(answer.rawPayload.length, bytes)
      t.equal(answer.headers['content-length'], String(bytes))
      t.equal(answer.headers.etag, `"${sha256}"`)
      t.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable, no-transform')
      t.notOk(answer.headers['content-encoding'])
    }
  })

  await t.test('SHA256SUMS has the hash of each other file', async t => {
    const sums = (await get(named('SHA256SUMS').url)).body
    t.same(
      sums.trimEnd().split('\n').sort(),
      files
        .filter(({ name }) => name !== 'SHA256SUMS')
        .map(({ sha256, name }) => `${sha256}  ${name}`)
        .sort()
    )
  })

  await t.test('the text of a table has the rows of its list', async t => {
    for (const table of ['cases', 'decisions'] as const) {
      const listed = await get(`/v1/${table}.csv?source=us-eoir-cases`)
      const list: string[][] = parse(listed.body, { bom: false })
      const filters = (list[0] as string[]).filter(name => name.startsWith('filter_')).length
      const cut = list.map(row => (filters > 0 ? row.slice(0, -filters) : row))
      const text = gunzipSync((await get(named(`${table}.csv.gz`).url)).rawPayload).toString()
      const rows: string[][] = parse(text)
      t.same(rows[0], cut[0], 'the same columns')
      const sorted = (all: string[][]) =>
        all
          .slice(1)
          .map(row => row.join('\t'))
          .sort()
      t.same(sorted(rows), sorted(cut))
      t.equal(rows.length - 1, named(`${table}.csv.gz`).rows)
      const lines = gunzipSync((await get(named(`${table}.ndjson.gz`).url)).rawPayload).toString()
      const first = (await get(`/v1/${table}.ndjson?source=us-eoir-cases`)).body
      const objects = (body: string) =>
        body
          .trimEnd()
          .split('\n')
          .map(line => {
            const { filter_source, ...row } = JSON.parse(line)
            return JSON.stringify(row)
          })
      t.same(objects(lines).sort(), objects(first).sort())
    }
  })

  await t.test('a part is answered as it is asked for', async t => {
    const { url, bytes } = named('cases.parquet')
    const whole = (await get(url)).rawPayload
    const part = async (range: string, more: Record<string, string> = {}) => get(url, { range, ...more })
    for (const [range, from, to] of [
      ['bytes=0-3', 0, 3],
      ['bytes=-8', bytes - 8, bytes - 1],
      ['bytes=10-', 10, bytes - 1],
      [`bytes=${bytes - 1}-${bytes + 100}`, bytes - 1, bytes - 1],
      [`bytes=-${bytes + 5}`, 0, bytes - 1]
    ] as const) {
      const answer = await part(range)
      t.equal(answer.statusCode, 206, range)
      t.equal(answer.headers['content-range'], `bytes ${from}-${to}/${bytes}`)
      t.equal(answer.headers['content-length'], String(to - from + 1))
      t.ok(answer.rawPayload.equals(whole.subarray(from, to + 1)), range)
    }
    t.equal((await part('bytes=0-3')).body, 'PAR1')
    for (const range of [`bytes=${bytes}-`, 'bytes=-0', `bytes=${bytes + 5}-${bytes + 9}`]) {
      const answer = await part(range)
      t.equal(answer.statusCode, 416, range)
      t.equal(answer.headers['content-range'], `bytes */${bytes}`)
      t.equal(answer.json().type.split(/[/:#]/).at(-1), 'range-not-satisfiable')
    }
    for (const range of ['bytes=5-2', 'bytes=0-1,4-5', 'rows=0-3', 'bytes=-', 'bytes=a-b'])
      t.equal((await part(range)).statusCode, 200, `${range} is answered whole`)
    const etag = `"${named('cases.parquet').sha256}"`
    t.equal((await part('bytes=0-3', { 'if-range': etag })).statusCode, 206)
    t.equal((await part('bytes=0-3', { 'if-range': `W/${etag}` })).statusCode, 200)
    t.equal((await part('bytes=0-3', { 'if-range': '"other"' })).statusCode, 200)
    t.equal((await part('bytes=0-3', { 'if-none-match': etag })).statusCode, 304)
    const head = await app.inject({ method: 'HEAD', url, headers: { range: 'bytes=4-9' } })
    t.equal(head.statusCode, 206)
    t.equal(head.headers['content-length'], '6')
    t.equal(head.headers['accept-ranges'], 'bytes')
    t.equal(head.rawPayload.length, 0)
    t.equal((await app.inject({ method: 'HEAD', url })).headers['content-length'], String(bytes))
  })

  await t.test('an address without a hash leads to the one with it', async t => {
    const { latest_url, url } = named('datapackage.json')
    const answer = await get(latest_url)
    t.equal(answer.statusCode, 307)
    t.equal(answer.headers.location, url)
    const beside = url.replace('datapackage.json', 'cases.parquet')
    t.equal((await get(beside)).headers.location, named('cases.parquet').url, 'beside another file')
  })

  await t.test('what is not there is refused, with what is', async t => {
    const [{ release }] = files as [File]
    for (const [url, status, words] of [
      [`${court}/${release}/case.parquet`, 404, /cases\.parquet/],
      [`${court}/2001-01/cases.parquet`, 404, /no release/],
      [`/v1/sources/nobody/downloads/${release}/cases.parquet`, 404, /nobody/],
      [`${court}/${release}/${'0'.repeat(64)}/cases.parquet`, 404, /no file/]
    ] as const) {
      const answer = await get(url)
      t.equal(answer.statusCode, status, url)
      t.match(answer.json().detail, words)
    }
    t.match((await get(`${court}/${release}/case.parquet?lang=fr`)).json().detail, /aucun fichier/)
    t.equal((await get(`${court}/${release}/cases.parquet?page=1`)).statusCode, 400)
    const posted = await app.inject({ method: 'POST', url: named('cases.parquet').url })
    t.equal(posted.statusCode, 405)
  })

  await t.test('the data package describes each file', async t => {
    const described = (await get(named('datapackage.json').url)).json()
    t.equal(described.synthetic, true)
    t.match(described.citation, /made.up/i)
    t.same(
      described.resources
        .map((each: { path: string; hash: string; bytes: number }) => [each.path, each.hash, each.bytes])
        .sort(),
      files
        .filter(({ name }) => name !== 'SHA256SUMS' && name !== 'datapackage.json')
        .map(({ name, sha256, bytes }) => [name, `sha256:${sha256}`, bytes])
        .sort()
    )
    for (const { schema, path } of described.resources)
      for (const field of schema?.fields ?? []) t.ok(field.description, `${path}: ${field.name}`)
    const header = gunzipSync((await get(named('cases.csv.gz').url)).rawPayload)
      .toString()
      .split('\r\n')[0]
    const csv = described.resources.find((each: { path: string }) => each.path === 'cases.csv.gz')
    t.equal(csv.schema.fields.map(({ name }: { name: string }) => name).join(','), header)
  })

  await t.test('the codebook has each column, and the label of each code', async t => {
    const book: Record<string, string>[] = parse((await get(named('codebook.csv').url)).body, {
      columns: true
    })
    const columns = gunzipSync((await get(named('decisions.csv.gz').url)).rawPayload)
      .toString()
      .split('\r\n')[0]
      ?.split(',')
    for (const column of columns ?? [])
      t.ok(
        book.some(row => row.table === 'decisions' && row.column === column && row.meaning !== ''),
        column
      )
    const granted = book.find(
      row => row.table === 'decisions' && row.column === 'outcome' && row.code === 'protection_granted'
    )
    t.ok(book.filter(row => row.column === 'outcome').every(row => row.code && row.label))
    t.ok(granted?.label ?? true)
  })

  await t.test('a Parquet file says itself what it is and how to cite it', async t => {
    const file = path.join(t.testdir({}), 'cases.parquet')
    writeFileSync(file, (await get(named('cases.parquet').url)).rawPayload)
    const duckdb = await (await DuckDBInstance.create(':memory:')).connect()
    const read = await duckdb.run(
      `select decode(key) as key, decode(value) as value from parquet_kv_metadata('${file}')`
    )
    const told = Object.fromEntries(await read.getRows())
    duckdb.closeSync()
    const { data } = await json('/v1/sources/us-eoir-cases/releases/synthetic-sample')
    t.match(told, { source: 'us-eoir-cases', release: 'synthetic-sample', synthetic: 'true' })
    t.equal(told.citation, data.citation)
  })

  await t.test('a release names its files', async t => {
    const [{ release }] = files as [File]
    const item = await json(`/v1/sources/us-eoir-cases/releases/${release}`)
    t.same(
      item.data.downloads.map((each: File) => each.url),
      files.map(({ url }) => url)
    )
  })
})
