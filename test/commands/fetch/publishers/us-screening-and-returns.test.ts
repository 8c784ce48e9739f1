import t, { type Test } from 'tap'
import { type Fetchable, ways } from '../../../../src/commands/fetch/ways.ts'
import { sourceRegistry } from '../../../../src/sources/registry.ts'
import { type Handler, localServer, says, testWeb, wellBehaved, zipLike } from '../server.ts'

// Links as the two pages have them: editions of several months, in another order than that of time.
const ohss = [
  '/ohss/2024_1108_ohss_immigration-enforcement-and-legal-processes-tables-july-2024.xlsx',
  '/ohss/2024_1206_ohss_immigration-enforcement-and-legal-processes-tables-august-2024.xlsx',
  '/ohss/2024_0109_ohss_immigration-enforcement-and-legal-processes-tables-december-2023.xlsx',
  '/ohss/2024_yearbook.xlsx'
]
const uscis = [
  '/data/Congressional-Semi-Monthly%20CF%26RF%20-Report-6-16-23-to%206-30-24.csv',
  '/data/Congressional-Semi-Monthly%20CF%26RF%20-Report-8-1-23-to%208-15-24.csv',
  '/data/Congressional-Semi-Monthly%20CF%26RF%20-Report-9-16-22-to%209-30-23.csv',
  '/data/asylumfiscalyear2024.csv'
]
const page = (links: string[]) => links.map(link => `<a href="${link}">Table</a>`).join('\n')
const workbook = {
  ...{ bytes: zipLike(20_000), etag: '"w"', last_modified: 'Fri, 06 Dec 2024 15:00:00 GMT' },
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
}
const report = {
  ...{ bytes: Buffer.from('"This report is current as of August 20, 2024 "\r\nAll Credible Fear Cases\r\n') },
  ...{ etag: '"r"', last_modified: 'Tue, 20 Aug 2024 15:00:00 GMT', type: 'text/csv' }
}

async function offered(t: Test, source: Fetchable, links = { ohss, uscis }) {
  const html = (names: string[]): Handler => says(200, page(names), { 'content-type': 'text/html' })
  const server = await localServer(t, (request, response) => {
    if (request.url === '/tables') return html(links.ohss)(request, response)
    if (request.url === '/reports') return html(links.uscis)(request, response)
    return wellBehaved(request.url?.startsWith('/data') ? report : workbook)(request, response)
  })
  const web = testWeb()
  const urls = { tables: `${server.base}/tables`, reports: `${server.base}/reports` }
  return { server, web, offers: () => ways[source].offers(web, urls) }
}

t.test('every series that is fetched is one of its source, and the newest edition is offered', async t => {
  for (const source of ['us-dhs-repatriations', 'us-credible-fear'] as const) {
    const { offers, server } = await offered(t, source)
    const found = await offers()
    const series =
      sourceRegistry.find(({ about }) => about.id === source)?.about.series.map(({ id }) => id) ?? []
    // The table by nationality has no address that is known to lead to a file.
    t.same(found.map(offer => offer.series).sort(), series.filter(id => id !== 'by-nationality').sort())
    for (const { series: id, name } of found)
      t.match(name, id === 'semi-monthly' ? /8-1-23-to%208-15-24\.csv$/ : /august-2024\.xlsx$/, id)
    t.equal(
      server.asked.filter(({ method }) => method === 'HEAD').length,
      source === 'us-credible-fear' ? 2 : 1
    )
  }
})

t.test('a workbook of many series is fetched once', async t => {
  const { offers, server, web } = await offered(t, 'us-dhs-repatriations')
  const folder = t.testdir({})
  for (const offer of await offers()) await offer.fetch(web, folder, () => {})
  t.equal(server.asked.filter(({ method, url }) => method === 'GET' && url !== '/tables').length, 1)
})

t.test('one page without its file is told, and two are refused', async t => {
  const one = await offered(t, 'us-credible-fear', { ohss, uscis: [] })
  t.equal((await one.offers()).length, 8)
  t.match(one.web.told[0], /links no semi-monthly report whose name is known/)
  const none = await offered(t, 'us-credible-fear', {
    ohss: ['/..%2Fohss_immigration-enforcement-and-legal-processes-x.xlsx'],
    uscis: []
  })
  await t.rejects(none.offers(), { name: 'NotGiven', message: /links no file whose name is known/ })
})

t.test('a page in the place of a report is refused', async t => {
  const server = await localServer(t, (request, response) =>
    request.url === '/reports' || request.url === '/tables'
      ? says(200, page(uscis), { 'content-type': 'text/html' })(request, response)
      : says(200, '<html>', { 'content-type': 'text/html' })(request, response)
  )
  await t.rejects(
    ways['us-credible-fear'].offers(testWeb(), {
      tables: `${server.base}/tables`,
      reports: `${server.base}/reports`
    }),
    { name: 'NotGiven', message: /HTML page instead of a report of screenings/ }
  )
})
