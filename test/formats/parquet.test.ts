import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import t, { type Test } from 'tap'
import type { RecordTable, TableRow } from '../../src/formats/format.ts'
import { writeParquet } from '../../src/formats/parquet.ts'
import { sharedService } from '../service.ts'
import { told } from './made-up-figures.ts'

const columns: RecordTable['columns'] = [
  { name: 'id', type: 'text' },
  { name: 'persons', type: 'integer' },
  { name: 'share', type: 'number' },
  { name: 'represented', type: 'boolean' },
  { name: 'flags', type: 'list' },
  { name: 'scope', type: 'object' }
]
const rows: TableRow[] = [
  {
    id: 'a:1',
    persons: 5_000_000_000,
    share: 0.125,
    represented: true,
    flags: ['rounded', 'partial'],
    scope: { year: ['2020'] }
  },
  { id: '=1+1 "ü" 中', persons: 0, share: 0, represented: false, flags: [], scope: [] },
  { id: null, persons: null, share: null, represented: null, flags: null }
]

async function bytesOf(batches: RecordTable['batches']): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of writeParquet({ columns, batches }, told)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What DuckDB reads in a file of Parquet, and in the files beside it. */
async function asked(t: Test, bytes: Buffer, sql: string, beside = {}): Promise<unknown[][]> {
  const folder = t.testdir(beside)
  const file = path.join(folder, 'rows.parquet')
  writeFileSync(file, bytes)
  const connection = await (await DuckDBInstance.create()).connect()
  const found = await connection.runAndReadAll(
    sql.replaceAll('FILE', `'${file}'`).replaceAll('FOLDER', folder)
  )
  return found.getRowsJson()
}

t.test('DuckDB reads each value as it is, and null where there is none', async t => {
  const found = await asked(t, await bytesOf([rows]), 'select * from FILE')
  t.same(found, [
    ['a:1', '5000000000', 0.125, true, 'rounded;partial', '{"year":["2020"]}'],
    ['=1+1 "ü" 中', '0', 0, false, '', '[]'],
    [null, null, null, null, null, null]
  ])
})

t.test('columns have the types of their values where no row has one', async t => {
  const types = await asked(
    t,
    await bytesOf([]),
    'select column_name, column_type from (describe select * from FILE)'
  )
  t.same(types, [
    ['id', 'VARCHAR'],
    ['persons', 'BIGINT'],
    ['share', 'DOUBLE'],
    ['represented', 'BOOLEAN'],
    ['flags', 'VARCHAR'],
    ['scope', 'JSON']
  ])
})

t.test('rows of many batches stand in order in groups, and the same rows are the same bytes', async t => {
  const many = Array.from({ length: 45_000 }, (_, i): TableRow => ({ id: `r${i}`, persons: i }))
  const batches = Array.from({ length: 9 }, (_, i) => many.slice(i * 5000, (i + 1) * 5000))
  const bytes = await bytesOf(batches)
  t.ok(bytes.equals(await bytesOf(batches)))
  const [first] = await asked(
    t,
    bytes,
    "select count(*)::int, sum(persons)::bigint::varchar, bool_and(id = 'r' || file_row_number) from read_parquet(FILE, file_row_number = true)"
  )
  t.same(first, [45_000, String((44_999 * 45_000) / 2), true])
  const [groups] = await asked(
    t,
    bytes,
    'select count(distinct row_group_id)::int from parquet_metadata(FILE)'
  )
  t.same(groups, [3])
})

t.test('the file says whose figures they are', async t => {
  const sql = "select decode(value) from parquet_kv_metadata(FILE) where decode(key) = 'citation'"
  t.same(await asked(t, await bytesOf([rows]), sql), [[told.citation]])
})

t.test('a list and a statistic say in Parquet what they say in CSV', async t => {
  const { get } = await sharedService()
  const nationalities = 'source=us-credible-fear&nationality=RUS,CUB'
  for (const [address, query, number] of [
    ['/v1/published-counts', nationalities, 'value'],
    [
      '/v1/statistics/decisions',
      `${nationalities}&group_by=nationality,year&measures=cases,fear_found_rate&intervals=true`,
      'cases'
    ]
  ] as const) {
    const csv = (await get(`${address}.csv?${query}`)).body
    const parquet = await get(`${address}.parquet?${query}`)
    t.equal(parquet.headers['content-type'], 'application/vnd.apache.parquet')
    const bytes = parquet.rawPayload
    const described = await asked(t, bytes, 'select column_name from (describe select * from FILE)')
    t.same(described.flat(), csv.split('\r\n')[0]?.split(','), address)
    const counts = `select count(*)::int, count("${number}")::int, sum("${number}")::double`
    const sql = `${counts} from read_csv('FOLDER/rows.csv', header = true)`
    const [inCsv] = await asked(t, bytes, sql, { 'rows.csv': csv })
    t.same(await asked(t, bytes, `${counts} from FILE`), [inCsv], address)
  }
})

t.test('a group of rows is written column by column, with turns between them', async t => {
  const many = Array.from({ length: 30_000 }, (_, i) => ({ ...rows[i % rows.length], share: i / 7 }))
  let turns = 0
  let isWritten = false
  const others = () => {
    turns++
    if (!isWritten) setImmediate(others)
  }
  setImmediate(others)
  const bytes = await bytesOf([many])
  isWritten = true
  t.ok(turns >= 2 * columns.length, `${turns} turns in two groups of ${columns.length} columns`)

  const groups = await asked(
    t,
    bytes,
    `select row_group_id, min(row_group_num_rows)::int, max(row_group_num_rows)::int, count(distinct path_in_schema)::int, min(num_values)::int
     from parquet_metadata(FILE) group by 1 order by 1`
  )
  t.same(groups, [
    ['0', 20_000, 20_000, columns.length, 20_000],
    ['1', 10_000, 10_000, columns.length, 10_000]
  ])
  t.same(
    await asked(t, bytes, 'select num_rows::int, num_row_groups::int from parquet_file_metadata(FILE)'),
    [[30_000, 2]]
  )
  const read = await asked(
    t,
    bytes,
    'select count(*)::int, count(id)::int, sum(persons)::bigint::varchar, round(sum(share))::int, count(*) filter (represented)::int from FILE'
  )
  t.same(read, [[30_000, 20_000, String(10_000 * 5_000_000_000), Math.round((30_000 * 29_999) / 14), 10_000]])
})
