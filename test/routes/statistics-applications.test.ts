import t, { type Test } from 'tap'
import { madeUpSource } from '../import/made-up.ts'
import { applications, decision, importFacts, range } from '../queries/made-up-records.ts'
import { type Service, service } from '../service.ts'

const path = '/v1/statistics/applications'

/** A source that has applications, of two stages, and one that has decisions. */
const asking = (t: Test): Promise<Service> =>
  service(t, {}, async (database, dataDir) => {
    await importFacts(t, database, dataDir, applications(range(24)), 'first')
    const other = madeUpSource({ id: 'made-up-decisions' })
    await importFacts(t, database, dataDir, range(40).map(decision), 'first', other)
  })

t.test('applications are counted by the stage at which they were lodged, and by nothing else', async t => {
  const { get, json } = await asking(t)
  const figure = (i: number) => 10 * (i + 1)
  const sum = (places: number[]) => places.reduce((n, i) => n + figure(i), 0)

  await t.test('stages are never added, and figures of one stage are', async t => {
    const { data, meta } = await json(`${path}?source=made-up`)
    // The made-up table is of three nationalities only, so that a figure over all of them is a part.
    const flags = { persons: ['partial'] }
    t.same(data, [
      { decision_stage: 'first_instance', persons: sum(range(12)), flags },
      { decision_stage: 'appeal', persons: sum(range(24).slice(12)), flags }
    ])
    t.match(meta, {
      unit: 'persons',
      query: { split_by: ['decision_stage'] },
      period: { date_basis: 'filed' },
      rates: {}
    })
    t.equal(meta.reconciliation.persons.in_scope, sum(range(24)))
    t.same(
      (await json(`${path}?decision_stage=appeal&nationality=RUS&group_by=year`)).data.map(
        ({ year, persons }: { year: string; persons: number }) => [year, persons]
      ),
      [20, 21, 22].map(year => [
        `20${year}`,
        sum(range(24).filter(i => i >= 12 && i % 4 === 0 && i % 3 === year - 20))
      ])
    )
  })

  await t.test('each answer says that decisions are not of these applications', async t => {
    const { meta } = await json(`${path}?decision_stage=appeal`)
    const said = meta.caveats.find(
      ({ id }: { id: string }) => id === 'decisions-are-not-of-these-applications'
    )
    t.equal(said?.source, 'made-up')
    const empty = await json(`${path}?decision_stage=appeal&source=made-up&nationality=FRA`)
    t.same(empty.data, [])
    t.ok(
      empty.meta.caveats.some(({ id }: { id: string }) => id === 'decisions-are-not-of-these-applications')
    )
  })

  await t.test(
    'outcomes and rates are refused with the reason, as a filter, a group and a measure',
    async t => {
      for (const [query, parameter] of [
        ['measures=refugee_recognition_rate', 'measures'],
        ['measures=persons,fear_found_rate', 'measures'],
        ['outcome=rejected', 'outcome'],
        ['outcome_group=rejected', 'outcome_group'],
        ['effect=favourable', 'effect'],
        ['group_by=outcome', 'group_by']
      ] as const) {
        const answer = await get(`${path}?source=made-up&${query}`)
        t.match(
          answer.json(),
          {
            status: 400,
            type: 'unsupported-combination',
            detail: /decisions are never divided by applications/,
            errors: [{ parameter }]
          },
          query
        )
      }
      const french = await get(`${path}?group_by=outcome&lang=fr`)
      t.match(french.json().detail, /ne se divisent donc jamais par des demandes/)
      for (const [query, type] of [
        ['date_basis=decided', 'unsupported-combination'],
        ['unit=decisions', 'invalid-parameter'],
        ['country_of_return=RUS', 'unknown-parameter'],
        ['measures=median', 'invalid-parameter'],
        ['intervals=true', 'unsupported-combination']
      ])
        t.match((await get(`${path}?${query}`)).json(), { status: 400, type }, String(query))
    }
  )

  await t.test(
    'a table of decisions answers nothing about applications, nor the other way round',
    async t => {
      t.match((await get(`${path}?source=made-up-decisions`)).json(), {
        status: 400,
        type: 'unsupported-combination'
      })
      t.match((await get('/v1/statistics/decisions?source=made-up')).json(), { status: 400 })
      t.match((await get('/v1/statistics/returns?source=made-up')).json(), { status: 400 })
      const { data } = await json('/v1/decision-stages/first_instance')
      t.notOk(JSON.stringify(data).includes('"made-up"'))
    }
  )

  await t.test('in words, in each language', async t => {
    const words = async (lang: string) =>
      (await get(`${path}.sentence?nationality=RUS&decision_stage=first_instance&lang=${lang}`)).body
    const n = sum([0, 4, 8])
    t.match(
      await words('en'),
      `in Germany, there were applications by ${n} persons who are nationals of Russia`
    )
    t.match(await words('es'), `solicitudes de ${n} personas nacionales de Rusia`)
    t.match(await words('fr'), `des demandes de ${n} personnes ressortissantes de`)
    t.match(
      (await get(`${path}.svg?group_by=year&decision_stage=first_instance`)).body,
      /applications in Germany by year/i
    )
    for (const ending of ['csv', 'xlsx', 'json-stat', 'parquet', 'vega-lite', 'ndjson'])
      t.equal((await get(`${path}.${ending}?group_by=nationality`)).statusCode, 200, ending)
  })

  await t.test('side by side in a comparison, and listed as printed', async t => {
    const { data, meta } = await json('/v1/compare?of=applications&group_by=year')
    t.equal(data.length, 6)
    t.ok(
      meta.answers[0].caveats.some(
        ({ id }: { id: string }) => id === 'decisions-are-not-of-these-applications'
      )
    )
    const listed = await json('/v1/published-counts?subject=applications&limit=100')
    t.equal(listed.data.length, 24)
    t.match(listed.data[0], { subject: 'applications', outcome: 'not_split', as_at: null, waiting_at: null })
    t.same((await json('/v1/published-counts?subject=decisions')).data, [])
  })

  await t.test('the catalogues name the path', async t => {
    const measures = (await json('/v1/measures')).data as { measure: string; paths: string[] }[]
    const having = measures.filter(({ paths }) => paths.includes(path)).map(({ measure }) => measure)
    t.same(having, ['cases', 'persons', 'published_total'])
    const dimensions = (await json('/v1/dimensions')).data as { dimension: string; groups_at: string[] }[]
    const groups = dimensions.filter(each => each.groups_at.includes(path)).map(each => each.dimension)
    t.ok(groups.includes('applicant_history'))
    t.notOk(groups.includes('outcome'))
  })
})
