import t from 'tap'
import { service, sharedService } from '../../service.ts'

const unhcr = 'source=unhcr-asylum-decisions&unit=persons'
/** A header that any client can read. */
const written = /^[a-z-]+; detail="(?:[ !#-[\]-~]|\\["\\])+"$/

t.test('a file without rows says why, and where it is explained', async t => {
  const { get } = await sharedService()
  for (const [question, why] of [
    [
      `/v1/statistics/decisions FORMAT?${unhcr}&nationality=RUS&period_from=1950&period_to=1951`,
      'outside-coverage'
    ],
    [
      '/v1/published-counts FORMAT?source=us-credible-fear&nationality=RUS&period_to=1990-12-31',
      'outside-coverage'
    ],
    [
      '/v1/decisions FORMAT?source=documented-cases&nationality=RUS&decided_on_to=1960-01-01',
      'outside-coverage'
    ],
    ['/v1/decisions FORMAT?source=documented-cases&nationality=FRA', 'outside-coverage'],
    ['/v1/countries-of-return FORMAT?nationality=FJI', 'outside-coverage'],
    ['/v1/countries-of-return/FJI FORMAT', 'outside-coverage'],
    ['/v1/countries-of-return/FJI/nationalities FORMAT', 'outside-coverage']
  ] as const)
    for (const format of ['csv', 'ndjson', 'parquet']) {
      const url = question.replace(' FORMAT', `.${format}`)
      const { statusCode, headers, body } = await get(url)
      if (!t.equal(statusCode, 200, `${url} ${body.slice(0, 300)}`)) continue
      const said = String(headers['asylum-outcomes-empty'])
      t.match(said, written, url)
      t.equal(said.split(';')[0], why, `${url} ${said}`)
      const [, help = ''] = /<([^>]+)>; rel="help"; type="application\/json"/.exec(String(headers.link)) ?? []
      t.match(help, /\.json/, url)
      const explained = await get(help)
      t.equal(explained.statusCode, 200, help)
      t.notOk(explained.headers['asylum-outcomes-empty'], 'JSON has room to say it')
    }
})

t.test('workbooks, pictures and sentences without a row say it too; those with rows do not', async t => {
  const { get } = await sharedService()
  const empty = `${unhcr}&nationality=RUS&period_from=1950&period_to=1951`
  for (const format of ['xlsx', 'svg', 'png', 'sentence', 'json-stat', 'vega-lite']) {
    const { statusCode, headers, body } = await get(
      `/v1/statistics/decisions.${format}?${empty}&group_by=year`
    )
    if (statusCode !== 200) t.match(body, /"type":/, `${format} is refused: ${body.slice(0, 300)}`)
    else t.match(headers['asylum-outcomes-empty'], /^outside-coverage; detail="Release /, format)
  }
  const full = await get(`/v1/statistics/decisions.csv?${unhcr}&nationality=RUS`)
  t.notOk(full.headers['asylum-outcomes-empty'])
  t.notMatch(full.headers.link, 'rel="help"')
})

t.test('a list of which nothing is imported says so', async t => {
  const { get } = await service(t, {}, async () => {})
  for (const list of ['cases', 'decisions', 'returns', 'published-counts']) {
    const { headers } = await get(`/v1/${list}.csv`)
    t.match(headers['asylum-outcomes-empty'], /^not-imported; detail="No release here has such records/, list)
    t.match(headers['content-disposition'], `filename="${list}.csv"`)
  }
})
