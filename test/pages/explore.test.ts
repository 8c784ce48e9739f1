import t from 'tap'
import { sharedService } from '../service.ts'
import { russiansInGermany } from './asked.ts'

/** The text of a page, its tags taken out. */
const textOf = (html: string): string =>
  html
    .replace(/^.*<main/s, '<main')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[ \n]+/g, ' ')

/** The numbers of a page's tiles, in their order. */
const tilesOf = (html: string): string[] =>
  [...(html.match(/<dl class="tiles">.*?<\/dl>/s)?.[0] ?? '').matchAll(/<dd>(.*?)<small>/gs)].map(
    ([, dd = '']) => dd.replaceAll(/<[^>]*>/g, '').trim()
  )

/** The cells of each line of a page's first table. */
const linesOf = (html: string): string[][] =>
  [...(html.match(/<tbody>.*?<\/tbody>/s)?.[0] ?? '').matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, line = '']) =>
    [...line.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replaceAll(/<[^>]*>/g, '').trim()
    )
  )

// Counted from the starter's file with awk.
t.test(
  'Russians in Germany: outcomes in the order of their effect, and the rate with what it rests on',
  async t => {
    const { get } = await sharedService()
    const { body, statusCode } = await get(russiansInGermany)
    t.equal(statusCode, 200)
    t.match(body, /<h1>Decisions: nationals of Russia in Germany, First instance, 2021–2025<\/h1>/)
    t.same(tilesOf(body), ['1,121', '337', '12,408', '9,359'])
    const text = textOf(body)
    t.match(text, /Total protection rate .* : 10\.5% of 13,866/)
    t.match(text, '10.0% to 11.0%')
    t.match(text, 'On neither side of the rate: Closed without a decision on the merits 9,359')
    t.match(text, '23,225 persons in scope, 23,225 in the table. Nothing is left out. No cell is withheld.')
    t.match(text, 'No other source that is loaded here answers it.')
  }
)

t.test('the table has the rate and what it is of in each line', async t => {
  const { get } = await sharedService()
  const { body } = await get(russiansInGermany)
  t.same(linesOf(body), [
    ['2021', '90', '53', '1,161', '512', '11.0%', '1,304'],
    ['2022', '142', '40', '832', '710', '17.9%', '1,014'],
    ['2023', '314', '64', '994', '2,867', '27.6%', '1,372'],
    ['2024', '268', '52', '3,107', '2,982', '9.3%', '3,427'],
    ['2025', '307', '128', '6,314', '2,288', '6.4%', '6,749']
  ])
})

t.test('each language writes the same figures its own way', async t => {
  const { get } = await sharedService()
  const spanish = await get(`${russiansInGermany}&lang=es`)
  t.same(tilesOf(spanish.body), ['1121', '337', '12.408', '9359'])
  t.match(spanish.body, /lang="es"/)
  const french = await get(`${russiansInGermany}&lang=fr`)
  t.same(tilesOf(french.body), ['1\u202f121', '337', '12\u202f408', '9\u202f359'])
  t.match(textOf(french.body), '10,5\u00a0% sur 13\u202f866')
})

t.test('a withheld cell is a word in each place, and never a zero', async t => {
  const { get } = await sharedService()
  const { body } = await get(
    '/explore?source=us-credible-fear&nationality=ROU&period_from=FY2016&period_to=FY2016&group_by=outcome_group'
  )
  t.same(tilesOf(body), ['withheld', '9', 'withheld'])
  t.same(linesOf(body), [
    ['Fear found', 'withheld'],
    ['Fear not found', '9'],
    ['Closed without a decision on the merits', 'withheld']
  ])
  const text = textOf(body)
  t.match(text, /Rate of fear found .* : withheld/)
  t.match(text, 'The sum is not known. Cells withheld by the publisher, which are no zeros: 2.')
  t.match(text, 'is withheld, which is not a zero')
  t.notMatch(body, /<data value="0"/)
})

t.test('parts that are never added have a table each, with the outcomes that they can have', async t => {
  const { get } = await sharedService()
  const { body } = await get('/explore?source=us-eoir-cases&nationality=RUS&group_by=year,outcome_group')
  const captions = [...body.matchAll(/<caption>(.*?)<\/caption>/gs)].map(([, caption]) => caption)
  t.ok(captions.length > 3)
  t.equal(new Set(captions).size, captions.length, 'each says which part it is')
})

t.test('made-up figures have a band, and neither a citation nor data for machines', async t => {
  const { get } = await sharedService()
  const { body } = await get('/explore?source=us-eoir-cases&nationality=RUS&group_by=outcome_group')
  t.match(body, /class="band"[^>]*>MADE UP/)
  t.match(body, /<meta name="robots" content="noindex/)
  t.notMatch(body, /BibTeX|application\/ld\+json/)
})

t.test('before a question there is a form, and questions that have an answer', async t => {
  const { get } = await sharedService()
  const { body } = await get('/explore')
  t.match(body, /<form class="ask" action="\/explore"/)
  const ready = [...body.matchAll(/<li><a href="(\/explore[^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&')
  )
  const asked = ready.filter(href => href.includes('source='))
  t.ok(asked.length >= 2)
  for (const href of asked) t.equal((await get(href)).statusCode, 200, href)
})

t.test(
  'what is asked stands in the form, and the next question keeps what the form has no field for',
  async t => {
    const { get } = await sharedService()
    const { body } = await get(`${russiansInGermany}&min_n=50&lang=fr`)
    t.match(body, /<input name="nationality" value="Russie"/)
    t.match(body, /<input name="period_from" value="2021"/)
    t.match(body, /<input type="hidden" name="min_n" value="50"/)
    t.match(body, /<input type="hidden" name="lang" value="fr"/)
    t.match(body, /<fieldset disabled><legend>Non indiqué par\u00a0: Décisions d’asile du HCR/)
  }
)

t.test('an empty answer says that it is no zero', async t => {
  const { get } = await sharedService()
  const { body } = await get('/explore?source=us-credible-fear&nationality=AFG')
  t.match(textOf(body), 'There is no figure for this question in this edition. This is not a zero.')
  t.notMatch(body, /<table/)
})

t.test('an answer of many rows is shown in pages', async t => {
  const { get } = await sharedService()
  const { body } = await get('/explore?source=us-credible-fear&group_by=year,outcome_group&limit=4')
  t.equal(linesOf(body).length, 4)
  const next = body.match(/href="([^"]*cursor=[^"]*)"/)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await get(next)
  t.equal(second.statusCode, 200)
  t.not(linesOf(second.body)[0]?.join(), linesOf(body)[0]?.join())
})
