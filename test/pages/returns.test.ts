import t from 'tap'
import { type Service, service } from '../service.ts'
import { readPage } from './read-page.ts'
import { resumedWithoutCount, withDestinations } from './with-destinations.ts'

let opened: Promise<Service> | undefined
/** One service for all tests here, which only read. */
const shared = () => {
  opened ??= service(t, {}, withDestinations)
  return opened
}

const page = async (url: string) => readPage(await shared(), url)

// awk over the table: 172 enforced returns to Syria, of which 1 in Jan–Mar 2012 and 1 in Oct–Dec 2021 alone after 2011;
// 376 voluntary, 125 refused entry at the port.
t.test('enforced and voluntary returns to Syria stand apart, with the gaps of each', async t => {
  const { status, text } = await page('/returns/SYR')
  t.equal(status, 200)
  t.match(text, /counts 172 enforced returns to Syria between January 2004 and December 2023/)
  t.match(text, /From April 2012 to September 2021 there was none, for 114 months/)
  t.match(text, /then 1 enforced return from October to December 2021/)
  t.match(text, /From January 2022 to December 2023, where the table ends, there was none: 24 months so far/)
  t.match(text, /Apart from these it counts 376 voluntary returns/)
  t.notMatch(text, /\b548\b/, 'enforced and voluntary are never one figure')
  t.notMatch(text, /\b673\b/, 'nor are refusals of entry added')
})

t.test('a gap that goes on is open, and an order that nobody tells is not known', async t => {
  const { text } = await page('/returns/SYR')
  t.match(text, /Jan – Mar 2022 Oct – Dec 2023 or later 24\+/)
  t.match(text, /Ordered to go there not known here/)
  t.match(text, /This is not a zero/)
  t.match(text, /The table does not publish nationality and country together/)
})

t.test('resumed is said with the count that it rests on, and with the rule, alone', async t => {
  for (const url of ['/returns/SYR', '/returns/AFG', '/returns/RUS']) {
    const { text } = await page(url)
    t.same(resumedWithoutCount(text), [], url)
  }
})

t.test('refused entry is shown apart where it is asked for', async t => {
  const { text } = await page('/returns/SYR?return_type=refused_entry')
  t.match(text, /counts 125 returns of people refused entry to Syria/)
  t.notMatch(text, /172/)
})

t.test('a single return that was reported is no part of a table', async t => {
  const { text } = await page('/returns/RUS')
  t.match(
    text,
    /From sources that do not have every return Enforced returns: 1 of 1 the destination is inferred/
  )
  t.match(text, /a time without one is no pause/)
})

t.test('destinations: enforced and voluntary apart, the newest enforced return first', async t => {
  const { status, text } = await page('/returns')
  t.equal(status, 200)
  t.match(text, /Afghanistan 7,?285 4,?088 (break in series )?2023: 3 Returns from the United Kingdom/)
  t.match(text, /Syria 172 376 (break in series )?2021: 1 Returns from the United Kingdom/)
  t.ok(text.indexOf('Afghanistan') < text.indexOf('Syria 172'), '2023 stands before 2021')
  t.match(text, /Ordered: not known here/)
  const byCode = await page('/returns?sort=-country_of_return')
  t.ok(byCode.text.indexOf('Zimbabwe') < byCode.text.indexOf('Afghanistan'))
})

t.test('a typed name leads to the code, in any language', async t => {
  const { get } = await shared()
  const to = async (url: string) => {
    const { statusCode, headers } = await get(url)
    return [statusCode, headers.location]
  }
  t.same(await to('/returns?country=Syria'), [303, '/returns/SYR'])
  t.same(await to(`/returns?country=${encodeURIComponent('Сирия')}&lang=es`), [303, '/returns/SYR?lang=es'])
  t.same(await to('/returns/syr'), [303, '/returns/SYR'])
  t.same(await to('/returns/Syria'), [303, '/returns/SYR'])
  t.same(await to('/returns?country='), [303, '/returns'])
  t.same(await to('/returns?country=&source=gb-returns'), [303, '/returns?source=gb-returns'])
})

t.test('a name of several countries is a choice, one of none is not found', async t => {
  const congo = await page('/returns?country=Congo')
  t.equal(congo.status, 300)
  t.match(congo.html, /href="\/returns\/COD".*href="\/returns\/COG"/s)
  const none = await page('/returns?country=%3Cimg%20onerror%3Dx%3EAtlantis')
  t.equal(none.status, 404)
  t.notMatch(none.html, '<img onerror', 'what is typed is text')
  t.match(none.text, /No country is called/)
  t.match((await page('/returns?country=Syri')).html, 'href="/returns/SYR"')
})

t.test('a parameter that there is not is refused with what is meant', async t => {
  const { status, html } = await page('/returns/SYR?sorce=gb-returns')
  t.equal(status, 400)
  t.match(html, 'href="/returns/SYR?source=gb-returns"')
})

t.test('the page speaks Spanish and French', async t => {
  t.match((await page('/returns/SYR?lang=es')).text, /cuenta 172 retornos forzosos con destino a Siria/)
  t.match((await page('/returns/SYR?lang=fr')).text, /compte 172 retours forcés vers la Syrie/)
})
