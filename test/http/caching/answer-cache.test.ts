import { setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import {
  type AnswerKey,
  type KeptAnswer,
  type MadeFrom,
  makeAnswerCache
} from '../../../src/http/caching/answer-cache.ts'
import type { SetCards } from '../../../src/snapshot/considered.ts'
import { said } from '../../../src/vocabulary/labels/texts/texts.ts'
import { Problem } from '../../../src/vocabulary/problem.ts'

const set = (version: number): SetCards => ({ version, releases: [] })
/** Made from releases that change at each tenth version. */
const from = (version: number): MadeFrom => {
  const partIn = (of: SetCards) => ({ ...of, print: String(Math.floor(of.version / 10)) })
  return { version, print: partIn(set(version)).print, partIn }
}
const key = (url: string, other: Partial<AnswerKey> = {}): AnswerKey => ({
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
  for (const [i, each] of keys.entries()) await cache.once(each, from(1), async () => made[i])
  for (const [i, each] of keys.entries()) t.equal(cache.find(each, set(1)), made[i])
})

t.test('however many ask at once, an answer is made once', async t => {
  const cache = makeAnswerCache(100_000)
  let made = 0
  const ask = () =>
    cache.once(key('/v1'), from(1), async () => {
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
  const fail = () => cache.once(key('/v1'), from(1), () => Promise.reject(new Error('away')))
  const outcomes = await Promise.allSettled([fail(), fail()])
  t.same(
    outcomes.map(({ status }) => status),
    ['rejected', 'rejected']
  )
  t.equal(cache.find(key('/v1'), set(1)), undefined)
  t.ok(await cache.once(key('/v1'), from(1), async () => answer(1)), 'the next one makes it')
})

t.test('the bytes are bounded, and what was asked for last stays', async t => {
  // Room for three of 10,000 bytes with their four thousand or so around them, not for four.
  const cache = makeAnswerCache(45_000)
  const urls = ['/a', '/b', '/c', '/d']
  for (const url of urls) {
    await cache.once(key(url), from(1), async () => answer(10_000))
    cache.find(key('/a'), set(1))
  }
  t.same(
    urls.filter(url => cache.find(key(url), set(1))),
    ['/a', '/c', '/d']
  )
})

t.test('that an answer is too large is remembered', async t => {
  const cache = makeAnswerCache(100_000)
  let made = 0
  const ask = () =>
    cache.once(key('/v1'), from(1), async () => {
      made++
      return undefined
    })
  t.equal(await ask(), undefined)
  t.equal(await ask(), undefined)
  t.equal(made, 1)
  t.equal(cache.find(key('/v1'), set(1)), undefined)
})

t.test(
  'an answer is kept through sets in which its releases are the same, and dropped with the first other',
  async t => {
    const cache = makeAnswerCache(100_000)
    const made = answer(10)
    await cache.once(key('/v1'), from(1), async () => made)
    for (const version of [1, 2, 9, 3]) t.equal(cache.find(key('/v1'), set(version)), made)
    t.equal(cache.find(key('/v1'), set(10)), undefined)
    t.equal(cache.find(key('/v1'), set(1)), undefined, 'it is gone')
  }
)

t.test('a set that is still in use makes its own answer, which no newer one tells', async t => {
  const cache = makeAnswerCache(100_000)
  const [old, recent] = [answer(10), answer(10)]
  const [first, second] = await Promise.all([
    cache.once(key('/v1'), from(10), async () => recent),
    cache.once(key('/v1'), from(9), async () => old)
  ])
  t.same([first === recent, second === old], [true, true])
  t.not(cache.find(key('/v1'), set(10)), old)
  t.equal(await cache.once(key('/v1'), from(10), async () => recent), recent)
  t.equal(await cache.once(key('/v1'), from(9), async () => old), old)
})

t.test('what another set would not tell leaves the memory, asked for or not', async t => {
  const cache = makeAnswerCache(10_000_000)
  for (let i = 0; i < 1200; i++) await cache.once(key(`/v1?n=${i}`), from(1), async () => answer(10))
  cache.find(key('/v1'), set(1))
  cache.find(key('/v1'), set(2))
  for (let i = 0; i < 10; i++) await turn()
  t.ok(cache.figures().bytes > 1200 * 1024, 'all of them stand')
  cache.find(key('/v1'), set(10))
  for (let i = 0; i < 10; i++) await turn()
  t.equal(cache.figures().bytes, 0)
})

t.test('a refusal lives as an answer does', async t => {
  const cache = makeAnswerCache(100_000)
  const refusal = { etag: 'W/"a"', standing: {}, problem: new Problem('query-too-large', said('no_host')) }
  cache.refuse(key('/v1'), from(1), refusal)
  t.match(cache.refusal(key('/v1', { encoding: 'br' }), set(9)), { problem: { type: 'query-too-large' } })
  t.equal(cache.find(key('/v1'), set(9)), undefined)
  t.equal(cache.refusal(key('/v1'), set(10)), undefined)
})

t.test('it counts how often it was asked and had an answer or a refusal, and its bytes', async t => {
  const cache = makeAnswerCache(100_000)
  t.same(cache.figures(), { asked: 0, had: 0, bytes: 0 })
  cache.find(key('/v1'), set(1))
  await cache.once(key('/v1'), from(1), async () => answer(5000))
  cache.find(key('/v1'), set(1))
  t.match(cache.figures(), { asked: 2, had: 1 })
  t.ok(cache.figures().bytes > 5000)
})

t.test('without megabytes nothing is kept, and nothing is held back', async t => {
  const cache = makeAnswerCache(0)
  t.equal(cache.largest, 0)
  t.equal(await cache.once(key('/v1'), from(1), async () => answer(10)), undefined)
  t.equal(cache.find(key('/v1'), set(1)), undefined)
})
