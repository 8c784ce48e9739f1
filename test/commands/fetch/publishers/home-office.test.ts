import t, { type Test } from 'tap'
import type { Offer } from '../../../../src/commands/fetch/way.ts'
import { type Fetchable, ways } from '../../../../src/commands/fetch/ways.ts'
import { type Handler, localServer, says, testWeb, wellBehaved, zipLike } from '../server.ts'

const media = '/media/65d8843e6efa830011dcc575/'
/** Links as the page has them: of many tables, two quarters and both office formats. */
const page = (names: string[]): string =>
  `<html><body>${names.map(name => `<a class="govuk-link" href="${media}${name}">Table</a>`).join('\n')}
   <a href='https://www.gov.uk/help?a=1&amp;b=2'>Help</a><a href="mailto:someone">Mail</a></body></html>`
const usual = [
  'asylum-summary-jun-2026-tables.ods',
  'outcome-analysis-asylum-claims-datasets-jun-2026.xlsx',
  'asylum-claims-awaiting-decision-datasets-jun-2026.xlsx',
  'asylum-claims-datasets-mar-2026.xlsx',
  'asylum-claims-datasets-jun-2026.xlsx',
  'asylum-appeals-lodged-datasets-mar-2023.xlsx',
  'returns-summary-jun-2026-tables.ods',
  'returns-datasets-sep-25.xlsx',
  'returns-datasets-jun-2026.ods',
  'returns-datasets-jun-2026.xlsx'
]
const workbook = {
  bytes: zipLike(50_000),
  etag: '"w"',
  last_modified: 'Thu, 20 Aug 2026 08:30:00 GMT',
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
}

async function offered(t: Test, source: Fetchable, names: string[], files: Handler = wellBehaved(workbook)) {
  const server = await localServer(t, (request, response) =>
    request.url === '/page'
      ? says(200, page(names), { 'content-type': 'text/html' })(request, response)
      : files(request, response)
  )
  const web = testWeb()
  const offers = () => ways[source].offers(web, { page: `${server.base}/page` })
  return { server, web, offers }
}

const named = (offers: Offer[]) => Object.fromEntries(offers.map(({ series, name }) => [series, name]))

t.test('the newest workbook of each series is found on the page, whatever hash its address has', async t => {
  const { offers, server, web } = await offered(t, 'gb-asylum-decisions', usual)
  const found = await offers()
  t.strictSame(named(found), {
    'initial-decisions': 'asylum-claims-datasets-jun-2026.xlsx',
    appeals: 'asylum-appeals-lodged-datasets-mar-2023.xlsx'
  })
  t.match(found[0], { bytes: 50_000, etag: '"w"', last_modified: workbook.last_modified })
  const brought = await found[0]?.fetch(web, t.testdir({}), () => {})
  t.equal(brought?.paths.length, 1)
  t.equal(server.served() > 50_000, true)
})

t.test('the name of before 2025 is known too, and a file that has two series is fetched once', async t => {
  const before = await offered(t, 'gb-asylum-decisions', ['asylum-applications-datasets-sep-2024.xlsx'])
  t.strictSame(named(await before.offers()), {
    'initial-decisions': 'asylum-applications-datasets-sep-2024.xlsx'
  })
  t.match(before.web.told[0], /links no workbook of appeals/)
  const { offers, server, web } = await offered(t, 'gb-returns', usual)
  const folder = t.testdir({})
  for (const offer of await offers()) {
    t.equal(offer.name, 'returns-datasets-jun-2026.xlsx')
    await offer.fetch(web, folder, () => {})
  }
  t.strictSame(server.asked.filter(({ method, url }) => method === 'GET' && url !== '/page').length, 1)
})

t.test('a page without the links, and a link that leads to a page, are refused', async t => {
  const none = await offered(t, 'gb-returns', [
    'something-else-jun-2026.xlsx',
    '..%2Freturns-datasets-jun-2026.xlsx'
  ])
  await t.rejects(none.offers(), { name: 'NotGiven', message: /links no workbook whose name is known/ })
  const moved = await offered(t, 'gb-returns', usual, says(200, '<html>', { 'content-type': 'text/html' }))
  await t.rejects(moved.offers(), { name: 'NotGiven', message: /HTML page instead of a workbook/ })
  const gone = await offered(t, 'gb-returns', usual, says(404, ''))
  await t.rejects(gone.offers(), { name: 'NotGiven', message: /HTTP 404/ })
})
