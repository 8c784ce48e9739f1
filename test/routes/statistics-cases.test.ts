import t from 'tap'
import { sharedService } from '../service.ts'

t.test('statistics on cases and departures, over the wire', async t => {
  const { get, json } = await sharedService()
  const refused = async (url: string) => {
    const answer = await get(url)
    t.equal(answer.statusCode, 400, url)
    return answer.json()
  }

  await t.test('documented cases and their departures, each once', async t => {
    const cases = await json('/v1/statistics/cases?source=documented-cases&group_by=case_outcome')
    const counted = cases.data.reduce((sum: number, row: { cases: number }) => sum + row.cases, 0)
    t.equal(counted, cases.meta.reconciliation.cases.in_scope)
    const list = await json('/v1/cases?source=documented-cases&count=exact')
    t.equal(counted, list.meta.total, 'the list has as many')
    const returns = await json('/v1/statistics/returns?source=documented-cases&group_by=country_of_return')
    t.match(returns.data, [{ country_of_return: 'RUS', returns: 1 }])
    t.match(returns.meta.period, { date_basis: 'returned' })
  })

  await t.test('every format says the same', async t => {
    const path = '/v1/statistics/cases'
    const query = 'source=documented-cases&group_by=nationality,case_status'
    const { data, links } = await json(`${path}?${query}`)
    const lines = (await get(`${path}.ndjson?${query}`)).body.trim().split('\n')
    t.same(
      lines.map(line => JSON.parse(line).cases),
      data.map((row: { cases: number }) => row.cases)
    )
    const csv = await get(String(links.csv))
    t.match(csv.body, /^nationality,case_status,cases,cases_flags,unit,year_basis,source/)
    t.same((await json(String(links.canonical))).data, data)
  })

  await t.test(
    'a cursor of one endpoint is none of another, and a case is not grouped by its applications',
    async t => {
      const { links } = await json('/v1/statistics/cases?source=us-eoir-cases&group_by=year&limit=1')
      const cursor = new URL(String(links.next), 'http://x').searchParams.get('cursor')
      const url = `/v1/statistics/decisions?source=us-eoir-cases&group_by=year&limit=1&cursor=${cursor}`
      t.equal((await refused(url)).type, 'invalid-cursor')
      const problem = await refused('/v1/statistics/cases?source=us-eoir-cases&group_by=application_type')
      t.match(problem, { type: 'unsupported-combination', errors: [{ parameter: 'group_by' }] })
      t.match(await refused('/v1/statistics/cases?decision_stage=appeal'), { type: 'unknown-parameter' })
    }
  )

  await t.test(
    'that of courts only remands are told stands beside cases that were sent back, and no others',
    async t => {
      const told = async (outcome: string): Promise<string[]> =>
        (
          await json(`/v1/statistics/cases?source=us-eoir-cases&group_by=year&case_outcome=${outcome}`)
        ).meta.caveats.map(({ id }: { id: string }) => id)
      const id = 'us-eoir-federal-remands-only-cases'
      t.ok((await told('remanded')).includes(id))
      t.ok((await told('remanded,rejected')).includes(id))
      t.notOk((await told('rejected')).includes(id))
    }
  )

  await t.test(
    'fill=grid over cases and departures: every year, and what is not covered is null',
    async t => {
      const cases = await json(
        '/v1/statistics/cases?source=us-eoir-cases&nationality=RUS&group_by=year&period_from=1900&period_to=1902&fill=grid'
      )
      t.same(
        cases.data,
        ['1900', '1901', '1902'].map(year => ({ year, cases: null, flags: { cases: ['not_reported'] } }))
      )
      const returns = await json(
        '/v1/statistics/returns?source=documented-cases&country_of_return=RUS,DEU&group_by=country_of_return&fill=grid'
      )
      t.match(
        returns.data,
        [
          { country_of_return: 'DEU', returns: null, flags: { returns: ['not_reported'] } },
          { country_of_return: 'RUS', returns: 1 }
        ],
        'a few cases that the press told of prove no zero'
      )
    }
  )

  await t.test('a day names a release in the canonical address, and no day to come', async t => {
    const today = new Date().toISOString().slice(0, 10)
    const { links, data } = await json(
      `/v1/statistics/decisions?source=us-credible-fear&group_by=year&as_of=${today}`
    )
    t.match(links.canonical, /release=/)
    t.notMatch(links.canonical, /as_of/)
    t.same((await json(String(links.canonical))).data, data)
    const later = '/v1/statistics/decisions?source=us-credible-fear&as_of=2999-01-01'
    t.match(await refused(later), { type: 'invalid-parameter', errors: [{ parameter: 'as_of' }] })
  })
})
