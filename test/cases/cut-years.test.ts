import t from 'tap'
import { importing } from './importing.ts'

/** Iranians in Canada: 2021 is told whole, 290 claims, and 2022 from January to September, 234 claims. */
const served = (t: Parameters<typeof importing>[0]) => importing(t, 'ca-irb', ['dates/irb-cut-year.csv'])
const decisions = '/v1/statistics/decisions'
const irb = 'source=ca-irb&nationality=IRN'

t.test('a question for just the months of a published figure has that figure', async t => {
  const { get, json } = await served(t)
  const months = `${irb}&period_from=2022-01&period_to=2022-09`
  const { data, meta } = await json(`${decisions}?${months}`)
  t.match(data, [{ applications: 234 }])
  t.match(meta.period, { from: '2022-01-01', to: '2022-09-30', partial: [] })
  t.match((await json(`/v1/compare?of=decisions&${months}`)).data, [{ applications: 234 }])
  t.match((await get(`${decisions}.sentence?${months}`)).body, /January to September 2022/)
})

t.test('a bound that cuts a published figure is refused, whatever other figures are for', async t => {
  const { get } = await served(t)
  for (const bounds of [
    'period_from=2022-04&period_to=2022-09',
    'period_to=2022-08',
    'period_to=2021-09',
    'period_from=2021-02'
  ]) {
    const refused = await get(`${decisions}?${irb}&${bounds}`)
    t.equal(refused.statusCode, 400, bounds)
    t.match(refused.json().detail, /lies in several of the periods asked for/, bounds)
    t.notMatch(refused.json().detail, /whole year each/, 'not all of them are')
  }
})

t.test('a bound after the last month told cuts nothing, and the period is told as partial', async t => {
  const { json } = await served(t)
  const { data, meta } = await json(`${decisions}?${irb}&period_from=2022-01&period_to=2022-10`)
  t.match(data, [{ applications: 234, flags: { applications: ['partial'] } }])
  t.same(meta.period.partial, ['2022-10'])
})

t.test('a year that is told in part is named with and without periods in the answer', async t => {
  const { json } = await served(t)
  const partial = async (question: string) =>
    (await json(`${decisions}?${irb}&${question}`)).meta.period.partial
  t.same(await partial('group_by=outcome'), ['2022'])
  t.same(await partial('group_by=year'), ['2022'])
  t.same(await partial('group_by=year&fill=grid'), ['2022'])
  t.same(await partial('period_from=2022&period_to=2022'), ['2022'])
  t.same(await partial('period_from=2022'), ['2022'])
  t.same(await partial('period_to=2021'), [], 'a whole year')
})

t.test('each row of a file says from which day to which it counts', async t => {
  const { get } = await served(t)
  const days = async (question: string) => {
    const { body } = await get(`${decisions}.ndjson?${irb}&${question}`)
    return body
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
      .map(row => `${row.applications} ${row.period_from} ${row.period_to} ${row.date_basis}`)
  }
  const [whole, cut] = ['290 2021-01-01 2021-12-31 decided', '234 2022-01-01 2022-09-30 decided']
  t.same(await days('group_by=year'), [whole, cut])
  t.same(await days('group_by=year&fill=grid'), [whole, cut])
  t.same(await days('period_from=2022-01&period_to=2022-09'), [cut])
  t.same(await days(''), ['524 2021-01-01 2022-09-30 decided'])
  const { body } = await get(`${decisions}.csv?${irb}&group_by=year`)
  t.match(body, /^year,.*,synthetic,date_basis,period_from,period_to.*\r\n/)
  t.match(body, /^2022,234,partial,.*,decided,2022-01-01,2022-09-30.*\r\n/m)
  const compared = (await get(`/v1/compare.ndjson?of=decisions&${irb}&group_by=year`)).body
  t.match(compared, /"year":"2022".*"period_from":"2022-01-01","period_to":"2022-09-30"/)
})
