import t from 'tap'
import { sharedService } from '../service.ts'
import { unescaped } from './read-page.ts'

const question =
  'country_of_asylum=DEU&decision_stage=first_instance&group_by=year,outcome_group&nationality=RUS&period_from=2021&period_to=2025'
const asked = `${question}&source=unhcr-asylum-decisions`

/** The texts of a page that are there to be taken along. */
const texts = (html: string): string[] =>
  [...html.matchAll(/<pre>(.*?)<\/pre>/gs)].map(([, text = '']) => unescaped(text))

t.test('the link to be copied is pinned to the edition, and gives the same figures', async t => {
  const { get } = await sharedService()
  const { body } = await get(`/explore?${asked}`)
  const copied = unescaped(body.match(/<button type="button" hidden data-copy="([^"]*)"/)?.[1] ?? '')
  t.match(copied, /^http:\/\/localhost:80\/explore\?/)
  t.match(copied, 'release=2026-06-starter')
  t.equal((await get(copied.replace(/^http:\/\/[^/]*/, ''))).statusCode, 200)
})

t.test('downloads are those that the links of the answer name, byte for byte', async t => {
  const { get, json } = await sharedService()
  const { body } = await get(`/explore?${asked}`)
  const offered = [...body.matchAll(/<a href="([^"]*)" download/g)].map(([, href = '']) => unescaped(href))
  const { links } = await json(`/v1/statistics/decisions?${asked}`)
  t.ok(offered.includes(String(links.csv)))
  t.ok(offered.includes(String(links.xlsx)))
  t.ok(offered.some(href => href.includes('bom=true') && href.includes('delimiter=semicolon')))
  for (const href of offered) t.equal((await get(href)).statusCode, 200, href)
  const { body: csv } = await get(String(links.csv))
  const [head = '', ...rows] = csv.trim().split('\n')
  const at = head.split(',').indexOf('persons')
  t.equal(
    rows.reduce((sum, row) => sum + Number(row.split(',')[at]), 0),
    23225
  )
})

t.test('citations have the citation of the answer and the address that stays', async t => {
  const { get } = await sharedService()
  const [text = '', bibtex = '', ris = ''] = texts((await get(`/explore?${asked}`)).body)
  t.match(text, /^UNHCR Refugee Population Statistics Database, asylum decisions, release 2026-06-starter/)
  for (const each of [text, bibtex, ris]) t.match(each, 'release=2026-06-starter')
  t.match(bibtex, /^@misc\{unhcr-asylum-decisions-2026-06-starter,\n {2}title = \{/)
  t.match(ris, /^TY {2}- DATA\n/)
  t.match(ris, /\nER {2}- $/)
})

t.test('what is pasted elsewhere cannot end its own attributes', async t => {
  const { get } = await sharedService()
  const [, , , picture = ''] = texts((await get(`/explore?${asked}`)).body)
  t.match(
    picture,
    /<img src="[^"<>]*release=2026-06-starter[^"<>]*" alt="[^"<>]+" style="max-width:100%;height:auto">/
  )
})

t.test('each piece of code asks the same, pinned question', async t => {
  const { get } = await sharedService()
  const all = texts((await get(`/explore?${asked}`)).body)
  const code = all.filter(text => text.includes('/v1/statistics/decisions.csv'))
  t.equal(code.length, 5, 'curl, Python, R, JavaScript, Sheets')
  for (const text of code) {
    const address = text.match(/http:\/\/[^'"]*/)?.[0].replace(/^http:\/\/[^/]*/, '') ?? ''
    t.equal((await get(address)).statusCode, 200, address)
  }
})

t.test('pages of several answers are pinned to all of their releases, and have no frame', async t => {
  const { get } = await sharedService()
  for (const path of ['/nationalities/RUS', '/nationalities', '/returns']) {
    const { body } = await get(path, { accept: 'text/html' })
    const copied = unescaped(body.match(/<button type="button" hidden data-copy="([^"]*)"/)?.[1] ?? '')
    t.match(copied, /^http:\/\/localhost:80\//, path)
    if (path !== '/returns') t.match(copied, 'release=', path)
    const pinned = await get(copied.replace(/^http:\/\/[^/]*/, ''), { accept: 'text/html' })
    t.equal(pinned.statusCode, 200, path)
    t.same(figuresOf(pinned.body), figuresOf(body), `${path}: the same figures`)
    t.match(body, /<a href="[^"]*\.csv\?[^"]*" download/)
    t.notMatch(body, '/embed/nationalities')
  }
})

const figuresOf = (html: string): string[] => [...html.matchAll(/<data value="([^"]*)"/g)].map(String)
