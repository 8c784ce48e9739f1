import t from 'tap'
import { canonicalQuery, etagOf } from '../../../src/http/caching/caching.ts'
import { decision, importFacts, range } from '../../queries/made-up-records.ts'
import { service } from '../../service.ts'

t.test('a question has one spelling, and everything that an answer depends on is in its tag', async t => {
  t.equal(canonicalQuery({ b: ['x', 'y'], a: 'documented:1', c: undefined }), 'a=documented:1&b=x,y')
  t.not(
    canonicalQuery({ group_by: ['a', 'b'] }),
    canonicalQuery({ group_by: ['b', 'a'] }),
    'the order of columns counts'
  )
  const of = { print: 'a', path: '/v1/cases', query: 'a=1', format: 'json', build: 'x' }
  const others = [
    { print: 'b' },
    { path: '/v1/decisions' },
    { query: 'a=2' },
    { format: 'csv' },
    { build: 'y' }
  ]
  const tags = [of, ...others.map(other => ({ ...of, ...other }))].map(etagOf)
  t.equal(new Set(tags).size, 6)
  t.equal(etagOf({ ...of }), etagOf(of))
})

t.test('what is pinned stays, what is not is asked again soon, and a publish changes its tag', async t => {
  const facts = range(5).map(decision)
  const s = await service(t, {}, (database, dataDir) => importFacts(t, database, dataDir, facts, 'first'))
  const before = await s.get('/v1/statistics/decisions?group_by=outcome')
  t.equal(before.headers['cache-control'], 'public, max-age=300, stale-while-revalidate=86400')
  const pinned = await s.get('/v1/statistics/decisions?group_by=outcome&release=first')
  t.equal(pinned.headers['cache-control'], 'public, max-age=86400')
  t.equal((await s.get('/v1/decisions?release=first')).headers['cache-control'], 'public, max-age=300')
  t.match(before.headers['last-modified'], /GMT$/)
  const spelled = await s.get('/v1/decisions?nationality=RUS,HND&sort=decided_on')
  const other = await s.get('/v1/decisions?sort=decided_on&nationality=RUS&nationality=HND')
  t.equal(other.headers.etag, spelled.headers.etag)

  await importFacts(t, s.database, s.dataDir, range(6).map(decision), 'second')
  await s.snapshots.refresh()
  const again = await s.get('/v1/statistics/decisions?group_by=outcome', {
    'if-none-match': String(before.headers.etag)
  })
  t.equal(again.statusCode, 200)
  t.match(again.headers.link, 'release=second')
  const { data, meta } = await s.json('/v1/statistics/decisions?group_by=outcome&release=first')
  t.same(data, pinned.json().data, 'the pinned answer is what it was')
  t.same(meta, pinned.json().meta)
})

t.test('a tag costs no query: 304 while both stores are away', async t => {
  const s = await service(t)
  const { etag } = (await s.get('/v1/decisions')).headers
  s.database.pool.query = (() => Promise.reject(new Error('nothing may be asked'))) as never
  t.equal((await s.get('/v1/decisions', { 'if-none-match': String(etag) })).statusCode, 304)
})
