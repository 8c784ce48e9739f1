import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { openClient } from '../../src/import/client.ts'
import { withdraw } from '../../src/import/publish/withdraw.ts'
import { rollupsOf } from '../../src/rollups.ts'
import { openSnapshots } from '../../src/snapshot/snapshots.ts'
import type { Fact } from '../../src/vocabulary/fact.ts'
import { count, madeUpSource } from '../import/made-up.ts'
import { caseFile, decision, departure, importFacts, range } from '../queries/made-up-records.ts'
import { type Service, service } from '../service.ts'
import { questionsAsked } from './questions-asked.ts'

const publish = async (t: Test, s: Service, facts: Fact[], release: string, id = 'made-up') => {
  await importFacts(t, s.database, s.dataDir, facts, release, madeUpSource({ id }))
  await s.snapshots.refresh()
}
const takeBack = async (s: Service, source: string, release: string) => {
  const client = await openClient(s.database)
  await withdraw(client, source, release, 'taken back').finally(() => client.end())
  await s.snapshots.refresh()
}

/** Whether the tag that a client has of an address is still that of its answer. */
const standsOf = async (s: Service, url: string) => {
  const { headers } = await s.get(url)
  return async () => (await s.get(url, { 'if-none-match': String(headers.etag) })).statusCode === 304
}

t.test('a publish elsewhere leaves a tag and a kept answer as they are', async t => {
  const s = await service(t)
  const urls = [
    '/v1/statistics/decisions?source=us-credible-fear&group_by=outcome',
    '/v1/statistics/decisions.csv?source=us-credible-fear&group_by=outcome',
    '/v1/statistics/pending?source=documented-cases',
    '/v1/published-counts?source=us-credible-fear&limit=3',
    '/v1/cases/documented:1',
    '/v1/decisions/documented:201',
    '/v1/cases/documented:1/timeline',
    '/v1/compare?source=us-credible-fear,documented-cases&group_by=outcome',
    '/v1/countries-of-return/RUS?source=documented-cases',
    '/v1/sources/us-credible-fear',
    '/v1/countries/RUS',
    '/v1/country-groups/EU'
  ]
  const first = await Promise.all(urls.map(url => s.get(url)))
  for (const { statusCode, body } of first) t.equal(statusCode, 200, body.slice(0, 200))
  await publish(t, s, range(5).map(decision), 'first')
  const { use } = s.snapshots
  let opened = 0
  s.snapshots.use = work => {
    opened++
    return use(work)
  }
  for (const [i, url] of urls.entries()) {
    const { etag } = first[i]?.headers ?? {}
    t.equal((await s.get(url, { 'if-none-match': String(etag) })).statusCode, 304, url)
    const again = await s.get(url)
    t.same([again.body, again.headers.etag], [first[i]?.body, etag], url)
  }
  t.equal(opened, 0, 'none of them was made again')
})

t.test('a publish that changes what is told, or who could tell it, makes the tag anew', async t => {
  const s = await service(t)
  const everyone = '/v1/compare?of=returns&nationality=RUS'
  const unnamed = '/v1/returns'
  const refused = '/v1/statistics/returns?source=made-up'
  const stands = {
    everyone: await standsOf(s, everyone),
    unnamed: await standsOf(s, unnamed),
    destinations: await standsOf(s, '/v1/countries-of-return/RUS'),
    catalogue: await standsOf(s, '/v1/sources'),
    named: await standsOf(s, '/v1/returns?source=documented-cases'),
    cases: await standsOf(s, '/v1/statistics/cases?source=documented-cases')
  }
  t.match((await s.get(refused)).json(), { type: 'unknown-code' })
  t.match((await s.get(refused)).json(), { type: 'unknown-code' }, 'a remembered refusal')

  await publish(t, s, range(9).map(departure), 'first')
  t.equal((await s.get(refused)).statusCode, 200, 'what was refused is answered')
  t.match((await s.get(unnamed)).json(), { type: 'source-required' }, 'what was answered has to be named')
  t.same(
    [await stands.everyone(), await stands.unnamed(), await stands.destinations(), await stands.catalogue()],
    [false, false, false, false]
  )
  t.same([await stands.named(), await stands.cases()], [true, true])
})

t.test('a withdrawal is seen at once by what it answered, also where the release is named', async t => {
  const s = await service(t)
  await publish(t, s, range(9).map(departure), 'first')
  await publish(t, s, range(8).map(departure), 'second')
  const elsewhere = await standsOf(s, '/v1/statistics/decisions?source=us-credible-fear')
  const pinned = '/v1/returns?source=made-up&release=first'
  const urls = ['/v1/returns?source=made-up', pinned, '/v1/statistics/returns?source=made-up']
  for (const url of urls) t.equal((await s.get(url)).statusCode, 200, url)
  const stands = await Promise.all(urls.map(url => standsOf(s, url)))
  await takeBack(s, 'made-up', 'second')
  for (const [i, stand] of stands.entries()) t.equal(await stand(), false, String(urls[i]))
  await takeBack(s, 'made-up', 'first')
  t.match((await s.get(pinned)).json(), { type: 'release-not-found' })
  t.match((await s.json('/v1/returns')).meta.sources, [{ source: 'documented-cases' }])
  t.ok(await elsewhere(), 'what has nothing to do with it stands')
})

/** A node that begins now. `whole`: its answers are made from the whole set, whatever they consider. */
async function freshNode(t: Test, { database, dataDir }: Service, whole: boolean) {
  const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
  const app = await buildApp({
    ...{ database, snapshots, build: 'test' },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 }
  })
  if (whole) Object.assign(app, { considering: (set: object) => ({ ...set, print: 'whole' }) })
  t.teardown(async () => {
    await app.close()
    await snapshots.close()
  })
  return app
}

/** What a client is told, without what is of one request. */
const toldOf = ({ statusCode, body }: { statusCode: number; body: string }) =>
  `${statusCode} ${body.replace(/"request_id":"[^"]*"/, '')}`

t.test('whatever is published and withdrawn, every node tells what a new one would', async t => {
  const s = await service(t)
  const urls = questionsAsked(s.app)
  t.ok(urls.length >= 150, `${urls.length} questions`)
  const changes: [string, () => Promise<void>][] = [
    ['decisions of a new source', () => publish(t, s, range(9).map(decision), 'first')],
    [
      'cases and returns of another',
      () =>
        publish(
          t,
          s,
          range(9).flatMap(i => [caseFile(i), decision(i), departure(i)]),
          'first',
          'made-up-2'
        )
    ],
    [
      'figures in the place of shipped ones',
      () => publish(t, s, [count('a'), count('b', { nationality: 'HND' })], 'second', 'us-credible-fear')
    ],
    ['a withdrawal', () => takeBack(s, 'made-up', 'first')]
  ]
  let kept = 0
  const before = await Promise.all(urls.map(url => s.get(url)))
  for (const [what, change] of changes) {
    await change()
    const [fresh, whole] = [await freshNode(t, s, false), await freshNode(t, s, true)]
    const wrong: string[] = []
    for (const [i, url] of urls.entries()) {
      const had = before[i]
      const asked = await s.get(url, had?.headers.etag ? { 'if-none-match': String(had.headers.etag) } : {})
      const [again, expected, all] = [await s.get(url), await fresh.inject(url), await whole.inject(url)]
      before[i] = again
      const told = asked.statusCode === 304 ? had : asked
      if (asked.statusCode === 304) kept++
      const said = [told, again, all].map(each => each && toldOf(each))
      if (said.some(each => each !== toldOf(expected)) || again.headers.etag !== expected.headers.etag)
        wrong.push(url)
    }
    t.same(wrong, [], what)
  }
  t.ok(kept >= urls.length, `${kept} of ${4 * urls.length} tags stood`)
})
