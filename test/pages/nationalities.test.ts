import t from 'tap'
import { firstTables } from '../loaded.ts'
import { type Service, service } from '../service.ts'
import { readPage } from './read-page.ts'

let opened: Promise<Service> | undefined
/** One service for all tests here, which only read. */
const shared = () => {
  opened ??= service(t, {}, firstTables)
  return opened
}

const page = async (url: string) => readPage(await shared(), url)

// Python over starter/decisions-on-russian-nationals-2021-2025.csv, in persons: FI, EO and IN together 85,029. The rate
// leaves IN out: 17,813 protected of 55,905 that were protected or rejected at FI and EO.
t.test('stages stand in order, each count with its unit, each rate with what it is of', async t => {
  const { status, text } = await page('/nationalities/RUS')
  t.equal(status, 200)
  t.match(text, /Decided, stage by stage/)
  t.match(text, /85,029/)
  t.match(text, /total protection rate: 31\.9 ?%.{0,60} of 55,905/i)
  const at = ['First instance', 'Repeat application', 'Appeal', 'Judicial review'].map(stage =>
    text.indexOf(` ${stage} `, text.indexOf('One column is one source'))
  )
  t.same(
    at,
    at.toSorted((a, b) => a - b)
  )
})

t.test('who has no figure is said with the reason, and is no zero', async t => {
  const { text } = await page('/nationalities/RUS')
  t.match(
    text,
    /US credible fear screenings.{0,10}Credible fear cases by nationality: This table names 15 nationalities/
  )
  t.match(text, /This is not a zero/)
})

t.test('what was reported stands beside the figures and is in none', async t => {
  const { text } = await page('/nationalities/RUS')
  t.match(text, /Case documented:1/)
  t.match(text, /nearly 190/)
  t.match(text, /in no number on this page/)
})

t.test('a withheld figure is said in words where the number would stand', async t => {
  const { text } = await page('/nationalities/CUB')
  t.match(text, /Screening .{0,80}withheld/i)
})

t.test('all nationalities with figures, one stage at a time', async t => {
  const { status, html, text } = await page('/nationalities')
  t.equal(status, 200)
  t.match(html, 'href="/nationalities/RUS"')
  t.match(text, /Nationalities with figures: 1 /)
  const screened = await page('/nationalities?decision_stage=screening')
  t.match(screened.html, 'href="/nationalities/HND"')
})

t.test('typed names and other spellings lead to the code', async t => {
  const { get } = await shared()
  const to = async (url: string) => {
    const { statusCode, headers } = await get(url)
    return [statusCode, headers.location]
  }
  t.same(await to('/nationalities?country=Rusia'), [303, '/nationalities/RUS'])
  t.same(await to(`/nationalities?country=${encodeURIComponent('Россия')}`), [303, '/nationalities/RUS'])
  t.same(await to('/nationalities/rus?lang=fr'), [303, '/nationalities/RUS?lang=fr'])
  t.equal((await page('/nationalities?country=Congo')).status, 300)
  t.equal((await page('/nationalities?country=Atlantis')).status, 404)
})

t.test('the page speaks Spanish and French', async t => {
  t.match((await page('/nationalities/RUS?lang=es')).text, /Nacionalidad: Rusia/)
  t.match((await page('/nationalities/RUS?lang=fr')).text, /Nationalité : Russie/)
})
