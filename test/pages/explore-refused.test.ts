import t from 'tap'
import { twoEditions } from '../loaded.ts'
import { service, sharedService } from '../service.ts'

const textOf = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const hrefs = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

t.test('a misspelled parameter is refused with a link that works', async t => {
  const { get } = await sharedService()
  const rest = 'source=unhcr-asylum-decisions&country_of_asylum=DEU'
  const { statusCode, body } = await get(`/explore?of=decisions&natoinality=RUS&${rest}`)
  t.equal(statusCode, 400)
  const meant = hrefs(body).find(href => href.includes('nationality=RUS') && !href.includes('lang=')) ?? ''
  t.equal(meant, '/explore?country_of_asylum=DEU&nationality=RUS&of=decisions&source=unhcr-asylum-decisions')
  t.equal((await get(meant)).statusCode, 200)
})

t.test(
  'names of countries in any language are answered by their codes, and empty fields are dropped',
  async t => {
    const { get } = await sharedService()
    const to = async (query: string) => {
      const { statusCode, headers } = await get(`/explore?${query}`)
      return [statusCode, headers.location]
    }
    const moved = (query: string) => [303, `/explore${query}`]
    const written = (name: string) => `nationality=${encodeURIComponent(name)}`
    t.same(await to(written('Russia')), moved('?nationality=RUS'))
    t.same(await to(written('Россия')), moved('?nationality=RUS'))
    t.same(await to(written('Rusia')), moved('?nationality=RUS'))
    t.same(await to(`${written('Россия, Syria')}&lang=es`), moved('?lang=es&nationality=RUS,SYR'))
    t.same(await to(written('Korea, Republic of')), moved('?nationality=KOR'))
    t.same(await to('nationality=RUS&period_from=&sex='), moved('?nationality=RUS'))
    t.same(await to('nationality='), moved(''))
  }
)

t.test('a name of several countries is a choice between them', async t => {
  const { get } = await sharedService()
  const { statusCode, body } = await get('/explore?nationality=Congo&source=unhcr-asylum-decisions')
  t.equal(statusCode, 300)
  for (const code of ['COD', 'COG'])
    t.ok(hrefs(body).includes(`/explore?nationality=${code}&source=unhcr-asylum-decisions`), code)
  t.equal((await get('/explore?nationality=Atlantis')).statusCode, 400, 'a name of none is refused')
})

t.test('a question that nothing here answers says who would, and that this is no zero', async t => {
  const { get } = await sharedService()
  const { statusCode, body } = await get('/explore?of=returns&country_of_return=RUS')
  t.equal(statusCode, 400)
  const text = textOf(body)
  t.match(text, 'No source that is loaded here answers this question. This is not a zero.')
  t.match(text, /Returns from the United Kingdom \(by-destination\): Nothing of it is imported here/)
  t.ok(hrefs(body).includes('/explore?country_of_return=RUS&of=returns&series=cases&source=documented-cases'))
})

t.test('what a page cannot show is refused, and not left out', async t => {
  const { get } = await sharedService()
  for (const query of ['format=csv', 'dry_run=true', 'fields=persons', 'of=return', 'lang=xx', '__proto__=1'])
    t.equal((await get(`/explore?source=us-credible-fear&${query}`)).statusCode, 400, query)
})

t.test('hostile names stay text', async t => {
  const { get } = await sharedService()
  const hostile = encodeURIComponent('"><img src=x onerror=alert(1)>')
  const asked = ['nationality', 'source', 'series', 'sex', hostile].map(name => `/explore?${name}=${hostile}`)
  for (const url of asked) {
    const { statusCode, body } = await get(url)
    t.equal(statusCode, 400, url)
    t.notMatch(body, /<img/, url)
  }
})

t.test('a page that is pinned to an edition says that a newer one is current', async t => {
  const { get } = await service(t, {}, twoEditions)
  const asked = '/explore?source=us-credible-fear&group_by=year'
  t.notMatch((await get(`${asked}&release=second-edition`)).body, 'A newer one is current')
  t.notMatch((await get(asked)).body, 'A newer one is current')
  const pinned = await get(`${asked}&release=fy2016-2021-starter`)
  t.match(textOf(pinned.body), 'You read the edition fy2016-2021-starter. A newer one is current:')
  t.ok(hrefs(pinned.body).includes('/explore?group_by=year&release=second-edition&source=us-credible-fear'))
})
