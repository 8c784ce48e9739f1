import t from 'tap'
import { decision, importFacts, range } from '../queries/made-up-records.ts'
import { service } from '../service.ts'

const questions = [
  '/v1/statistics/decisions?group_by=outcome',
  '/v1/statistics/decisions.csv?group_by=outcome',
  '/v1/decisions?nationality=RUS&limit=7',
  '/v1/decisions.ndjson?nationality=RUS',
  '/v1'
]

t.test('a repeated question costs no query and writes nothing', async t => {
  const facts = range(60).map(decision)
  const s = await service(t, {}, (database, dataDir) => importFacts(t, database, dataDir, facts, 'first'))
  const first = []
  for (const url of questions) first.push(await s.get(url))

  const { use } = s.snapshots
  const { query } = s.database.pool
  const { stringify } = JSON
  const count = { opened: 0, sql: 0, written: 0 }
  s.snapshots.use = work => {
    count.opened++
    return use(work)
  }
  s.database.pool.query = ((...args: unknown[]) => {
    // The node goes on asking for its pointer.
    if (!JSON.stringify(args[0]).includes('pointer')) count.sql++
    return (query as (...all: unknown[]) => unknown).apply(s.database.pool, args)
  }) as never
  const again = []
  JSON.stringify = ((...args: Parameters<typeof stringify>) => {
    count.written++
    return stringify(...args)
  }) as typeof stringify
  t.teardown(() => {
    JSON.stringify = stringify
  })
  for (const url of questions) again.push(await s.get(url))
  const repeated = { ...count }
  await s.get('/v1/decisions?nationality=RUS&limit=8')
  JSON.stringify = stringify

  t.same(repeated, { opened: 0, sql: 0, written: 0 })
  t.ok(count.opened === 1 && count.sql > 0 && count.written > 0, 'another question costs all of them')
  for (const [i, url] of questions.entries()) {
    const { date: _, ...before } = first[i]?.headers ?? {}
    const { date: __, ...after } = again[i]?.headers ?? {}
    t.same(after, before, url)
    t.equal(again[i]?.body, first[i]?.body)
    t.equal(again[i]?.statusCode, 200)
  }
})

t.test('pages by cursor are answers of their own, and a new release makes all anew', async t => {
  const s = await service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, range(30).map(decision), 'first')
  )
  const walk = async () => {
    const ids: string[] = []
    for (let url: string | null = '/v1/decisions?limit=8'; url; ) {
      const { data, links } = await s.json(url)
      t.equal(links.self, url)
      ids.push(...data.map((row: { decision_id: string }) => row.decision_id))
      url = links.next ?? null
    }
    return ids
  }
  const walked = await walk()
  t.equal(new Set(walked).size, 30)
  t.same(await walk(), walked)

  const pinned = '/v1/statistics/decisions?group_by=outcome&release=first'
  const before = await s.get(pinned)
  t.equal((await s.json('/v1/decisions?count=exact&limit=1')).meta.total, 30)
  await importFacts(t, s.database, s.dataDir, range(31).map(decision), 'second')
  await s.snapshots.refresh()
  t.equal((await s.json('/v1/decisions?count=exact&limit=1')).meta.total, 31)
  t.equal((await walk()).length, 31)
  t.equal((await s.get(pinned)).body, before.body, 'a pinned address gives the bytes that it gave')
})

t.test('a kept answer counts against the limit, and belongs to no request', async t => {
  const s = await service(t, { rateLimit: 3 }, (database, dataDir) =>
    importFacts(t, database, dataDir, range(3).map(decision), 'first')
  )
  const answers = []
  for (let i = 0; i < 4; i++) answers.push(await s.get('/v1'))
  t.same(
    answers.map(({ statusCode }) => statusCode),
    [200, 200, 200, 429]
  )
  t.same(
    answers.map(({ headers }) => /r=(\d+)/.exec(String(headers.ratelimit))?.[1]),
    ['2', '1', '0', '0']
  )
  for (const { headers } of answers) t.equal(headers['access-control-allow-origin'], '*')
})
