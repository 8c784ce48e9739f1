import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import t from 'tap'
import { twoEditions } from '../loaded.ts'
import { applications, importFacts, range, stocks } from '../queries/made-up-records.ts'
import { service, sharedService } from '../service.ts'

const pair = '/v1/sources/us-credible-fear/releases/fy2016-2021-starter...second-edition'

/** One answer of every endpoint at least, and those whose rows are odd: withheld, undated, ambiguous, empty. */
const asked: Record<string, string[]> = {
  '/health': ['/health'],
  '/ready': ['/ready'],
  '/v1': ['/v1'],
  '/v1/cases': ['/v1/cases', '/v1/cases?nationality=HND', '/v1/cases?limit=1&count=exact'],
  '/v1/cases/{case_id}': ['/v1/cases/documented:1', '/v1/cases/documented:4'],
  '/v1/cases/{case_id}/timeline': [
    '/v1/cases/documented:1/timeline',
    '/v1/cases/documented:2/timeline',
    '/v1/cases/documented:4/timeline'
  ],
  '/v1/decisions': ['/v1/decisions'],
  '/v1/decisions/{decision_id}': ['/v1/decisions/documented:202'],
  '/v1/returns': ['/v1/returns'],
  '/v1/events': ['/v1/events', '/v1/events?event_kind=stay'],
  '/v1/statements': ['/v1/statements', '/v1/statements?said_by_kind=agency'],
  '/v1/reported-figures': ['/v1/reported-figures'],
  '/v1/case-groups': ['/v1/case-groups'],
  '/v1/changes': [
    '/v1/changes?kind=first_data',
    '/v1/changes?source=documented-cases&kind=first_data&lang=fr'
  ],
  '/v1/published-counts': [
    '/v1/published-counts?source=us-credible-fear&nationality=CUB,ROU&year=FY2016',
    '/v1/published-counts?source=unhcr-asylum-decisions&limit=1000',
    '/v1/published-counts?source=us-credible-fear&is_total=true'
  ],
  '/v1/countries-of-return': ['/v1/countries-of-return', '/v1/countries-of-return?nationality=HND'],
  '/v1/countries-of-return/{country}': [
    '/v1/countries-of-return/RUS',
    '/v1/countries-of-return/CUB',
    '/v1/countries-of-return/UNK'
  ],
  '/v1/countries-of-return/{country}/nationalities': [
    '/v1/countries-of-return/RUS/nationalities',
    '/v1/countries-of-return/CUB/nationalities'
  ],
  '/v1/decision-stages': ['/v1/decision-stages', '/v1/decision-stages?lang=es'],
  '/v1/decision-stages/{stage}': [
    '/v1/decision-stages/screening',
    '/v1/decision-stages/mixed',
    '/v1/decision-stages/judicial_review',
    '/v1/decision-stages/screening_review?source=documented-cases'
  ],
  '/v1/outcomes': ['/v1/outcomes'],
  '/v1/countries': ['/v1/countries'],
  '/v1/countries/resolve': [
    '/v1/countries/resolve?name=Congo',
    '/v1/countries/resolve?name=Atlantis',
    '/v1/countries/resolve?scheme=eoir&code=CH',
    '/v1/countries/resolve?scheme=iso3&code=ZAR'
  ],
  '/v1/countries/{iso3}': ['/v1/countries/SUN', '/v1/countries/UNK', '/v1/countries/XKX'],
  '/v1/country-groups': ['/v1/country-groups'],
  '/v1/country-groups/{group}': ['/v1/country-groups/EU', '/v1/country-groups/UN_ASIA'],
  '/v1/code-lists': ['/v1/code-lists'],
  '/v1/code-lists/{scheme}': ['/v1/code-lists/unhcr-dec-level'],
  '/v1/loaded': ['/v1/loaded', '/v1/loaded?subject=returns&country_of_return=RUS&lang=es'],
  '/v1/sources': ['/v1/sources'],
  '/v1/sources/{id}': ['/v1/sources/unhcr-asylum-decisions', '/v1/sources/us-uscis-asylum-office'],
  '/v1/sources/{id}/releases': [
    '/v1/sources/unhcr-asylum-decisions/releases',
    '/v1/sources/us-uscis-asylum-office/releases'
  ],
  '/v1/sources/{id}/releases/{release}': ['/v1/sources/us-credible-fear/releases/fy2016-2021-starter'],
  '/v1/sources/{id}/downloads': [
    '/v1/sources/us-credible-fear/downloads',
    '/v1/sources/us-eoir-cases/downloads'
  ],
  '/v1/sources/{id}/fields': ['/v1/sources/us-credible-fear/fields', '/v1/sources/us-eoir-cases/fields'],
  '/v1/sources/{id}/releases/{before}...{after}': [pair, `${pair}?by=nationality`],
  '/v1/sources/{id}/releases/{before}...{after}/records': [`${pair}/records`, `${pair}/records?limit=1`],
  '/v1/caveats': ['/v1/caveats'],
  '/v1/measures': ['/v1/measures'],
  '/v1/dimensions': ['/v1/dimensions'],
  '/v1/statistics/cases': [
    '/v1/statistics/cases?source=documented-cases&group_by=case_outcome,case_status',
    '/v1/statistics/cases?source=us-eoir-cases&group_by=case_type,year&application_type=asylum&limit=50'
  ],
  '/v1/statistics/returns': ['/v1/statistics/returns?source=documented-cases&group_by=same_country,month'],
  '/v1/statistics/pending': [
    '/v1/statistics/pending?source=made-up',
    '/v1/statistics/pending?source=made-up&group_by=as_at,waiting_time',
    '/v1/statistics/pending?source=made-up&dry_run=true&fill=grid',
    '/v1/statistics/pending?source=documented-cases&group_by=waiting_time'
  ],
  '/v1/statistics/durations': ['/v1/statistics/durations?source=us-eoir-cases'],
  '/v1/compare': [
    '/v1/compare?nationality=RUS&group_by=year&limit=200',
    '/v1/compare?source=us-credible-fear,documented-cases,us-eoir-cases&group_by=year&measures=fear_found_rate,total_protection_rate&intervals=true',
    '/v1/compare?of=cases&source=documented-cases,us-eoir-cases&group_by=case_outcome',
    '/v1/compare?group_by=year&dry_run=true'
  ],
  '/v1/statistics/pathways': ['/v1/statistics/pathways?source=documented-cases'],
  '/v1/statistics/applications': [
    '/v1/statistics/applications?source=made-up&group_by=nationality,year',
    '/v1/statistics/applications?source=made-up&decision_stage=appeal&dry_run=true'
  ],
  '/v1/statistics/decisions': [
    '/v1/statistics/decisions?source=us-credible-fear&nationality_group=UN_REGIONS&group_by=nationality_group',
    '/v1/statistics/decisions?source=us-credible-fear&group_by=nationality,outcome&period=latest',
    '/v1/statistics/decisions?source=us-credible-fear&group_by=nationality&measures=cases,fear_found_rate&intervals=true&year_basis=us_fiscal&period_from=FY2016&period_to=FY2016',
    '/v1/statistics/decisions?source=documented-cases&group_by=outcome'
  ]
}

t.test('every answer is what the contract says of it, no more and no less', async t => {
  const { app, get } = await service(t, {}, async (database, dataDir) => {
    await twoEditions.fill(database, dataDir)
    await importFacts(t, database, dataDir, [...applications(range(24)), ...stocks(range(8))], 'first')
  })
  const document = app.swagger() as unknown as Contract
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajvFormats.default(ajv)
  ajv.addSchema(document, 'contract')
  const pointer = (path: string, status: string, type: string): string =>
    `contract#/paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/get/responses/${status}/content/${type.replace('/', '~1')}/schema`

  const all = Object.keys(asked).sort()
  t.same(Object.keys(document.paths).sort(), all, 'every path is asked')
  for (const [path, urls] of Object.entries(asked))
    for (const url of urls) {
      const answer = await get(url)
      t.equal(answer.statusCode, 200, `${url}: ${answer.body.slice(0, 300)}`)
      const check = ajv.getSchema(pointer(path, '200', 'application/json'))
      t.ok(check?.(answer.json()), `${url}: ${JSON.stringify(check?.errors?.slice(0, 5))}`)
      const refused = await get(`${url.split('?')[0]}?natoinality=RUS`)
      const isProblem = ajv.getSchema(pointer(path, '400', 'application/problem+json'))
      t.ok(isProblem?.(refused.json()), `${url}: ${JSON.stringify(isProblem?.errors)}`)
    }

  t.test('a key that the contract does not name would be found', async t => {
    const open = objectsIn(document).filter(({ schema }) => schema.additionalProperties === undefined)
    t.same(
      open.map(({ place }) => place),
      [],
      'every object says whether it may have others'
    )
  })
})

t.test('a number that was withheld is null on the wire and empty in CSV, never 0', async t => {
  const { get, json } = await sharedService()
  const cuba = 'source=us-credible-fear&nationality=CUB&year=FY2016'
  const { data } = await json(`/v1/published-counts?${cuba}`)
  const withheld = data.filter((row: Row) => row.status === 'suppressed')
  t.equal(withheld.length, 3)
  t.ok(withheld.every((row: Row) => row.value === null))
  t.ok(
    data.some((row: Row) => row.value === 0 && row.status === 'ok'),
    'beside a real 0'
  )
  t.match((await get(`/v1/published-counts?${cuba}`)).body, '"value":null,"status":"suppressed"')
  const csv = (await get(`/v1/published-counts.csv?${cuba}&fields=value,status`)).body
  t.match(csv, '\r\n,suppressed,')
  t.match((await get(`/v1/published-counts.ndjson?${cuba}`)).body, '"value":null')

  const cells = await json(
    `/v1/statistics/decisions?source=us-credible-fear&nationality=CUB&group_by=outcome&year_basis=us_fiscal&period_from=FY2016&period_to=FY2016`
  )
  const found = cells.data.find((row: Row) => row.outcome === 'fear_found')
  t.equal(found.cases, null)
  t.same(found.flags.cases, ['suppressed'])

  const item = await json('/v1/countries-of-return/CUB')
  const own = item.data.own_nationals.find((block: Row) => block.source === 'us-credible-fear')
  const summed = own.rows.find((row: Row) => row.outcome === 'fear_found')
  t.equal(summed.value, null, 'a sum over a withheld number is none')
  t.match(summed.flags, ['suppressed'])

  for (const url of ['/v1/cases/documented:4', '/v1/decisions/documented:202']) {
    const record = (await json(url)).data
    for (const name of ['court', 'custody', 'case_type', 'filed_on'])
      t.equal(record[name], null, `${url} ${name}`)
  }
  t.equal((await json('/v1/returns')).data[0].via_credible_fear, null)
  t.equal((await json('/v1/countries-of-return/RUS')).data.executed[0].resumed_on, null)
  t.equal((await json('/v1/countries/SUN')).data.iso2, null)
  t.equal((await json('/v1/decisions?limit=1')).meta.total, null)
})

interface Contract {
  paths: Record<string, unknown>
  components: { schemas: Record<string, unknown> }
}
type Row = Record<string, unknown>
interface Found {
  place: string
  schema: { additionalProperties?: unknown }
}

/** Every object schema of the contract, by where it stands. */
function objectsIn(node: unknown, place = ''): Found[] {
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.entries(node).flatMap(([key, value]) =>
    key === 'example' || key === 'examples' ? [] : objectsIn(value, `${place}/${key}`)
  )
  const isObject = 'type' in node && node.type === 'object' && 'properties' in node
  return isObject ? [{ place, schema: node as Found['schema'] }, ...inner] : inner
}
