import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { orRefused } from '../../src/pages/asking/ask.ts'
import { Refused } from '../../src/pages/asking/refused.ts'
import { Overloaded } from '../../src/snapshot/release-set.ts'
import { service } from '../service.ts'

const refusal = (status: number) =>
  new Refused(
    { type: 'internal', title: '', status, detail: '', instance: '', request_id: '', errors: [] },
    '/v1'
  )

t.test('a refusal of the question is told on a page, and a service in trouble is not', async t => {
  for (const status of [400, 404, 406, 410]) {
    const told = await orRefused(Promise.reject(refusal(status)))
    t.ok(told instanceof Refused && told.problem.status === status, `${status}`)
  }
  for (const status of [429, 500, 503])
    await t.rejects(orRefused(Promise.reject(refusal(status))), { name: 'Refused' })
  await t.rejects(orRefused(Promise.reject(new Error('broken'))), { message: 'broken' })
})

t.test('a page of which one part had no time is refused whole, and is not kept without it', async t => {
  const { database, snapshots } = await service(t)
  // Of what a page asks, the first parts are answered and no other.
  let answered = 2
  const app = await buildApp({
    ...{ database, build: 'test' },
    snapshots: {
      ...snapshots,
      use: (work, asker) => {
        if (answered-- <= 0) throw new Overloaded('full')
        return snapshots.use(work, asker)
      }
    },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 64 }
  })
  t.teardown(() => app.close())
  const pages = ['/', '/returns', '/nationalities/RUS', '/explore?source=us-credible-fear&group_by=year']
  for (const page of pages) {
    answered = 2
    const { statusCode, headers } = await app.inject(page)
    t.equal(statusCode, 503, page)
    t.match(headers, { 'retry-after': /^\d+$/, 'cache-control': 'no-store' }, page)
  }
  const question = encodeURIComponent('http://localhost:80/explore?source=us-credible-fear&group_by=year')
  const forMachines = ['/sitemap.xml', `/oembed?url=${question}`]
  for (const address of forMachines) {
    answered = 0
    const { statusCode, headers, body } = await app.inject(address)
    t.equal(statusCode, 503, address)
    t.match(headers, {
      'content-type': 'application/problem+json',
      'retry-after': /^\d+$/,
      'cache-control': 'no-store'
    })
    t.match(JSON.parse(body), { status: 503, instance: address })
  }
  answered = Number.POSITIVE_INFINITY
  for (const address of forMachines) t.equal((await app.inject(address)).statusCode, 200, address)
  for (const page of pages) t.equal((await app.inject(page)).statusCode, 200, page)
})
