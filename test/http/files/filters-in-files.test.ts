import { parse } from 'csv-parse/sync'
import t from 'tap'
import { sharedService } from '../../service.ts'

const rowsOf = (body: string) => parse(body, { columns: true }) as Record<string, string>[]
const endsOf = (body: string) =>
  (body.split('\r\n')[0] ?? '').split(',').filter(name => name.startsWith('filter_'))
const unhcr = 'source=unhcr-asylum-decisions'
const germany = `${unhcr}&nationality=SYR,RUS&country_of_asylum=DEU&unit=persons`

t.test('each row of a statistic says what it was filtered by, in every format of rows', async t => {
  const { get } = await sharedService()
  const question = `${germany}&group_by=year,outcome&period_from=2020&include_unknown=false`
  const csv = await get(`/v1/statistics/decisions.csv?${question}`)
  const rows = rowsOf(csv.body)
  t.ok(rows.length > 1)
  for (const row of rows)
    t.match(row, {
      filter_unit: 'persons',
      filter_period_from: '2020',
      filter_nationality: 'RUS;SYR',
      filter_country_of_asylum: 'DEU',
      filter_include_unknown: 'false'
    })
  t.same(
    endsOf(csv.body),
    Object.keys(rows[0] ?? {}).slice(-5),
    'at the end, and none of what each row has already'
  )
  const [line = ''] = (await get(`/v1/statistics/decisions.ndjson?${question}`)).body.split('\n')
  t.same(Object.keys(JSON.parse(line)), Object.keys(rows[0] ?? {}), 'the same columns in the same order')
  const parquet = (await get(`/v1/statistics/decisions.parquet?${question}`)).rawPayload.toString('latin1')
  for (const name of endsOf(csv.body)) t.ok(parquet.includes(name), name)
})

t.test('a parameter with its default value narrows nothing; a grouped filter has both columns', async t => {
  const { get } = await sharedService()
  const { body } = await get(
    `/v1/statistics/decisions.csv?${germany}&group_by=nationality&include_unknown=true&min_n=25&limit=5`
  )
  t.same(endsOf(body), ['filter_unit', 'filter_country_of_asylum', 'filter_nationality'].sort(byContract))
  t.match(body, /^nationality,/)
})
/** The order of the endpoint's parameters. */
const order = ['filter_unit', 'filter_nationality', 'filter_country_of_asylum']
const byContract = (a: string, b: string): number => order.indexOf(a) - order.indexOf(b)

t.test('lists, published counts, countries of return and comparisons say it too', async t => {
  const { get } = await sharedService()
  for (const [url, ends] of [
    [
      '/v1/decisions.csv?source=documented-cases&nationality=RUS&decided_on_from=2000-01-01',
      { filter_nationality: 'RUS', filter_decided_on_from: '2000-01-01' }
    ],
    [
      `/v1/published-counts.csv?${unhcr}&nationality=RUS&is_total=false`,
      { filter_nationality: 'RUS', filter_is_total: 'false' }
    ],
    ['/v1/countries-of-return.csv?return_status=ordered', { filter_return_status: 'ordered' }],
    ['/v1/countries-of-return/RUS.csv?return_status=ordered', { filter_return_status: 'ordered' }],
    [
      '/v1/countries-of-return/RUS/nationalities.csv?return_status=ordered',
      { filter_return_status: 'ordered' }
    ],
    [
      '/v1/compare.csv?of=decisions&nationality=RUS&group_by=year',
      { filter_of: 'decisions', filter_nationality: 'RUS' }
    ],
    ['/v1/countries.csv?status=special', { filter_status: 'special' }]
  ] as const) {
    const { statusCode, body } = await get(url)
    t.equal(statusCode, 200, url)
    t.same(endsOf(body).sort(), Object.keys(ends).sort(), url)
    for (const row of rowsOf(body)) t.match(row, ends, url)
  }
})

t.test('fields names the columns, so that those of filters are left out', async t => {
  const { get } = await sharedService()
  const list = await get(`/v1/published-counts.csv?${unhcr}&nationality=RUS&fields=value&limit=1`)
  t.match(list.body, /^value,source,release,synthetic\r\n/)
  const url = `/v1/statistics/decisions.csv?${germany}&fields=persons`
  t.same(endsOf((await get(url)).body), [])
  t.match((await get(url)).headers['content-disposition'], /nationality-RUS-SYR/, 'its name says it still')
})

t.test('a file is named by its question: the same for the same, with release and filters', async t => {
  const { get } = await sharedService()
  const nameOf = async (url: string) => {
    const { headers, statusCode } = await get(url)
    t.equal(statusCode, 200, url)
    return String(headers['content-disposition'])
  }
  const name = await nameOf(`/v1/statistics/decisions.csv?${germany}`)
  t.equal(
    name,
    'attachment; filename="statistics-decisions-unhcr-asylum-decisions-2026-06-starter-unit-persons-nationality-RUS-SYR-country_of_asylum-DEU.csv"'
  )
  t.equal(
    await nameOf(
      `/v1/statistics/decisions.csv?country_of_asylum=DEU&nationality=RUS&nationality=SYR&unit=persons&${unhcr}`
    ),
    name
  )
  const many =
    'AFG,ARM,AZE,BLR,CHN,CMR,COD,COL,CUB,EGY,ERI,ETH,GEO,GHA,GIN,HTI,IND,IRN,IRQ,KEN,LBN,LBY,MAR,MLI,MMR,NER,NPL,SDN,SOM'
  const long = await nameOf(`/v1/statistics/decisions.csv?${unhcr}&unit=persons&nationality=${many},NGA`)
  const other = await nameOf(`/v1/statistics/decisions.csv?${unhcr}&unit=persons&nationality=${many},PAK`)
  const [, stem = ''] = /filename="(.*)\.csv"/.exec(long) ?? []
  t.equal(stem.length, 200)
  t.match(stem, /^statistics-decisions-unhcr-asylum-decisions-2026-06-starter-.*-[0-9a-f]{8}$/)
  t.not(long, other, 'what is cut off tells them apart')
  t.match(await nameOf(`/v1/statistics/decisions.svg?${germany}`), /^inline; .*nationality-RUS-SYR.*\.svg"$/)
})
