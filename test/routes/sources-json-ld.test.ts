import t from 'tap'
import { type Service, service } from '../service.ts'

const publicUrl = 'https://example.org'
const ld = { accept: 'application/ld+json' }

let opened: Promise<Service> | undefined
const shared = () => {
  opened ??= service(t, { publicUrl })
  return opened
}

interface Dataset {
  '@type': string
  '@id': string
  name: string
  description: string
  hasPart?: Dataset[]
  distribution?: { '@type': string; contentUrl: string; encodingFormat: string; sha256?: string }[]
  [member: string]: unknown
}
interface Catalogue extends Dataset {
  dataset: Dataset[]
}

/** A data set and its parts. */
const withParts = (set: Dataset): Dataset[] => [set, ...(set.hasPart ?? [])]

/** All values under names that are addresses here. */
const addressesIn = (value: unknown): string[] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([name, each]) =>
        ['@id', 'url', 'contentUrl'].includes(name) ? [String(each)] : addressesIn(each)
      )

t.test('sources are a catalogue for search engines, chosen by Accept, suffix or format', async t => {
  const { get } = await shared()
  const asked = await get('/v1/sources', ld)
  t.equal(asked.statusCode, 200)
  t.equal(asked.headers['content-type'], 'application/ld+json; charset=utf-8')
  t.equal(asked.headers.vary, 'Accept, Accept-Encoding')
  t.equal(asked.headers['content-language'], 'en')
  for (const address of ['/v1/sources.json-ld', '/v1/sources?format=json-ld']) {
    const { body, headers } = await get(address)
    t.equal(body, asked.body, address)
    t.equal(headers.vary, 'Accept-Encoding', address)
  }
  const { dataset, ...catalogue } = asked.json<Catalogue>()
  t.same(catalogue, {
    '@context': 'https://schema.org',
    '@type': 'DataCatalog',
    '@id': `${publicUrl}/v1/sources`,
    name: 'Asylum Outcomes',
    url: `${publicUrl}/sources`,
    description:
      'What happened to people who asked for asylum: decision stages, outcomes and countries of return, from public releases.'
  })
  for (const each of dataset.flatMap(withParts)) {
    t.equal(each['@type'], 'Dataset')
    t.ok(each.name && each.description.length >= 50 && each.license && each.isBasedOn, each['@id'])
    t.equal(each.distribution === undefined, each.hasPart !== undefined, each['@id'])
  }
  const relative = addressesIn(asked.json()).filter(each => !each.startsWith(`${publicUrl}/`))
  t.same(relative, [], 'every address is whole')
})

t.test('a source is a data set with the files and statistics of its release', async t => {
  const { get, json } = await shared()
  const { distribution = [], ...described } = (await get('/v1/sources/us-credible-fear', ld)).json<Dataset>()
  const { data } = await json('/v1/sources/us-credible-fear')
  const { data: releases } = await json('/v1/sources/us-credible-fear/releases')
  const [release] = releases
  t.same(described, {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': `${publicUrl}/v1/sources/us-credible-fear`,
    name: data.title,
    description: data.description,
    url: `${publicUrl}/sources/us-credible-fear`,
    creator: { '@type': 'Organization', name: data.publisher },
    license: data.licence,
    isBasedOn: data.url,
    isAccessibleForFree: true,
    includedInDataCatalog: {
      ...{ '@type': 'DataCatalog', '@id': `${publicUrl}/v1/sources` },
      ...{ name: 'Asylum Outcomes', url: `${publicUrl}/sources` }
    },
    version: release.release,
    temporalCoverage: '2015-10-01/2021-09-30',
    datePublished: release.released_on,
    dateModified: release.published_at.slice(0, 10)
  })
  const { data: files } = await json('/v1/sources/us-credible-fear/downloads')
  const whole = files
    .filter(({ records }: { records: string | null }) => records !== null)
    .map(({ name, url, bytes, sha256, media_type }: Record<string, string>) => ({
      '@type': 'DataDownload',
      name,
      encodingFormat: String(media_type).split(';')[0],
      contentUrl: publicUrl + url,
      contentSize: `${bytes} B`,
      sha256
    }))
  const query = `group_by=nationality&release=${release.release}&source=us-credible-fear`
  const counted = Object.entries({ csv: 'text/csv', json: 'application/json' }).map(([format, type]) => ({
    '@type': 'DataDownload',
    name: `/v1/statistics/decisions.${format}`,
    encodingFormat: type,
    contentUrl: `${publicUrl}/v1/statistics/decisions.${format}?${query}`
  }))
  t.ok(whole.length > 0)
  t.same(distribution, [...whole, ...counted])
})

t.test('each address of the catalogue has what it says', async t => {
  const { get } = await shared()
  const { dataset } = (await get('/v1/sources', ld)).json<Catalogue>()
  const offers = dataset.flatMap(withParts).flatMap(({ distribution = [] }) => distribution)
  t.ok(offers.length > 20)
  for (const { contentUrl, encodingFormat } of offers) {
    const { statusCode, headers, body } = await get(contentUrl.slice(publicUrl.length))
    t.equal(statusCode, 200, `${contentUrl}: ${statusCode === 200 ? '' : body}`)
    t.ok(String(headers['content-type']).startsWith(encodingFormat), contentUrl)
    t.equal(headers['asylum-outcomes-empty'], undefined, contentUrl)
  }
  for (const each of dataset)
    t.same((await get(each['@id'].slice(publicUrl.length), ld)).json(), {
      '@context': 'https://schema.org',
      ...each
    })
})

t.test('what is made up or not loaded is no data set, and why is said', async t => {
  const { get } = await shared()
  const { body } = await get('/v1/sources', ld)
  t.notMatch(body, 'us-eoir-cases')
  t.notMatch(body, 'synthetic-')
  const refused = async (address: string) => {
    const { statusCode, headers, body } = await get(address, ld)
    t.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
    return [statusCode, JSON.parse(body).detail]
  }
  t.same(await refused('/v1/sources/us-eoir-cases'), [
    406,
    'All that is loaded of us-eoir-cases is made up, and is no data set. JSON has the source: /v1/sources/us-eoir-cases.'
  ])
  t.match((await refused('/v1/sources/gb-returns?lang=fr'))[1], 'Rien de gb-returns n’est chargé ici')
  t.equal((await refused('/v1/sources/nowhere'))[0], 404)
  t.equal((await get('/v1/sources/us-eoir-cases')).statusCode, 200, 'JSON tells of it')
})

t.test('Accept is weighed, a tag is of one format, and HEAD has no body', async t => {
  const { app, get } = await shared()
  const typeOf = async (accept: string) =>
    String((await get('/v1/sources/us-credible-fear', { accept })).headers['content-type']).split(';')[0]
  t.equal(await typeOf('application/json;q=0.5, application/ld+json'), 'application/ld+json')
  t.equal(await typeOf('application/ld+json;q=0.5, application/json'), 'application/json')
  t.equal(await typeOf('application/ld+json;profile="http://schema.org"'), 'application/ld+json')
  t.equal(await typeOf('*/*'), 'application/json')
  t.equal(await typeOf('text/html, */*;q=0.1'), 'application/json')
  t.equal(await typeOf('text/turtle'), 'application/problem+json')
  for (const url of ['/v1/sources', '/v1/sources/us-credible-fear']) {
    const [asLd, asJson] = [await get(url, ld), await get(url)]
    t.not(asLd.headers.etag, asJson.headers.etag)
    const again = await get(url, { ...ld, 'if-none-match': String(asLd.headers.etag) })
    t.same([again.statusCode, again.body], [304, ''])
    const other = await get(url, { 'if-none-match': String(asLd.headers.etag) })
    t.equal(other.statusCode, 200, 'the tag of JSON-LD is none of JSON')
    const head = await app.inject({ method: 'HEAD', url, headers: ld })
    t.same([head.statusCode, head.body], [200, ''])
    t.equal(head.headers['content-length'], asLd.headers['content-length'])
    t.equal(asJson.json().links['json-ld'], `${url}.json-ld`)
  }
})

t.test('a data set is described in the language of the question', async t => {
  const { get } = await shared()
  const { body, headers } = await get('/v1/sources/us-credible-fear.json-ld?lang=es')
  t.equal(headers['content-language'], 'es')
  t.match(JSON.parse(body).license, 'No indicada por quien publica')
})

t.test('pages hold what the API says, with the address by which they were asked', async t => {
  const { get } = await service(t)
  const onPage = async (url: string) => {
    const [, text = 'null'] =
      /<script type="application\/ld\+json">(.*?)<\/script>/s.exec((await get(url)).body) ?? []
    return JSON.parse(text)
  }
  for (const path of ['/sources', '/sources/unhcr-asylum-decisions', '/sources/documented-cases']) {
    const told = (await get(`/v1${path}.json-ld`)).body
    const whole = told.replace(/"(@id|url|contentUrl)":"\//g, '"$1":"http://localhost/')
    t.same(JSON.stringify(await onPage(path)), whole.replaceAll('localhost/', 'localhost:80/'), path)
  }
  t.equal(await onPage('/sources/us-eoir-cases'), null)
  t.equal(await onPage('/sources/gb-returns'), null)
})
