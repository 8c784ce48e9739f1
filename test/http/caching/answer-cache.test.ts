import t from 'tap'
import { type AnswerKey, type KeptAnswer, makeAnswerCache } from '../../../src/http/caching/answer-cache.ts'

const key = (url: string, other: Partial<AnswerKey> = {}): AnswerKey => ({
  version: 1,
  encoding: 'identity',
  format: 'json',
  url,
  ...other
})
const answer = (bytes: number): KeptAnswer => ({
  etag: 'W/"a"',
  standing: {},
  headers: {},
  bytes: Buffer.alloc(bytes)
})

t.test('each part of the key is another answer', async t => {
  const cache = makeAnswerCache(100_000)
  const keys = [
    key('/v1/cases?a=1'),
    key('/v1/cases?a=2'),
    key('/v1/cases?a=1', { encoding: 'br' }),
    key('/v1/cases?a=1', { format: 'csv' })
  ]
  const made = keys.map(() => answer(10))
  for (const [i, each] of keys.entries()) await cache.once(each, async () => made[i])
  for (const [i, each] of keys.entries()) t.equal(cache.find(each), made[i])
})

t.test('however many ask at once, an answer is made once', async t => {
  const cache = makeAnswerCache(100_000)
  let made = 0
  const ask = () =>
    cache.once(key('/v1'), async () => {
      made++
      await new Promise(resolve => setTimeout(resolve, 5))
      return answer(10)
    })
  const answers = await Promise.all([ask(), ask(), ask()])
  t.equal(made, 1)
  t.equal(new Set(answers).size, 1)
  await ask()
  t.equal(made, 1)
})

t.test('a failure reaches all who wait, and is not kept', async t => {
  const cache = makeAnswerCache(100_000)
  const fail = () => cache.once(key('/v1'), () => Promise.reject(new Error('away')))
  const outcomes = await Promise.allSettled([fail(), fail()])
  t.same(
    outcomes.map(({ status }) => status),
    ['rejected', 'rejected']
  )
  t.equal(cache.find(key('/v1')), undefined)
  t.ok(await cache.once(key('/v1'), async () => answer(1)), 'the next one makes it')
})

t.test('the bytes are bounded, and what was asked for last stays', async t => {
  // Room for three of 10,000 bytes with their thousand or so around them, not for four.
  const cache = makeAnswerCache(40_000)
  const urls = ['/a', '/b', '/c', '/d']
  for (const url of urls) {
    await cache.once(key(url), async () => answer(10_000))
    cache.find(key('/a'))
  }
  t.same(
    urls.filter(url => cache.find(key(url))),
    ['/a', '/c', '/d']
  )
})

t.test('that an answer is too large is remembered', async t => {
  const cache = makeAnswerCache(100_000)
  let made = 0
  const ask = () =>
    cache.once(key('/v1'), async () => {
      made++
      return undefined
    })
  t.equal(await ask(), undefined)
  t.equal(await ask(), undefined)
  t.equal(made, 1)
  t.equal(cache.find(key('/v1')), undefined)
})

t.test('another release set forgets the answers of the one before', async t => {
  const cache = makeAnswerCache(100_000)
  await cache.once(key('/v1'), async () => answer(10))
  t.ok(cache.find(key('/v1')))
  t.equal(cache.find(key('/v1', { version: 2 })), undefined)
  t.equal(cache.find(key('/v1')), undefined)
})

t.test('without megabytes nothing is kept, and nothing is held back', async t => {
  const cache = makeAnswerCache(0)
  t.equal(cache.largest, 0)
  t.equal(await cache.once(key('/v1'), async () => answer(10)), undefined)
  t.equal(cache.find(key('/v1')), undefined)
})
