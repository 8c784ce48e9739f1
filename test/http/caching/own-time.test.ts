import t from 'tap'
import { type KeptAnswer, makeAnswerCache } from '../../../src/http/caching/answer-cache.ts'
import { inOwnTime } from '../../../src/http/caching/own-time.ts'
import { HungUp, makeAsker } from '../../../src/snapshot/admission/asker.ts'
import { Overloaded, QueryTimeout } from '../../../src/snapshot/release-set.ts'

const key = { encoding: 'identity' as const, format: 'json', url: '/v1' }
const from = { version: 1, print: 'p', partIn: () => ({ version: 1, print: 'p', releases: [] }) }
const answer: KeptAnswer = { etag: '"e"', standing: {}, headers: {}, bytes: Buffer.from('x') }
const hour = 3_600_000

/** A question that two ask at once, the first with so many milliseconds, the second with so many. */
function shared(ofFirst: number, ofSecond: number) {
  const cache = makeAnswerCache(1e6)
  let makes = 0
  let done = (_: KeptAnswer) => {}
  const make = () => {
    makes++
    return new Promise<KeptAnswer>(resolve => {
      done = resolve
    })
  }
  const [first, second] = [makeAsker('a', ofFirst), makeAsker('b', ofSecond)]
  const own = { until: first.until, whenGone: first.whenGone }
  const made = cache.once(key, from, make, first)
  const joining = cache.once(key, from, make, second)
  const leading = inOwnTime(made, own, first)
  // A refusal is looked at later.
  leading.catch(() => {})
  return {
    ...{ cache, make, first, second, joining, until: own.until },
    leading,
    finish: () => done(answer),
    makes: () => makes
  }
}

t.test('a later asker has its own deadline, and the first one no longer than its own', async t => {
  const { first, second, leading, joining, finish, makes } = shared(20, hour)
  t.equal(first.until, second.until, 'the queries live as long as the longest of both')
  await t.rejects(leading, Overloaded)
  finish()
  t.equal(await joining, answer)
  t.equal(makes(), 1)
})

t.test('what runs already when the first one’s time is over is told so', async t => {
  const { first, leading, finish } = shared(20, hour)
  first.begun.add('short')
  await t.rejects(leading, QueryTimeout)
  finish()
})

t.test('a later asker with less time is refused by then, and the first one answered', async t => {
  const { first, until, leading, joining, finish } = shared(hour, 20)
  t.equal(first.until, until)
  await t.rejects(joining, Overloaded)
  finish()
  t.equal(await leading, answer)
})

t.test('an answer that is only being written is waited for', async t => {
  const { first, leading, finish } = shared(20, hour)
  first.until = Number.POSITIVE_INFINITY
  await new Promise(resolve => setTimeout(resolve, 40))
  finish()
  t.equal(await leading, answer)
})

t.test('a question goes on while one of its askers is there, and ends with the last', async t => {
  const { cache, make, first, second, joining, makes } = shared(hour, hour)
  first.leave()
  t.notOk(first.gone.aborted, 'the second one waits')
  second.leave()
  t.ok(first.gone.aborted)
  await t.rejects(joining, HungUp)
  const third = makeAsker('c', hour)
  cache.once(key, from, make, third)
  t.equal(makes(), 2, 'who comes then is not answered by what was given up')
})
