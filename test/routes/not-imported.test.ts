import t from 'tap'
import { firstTables } from '../loaded.ts'
import { service } from '../service.ts'

/** Of series that are not here: each with what is said of it. */
type Said = { source: string; series: string; reasons: string[]; url?: string }[]

t.test('a source that is known and not imported is never said not to exist', async t => {
  const { get } = await service(t, {}, firstTables)
  for (const path of [
    '/v1/statistics/returns',
    '/v1/statistics/decisions',
    '/v1/statistics/durations',
    '/v1/returns',
    '/v1/compare',
    '/v1/decision-stages/appeal',
    '/v1/countries-of-return'
  ]) {
    const answer = await get(`${path}?source=us-ice-removals`)
    t.equal(answer.statusCode, 400, path)
    const { type, detail, errors } = answer.json()
    t.match(type, /unsupported-combination/, path)
    t.match(detail, /us-ice-removals is a source that is known here, and nothing of it is imported/)
    t.match(detail, /published at https:\/\/\S+ and read by: asylum-outcomes import us-ice-removals <file>/)
    t.match(errors, [{ parameter: 'source', code: 'unsupported-combination' }])
  }
  const quarterly = await get('/v1/statistics/decisions?source=us-credible-fear&series=semi-monthly')
  t.match(
    quarterly.json().detail,
    /semi-monthly is a series of us-credible-fear that is known here.*--series semi-monthly/
  )
  const strange = (await get('/v1/statistics/returns?source=us-ice-removal')).json()
  t.match(strange.detail, /There is no source "us-ice-removal" with a release here.*answers within seconds/)
})

t.test('where no table answers, those that must be named and those to be imported are told', async t => {
  const { get, json } = await service(t, {}, firstTables)
  // The shipped departure has no day, so that no month has it.
  const types = (await get('/v1/statistics/returns?country_of_return=RUS&group_by=return_type')).json()
  const said: Said = types.sources
  const [press] = said.filter(({ source }) => source === 'documented-cases')
  t.equal(
    press?.url,
    '/v1/statistics/returns?source=documented-cases&series=cases&group_by=return_type&country_of_return=RUS'
  )
  await json(String(press?.url))
  t.same([...new Set(said.filter(({ url }) => !url).map(({ source }) => source))].sort(), [
    'gb-returns',
    'us-ice-removals'
  ])
  t.match(types.detail, /us-ice-removals \(removals\): Nothing of it is imported here\. It is published at/)

  const durations = (await get('/v1/statistics/durations?nationality=GTM')).json()
  t.match(
    durations.sources.map(({ source }: Said[number]) => source),
    ['documented-cases', 'us-eoir-cases']
  )
  const { detail } = (await get('/v1/statistics/decisions?decision_stage=screening_review')).json()
  t.match(detail, /documented-cases \(cases\): It answers only where it is named/)
  t.match(detail, /us-eoir-cases \(cases\): Nothing of it is imported here/)

  const pinned = (await get('/v1/statistics/returns?as_of=2020-01-01')).json()
  t.notMatch(pinned.detail, /imported/)
})

t.test('part of a name is taken for the sources that can answer there', async t => {
  const { get } = await service(t, {}, firstTables)
  const meant = async (path: string, source: string) =>
    [...(await get(`${path}?source=${source}`)).json().errors[0].did_you_mean].sort()
  for (const [path, source, ...names] of [
    ['/v1/statistics/decisions', 'unhcr', 'unhcr-asylum-decisions'],
    ['/v1/statistics/decisions', 'eurostat', 'eurostat-asylum-decisions'],
    ['/v1/statistics/applications', 'unhcr', 'unhcr-asylum-applications'],
    ['/v1/statistics/pending', 'unhcr', 'unhcr-population'],
    ['/v1/statistics/returns', 'eurostat', 'eurostat-returns'],
    ['/v1/statistics/durations', 'us', 'us-eoir-cases'],
    ['/v1/statistics/pathways', 'us', 'us-eoir-cases'],
    ['/v1/compare', 'unhcr', 'unhcr-asylum-decisions'],
    ['/v1/returns', 'us', 'us-ice-removals'],
    ['/v1/cases', 'us', 'us-eoir-cases'],
    ['/v1/countries-of-return', 'gb', 'gb-returns'],
    ['/v1/countries-of-return/RUS', 'gb', 'gb-returns'],
    ['/v1/decision-stages/appeal', 'unhcr', 'unhcr-asylum-decisions']
  ] as const)
    t.same(await meant(path, source), names, `${path}?source=${source}`)
  t.same(
    await meant('/v1/statistics/decisions', 'unhcr-populations'),
    ['unhcr-population'],
    'a slip of letters is that source, which then says where it answers'
  )
  t.same(await meant('/v1/statistics/decisions', 'population'), ['unhcr-population'], 'no other is meant')
})
