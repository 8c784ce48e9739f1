import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { eurostat } from '../../../../src/commands/fetch/publishers/eurostat.ts'
import { type Handler, localServer, says, testWeb } from '../server.ts'

const header = 'freq,unit,citizen,sex,age,decision,geo\\TIME_PERIOD'
/** Made up, in the published layout. */
const table = (...years: number[]): string =>
  `${header}\t${years.map(year => `${year} `).join('\t')}\n` +
  ['AFG', 'RU', 'SY'].map(c => `A,PER,${c},T,TOTAL,TOTAL,DE\t${years.map(() => '5 e').join('\t')}\n`).join('')
const whole = table(2024, 2025)
const xml = { 'content-type': 'application/xml' }
const queued = (status: string) =>
  `<env:Envelope xmlns:env="urn:e"><env:Body><ns0:queued xmlns:ns0="urn:n"><id>98de05ea-540a</id><status>${status}</status></ns0:queued></env:Body></env:Envelope>`
const tooBig =
  '<S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG: The requested extraction is too big</faultstring></S:Fault>'

async function fetched(t: Test, handler: Handler) {
  const server = await localServer(t, handler)
  const web = testWeb()
  const folder = t.testdir({})
  const way = eurostat({ 'first-instance-annual': 'MIGR_ASYDCFSTA' })
  const [offer] = await way.offers(web, {
    ...{ table: `${server.base}/data/`, status: `${server.base}/status/`, data: `${server.base}/async/` }
  })
  if (!offer) throw new Error('no offer')
  const got = async () => {
    const { paths } = await offer.fetch(web, folder, () => {})
    return paths.map(file => ({ name: path.basename(file), text: readFileSync(file, 'latin1') }))
  }
  return { server, web, got }
}

/** Answers the first requests one by one, and all that follow as the last. */
const inTurn = (...handlers: Handler[]): Handler => {
  const left = [...handlers]
  return (request, response) => (left.length > 1 ? left.shift() : left[0])?.(request, response)
}
const one = [{ name: 'MIGR_ASYDCFSTA.tsv', text: whole }]

t.test('a table is the same bytes whether it comes plain, packed, or packed without saying so', async t => {
  for (const handler of [
    says(200, whole, { 'content-type': 'text/tab-separated-values' }),
    (_, response) => response.writeHead(200).end(gzipSync(whole)),
    (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(whole))
  ] satisfies Handler[]) {
    const { got, server } = await fetched(t, handler)
    t.strictSame(await got(), one)
    t.equal(server.asked[0]?.url, '/data/MIGR_ASYDCFSTA?format=TSV&compressed=true')
  }
})

t.test('a table that is queued is waited for', async t => {
  const { got, server, web } = await fetched(
    t,
    inTurn(
      says(200, queued('SUBMITTED'), xml),
      says(200, queued('SUBMITTED'), xml),
      says(200, '{"status": "PROCESSING"}'),
      says(200, queued('AVAILABLE'), xml),
      (_, response) => response.writeHead(200).end(gzipSync(whole))
    )
  )
  t.strictSame(await got(), one)
  t.strictSame(
    server.asked.map(({ url }) => url.split('?')[0]),
    [
      '/data/MIGR_ASYDCFSTA',
      '/status/98de05ea-540a',
      '/status/98de05ea-540a',
      '/status/98de05ea-540a',
      '/async/98de05ea-540a'
    ]
  )
  t.strictSame(web.waited, [5_000, 5_000])
})

t.test('a request that the queue lost is made again, and one that never ends is given up', async t => {
  const lost = await fetched(
    t,
    inTurn(says(200, queued('SUBMITTED'), xml), says(200, queued('EXPIRED'), xml), says(200, whole))
  )
  t.strictSame(await lost.got(), one)
  const endless = await fetched(t, says(200, queued('PROCESSING'), xml))
  await t.rejects(endless.got(), { name: 'NotGiven', message: /not prepared the table in 20 minutes/ })
})

t.test('a table that is too large is fetched year by year, whichever way that is said', async t => {
  for (const refuse of [says(413, tooBig, xml), says(200, tooBig, xml)]) {
    const { got, web } = await fetched(t, (request, response) => {
      const year = Number(/startPeriod=(\d+)&endPeriod=\1$/.exec(request.url ?? '')?.[1])
      if (Number.isNaN(year)) return refuse(request, response)
      says(200, year >= 2010 && year <= 2025 ? table(year) : `${header}\n`)(request, response)
    })
    const files = await got()
    t.equal(files.length, 16, 'years without a figure, before and after, are left out')
    t.match(files[0], { name: 'MIGR_ASYDCFSTA-2010.tsv', text: table(2010) })
    t.match(web.told[0], /year by year/)
  }
})

t.test('a year that is missing between others is no whole table', async t => {
  const { got } = await fetched(t, (request, response) => {
    const year = Number(/startPeriod=(\d+)/.exec(request.url ?? '')?.[1])
    if (Number.isNaN(year)) return says(413, '')(request, response)
    says(200, year === 2015 ? `${header}\n` : table(year))(request, response)
  })
  await t.rejects(got(), {
    name: 'NotGiven',
    message: /nothing of MIGR_ASYDCFSTA for 2015, and something for 2016/
  })
})

t.test('a cut table is asked for again, never kept', async t => {
  const cutGzip: Handler = (_, response) => response.writeHead(200).end(gzipSync(whole).subarray(0, 60))
  const cutText = says(200, whole.slice(0, -3))
  const { got, web } = await fetched(t, inTurn(cutGzip, cutText, says(503, ''), says(200, whole)))
  t.strictSame(await got(), one)
  t.equal(web.waited.length, 3)
})

t.test('pages, faults and other things are refused in words', async t => {
  for (const [handler, words] of [
    [says(200, '<!DOCTYPE html><html>'), /HTML page instead of a table/],
    [says(400, tooBig), /HTTP 400/],
    [
      says(200, '<S:Fault><faultcode>150</faultcode><faultstring>no such table</faultstring></S:Fault>'),
      /no such table/
    ],
    [says(200, 'a,b,c\n1,2,3\n'), /something else instead of a table/],
    [says(200, ''), /gave nothing/]
  ] as const) {
    const { got } = await fetched(t, handler)
    await t.rejects(got(), { name: 'NotGiven', message: words })
  }
})
