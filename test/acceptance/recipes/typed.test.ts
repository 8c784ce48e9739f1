import t, { type Test } from 'tap'
import { firstTables } from '../../loaded.ts'
import { type Service, service } from '../../service.ts'

const decisions = '/v1/statistics/decisions'
const unhcr = ['unhcr-asylum-decisions', 'unhcr-asylum-applications', 'unhcr-population']
const germany = 'nationality=RUS&country_of_asylum=DEU'

/** What people type, the parameter that is told to be at fault, and what they may have meant. */
const typed: [url: string, parameter: string, meant?: string[]][] = [
  [`${decisions}?${germany}&from=2021`, 'from', ['period_from']],
  [`${decisions}?${germany}&to=2021`, 'to', ['period_to']],
  [`${decisions}?nationality=Russia&country_of_asylum=DEU`, 'nationality', ['RUS']],
  [`${decisions}?nationality=RUS&country_of_asylum=Germany`, 'country_of_asylum', ['DEU']],
  [`${decisions}?nationality=RUS&country_of_asylum=UK`, 'country_of_asylum', ['GBR']],
  [`${decisions}?nationality=XX`, 'nationality', ['UNK', 'XXA']],
  [`${decisions}?country=DEU`, 'country', ['nationality', 'country_of_asylum', 'country_of_return']],
  [`${decisions}?asylum=DEU`, 'asylum', ['country_of_asylum']],
  [`${decisions}?${germany}&outcome=deported`, 'outcome', ['removal_ordered']],
  [
    `${decisions}?${germany}&measures=recognition_rate`,
    'measures',
    ['refugee_recognition_rate', 'total_protection_rate']
  ],
  [`${decisions}?source=us-credible-fear&measures=fear_rate`, 'measures', ['fear_found_rate']],
  [`${decisions}?${germany}&sex=F`, 'sex', ['female']],
  [`${decisions}?${germany}&format=excel`, 'format', ['xlsx']],
  [`${decisions}?${germany}&period_from=2021-13`, 'period_from'],
  [`${decisions}?${germany}&period_from=2025&period_to=2021`, 'period_to'],
  [`${decisions}?source=unhcr`, 'source', ['unhcr-asylum-decisions']],
  ['/v1/statistics/returns?source=ice', 'source', ['us-ice-removals']],
  ['/v1/compare?source=eurostat', 'source', ['eurostat-asylum-decisions']],
  ['/v1/published-counts?source=unhcr', 'source', unhcr],
  ['/v1/published-counts?year=23', 'year'],
  ['/v1/returns?source=us-ice-removals', 'source'],
  ['/v1/countries-of-return?return_type=deportation', 'return_type', ['enforced']],
  ['/v1/countries-of-return/Russia', 'country', ['RUS']],
  ['/v1/countries/RU', 'iso3', ['RUS']],
  ['/v1/decision-stages/appeals', 'stage', ['appeal']],
  ['/v1/sources/unhcr', 'id', unhcr],
  ['/v1/code-lists/eoir', 'scheme'],
  ['/v1/statistics/durations', 'source'],
  ['/v1/statistics/durations?decision_stage=first_instance', 'source'],
  ['/v1/statistics/pending', 'source'],
  ['/v1/statistics/pathways', 'source'],
  ['/v1/statistics/returns?group_by=month', 'source'],
  [`${decisions}?nationality=TUV`, 'source'],
  [`${decisions}?outcome=removal_ordered`, 'source'],
  [decisions, 'source']
]

t.test('what people type is refused with what is meant, and all that is offered works', async t => {
  const { get } = await service(t, {}, firstTables)
  for (const [url, parameter, meant] of typed)
    await t.test(url, async t => {
      const answer = await get(url)
      t.ok(answer.statusCode === 400 || answer.statusCode === 404, String(answer.statusCode))
      const { detail, errors, sources = [], answerable = [] } = answer.json()
      t.match(errors, [{ parameter }])
      if (meant) t.same(errors[0].did_you_mean, meant)
      const offered = [...sources, ...answerable].flatMap(({ url: each }: { url?: string }) => each ?? [])
      const named = [...detail.matchAll(/\/v1\/[^\s"]+/g)].map(([text]) => text.replace(/[.,;]$/, ''))
      for (const each of [...offered, ...named]) await hasSomething(t, get, each)
    })
})

t.test('a table that answers when it is named keeps the question of its kind', async t => {
  const { get } = await service(t, {})
  const { sources } = (
    await get('/v1/statistics/durations?decision_stage=appeal&group_by=nationality')
  ).json()
  t.match(
    sources.find(({ source }: { source: string }) => source === 'documented-cases'),
    { reasons: [/does not report when anything was filed/], url: undefined }
  )
  const [address] = sources.flatMap(({ url }: { url?: string }) => url ?? [])
  t.match(address, /source=us-eoir-cases&.*group_by=nationality.*decision_stage=appeal$/)
  await hasSomething(t, get, address)
})

async function hasSomething(t: Test, get: Service['get'], url: string): Promise<void> {
  const { statusCode, body } = await get(url)
  t.equal(statusCode, 200, url)
  const { data } = JSON.parse(body)
  // No documented case is told to be open.
  if (url.startsWith('/v1/statistics/pending?source=documented-cases')) return
  t.ok(Array.isArray(data) ? data.length > 0 : data, `${url} has something`)
}
