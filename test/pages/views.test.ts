import t from 'tap'
import { service } from '../service.ts'

const languages = ['', 'lang=es', 'lang=fr']
const paths = [
  '/',
  '/search',
  '/sources',
  '/sources/us-credible-fear',
  '/stages',
  '/stages/screening',
  '/changes',
  '/about'
]

t.test(
  'each page is there in each language, links inside that language, and says no word of the API',
  async t => {
    const { get } = await service(t)
    for (const path of [...paths, '/about/total_protection_rate', '/cases/documented:1'])
      for (const lang of languages) {
        const { statusCode, body } = await get(`${path}?${lang}`)
        t.equal(statusCode, 200, `${path} ${lang}`)
        t.notMatch(textOf(body), /\b(null|undefined|NaN|\[object)\b/, path)
        if (lang === '') continue
        const own = [...body.matchAll(/<a href="(\/(?!v1|docs|assets)[^"]*)"/g)].map(([, href = '']) => href)
        const others = own.filter(href => !href.includes(lang) && !/lang=|^\/(\?|$)/.test(href))
        t.same(others, [], `${path} ${lang}`)
      }
  }
)

t.test('the front page answers its questions with what is loaded', async t => {
  const { get } = await service(t)
  const text = textOf((await get('/')).body)
  t.match(text, '2021–2025: 10.5% of 13,866 got protection')
  t.match(text, 'FY2020: fear found in 44.5% of 28,960')
  t.match(text, 'FY2021: fear found in 71.8% of 41,580')
  t.match(
    text,
    'Nothing of “Returns from the United Kingdom” is loaded here, which is not a zero',
    'what is not loaded is named, and is no number'
  )
})

t.test('a search goes to what one name means, in any language, and lists what several mean', async t => {
  const { get } = await service(t)
  const search = (text: string) => get(`/search?q=${encodeURIComponent(text)}`)
  for (const name of ['Россия', 'Rusia', 'RUS', 'rus', 'سوريا', 'Eire']) {
    const { statusCode, headers } = await search(name)
    t.equal(statusCode, 303, name)
    t.match(headers.location, /^\/nationalities\/(RUS|SYR|IRL)$/, name)
  }
  t.equal((await get('/search?q=Rusia&lang=es')).headers.location, '/nationalities/RUS?lang=es')
  t.equal((await search('documented:1')).headers.location, '/cases/documented%3A1')
  const congo = await search('Congo')
  t.equal(congo.statusCode, 300)
  t.match(congo.body, 'href="/nationalities/COD"')
  t.match(congo.body, 'href="/nationalities/COG"')
  const nowhere = await search('Atlantis')
  t.equal(nowhere.statusCode, 404)
  t.match(textOf(nowhere.body), 'Nothing is called “Atlantis”')
  t.not((await search('Irak2')).statusCode, 303, 'nothing is guessed')
  t.equal((await search('documented:99999')).statusCode, 404)
})

t.test('what a client writes is never markup', async t => {
  const { get } = await service(t)
  const hostile = '<img src=x onerror=alert(1)>"\'&'
  for (const path of [
    '/search?q=',
    '/changes?source=',
    '/stages/',
    '/cases/',
    '/sources/',
    '/nothing/',
    '/?lang='
  ]) {
    const { body, statusCode } = await get(path + encodeURIComponent(hostile), { accept: 'text/html' })
    t.notMatch(body, '<img', `${path}: ${statusCode}`)
    t.notMatch(body, /="[^"<>]*onerror=alert\(1\)>"/, path)
  }
})

t.test('a made-up source is banded, and is for no search engine', async t => {
  const { get } = await service(t)
  const { body } = await get('/sources/us-eoir-cases')
  t.match(body, 'MADE UP')
  t.match(body, '<meta name="robots" content="noindex, follow"')
  t.notMatch(body, 'application/ld+json')
})

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
