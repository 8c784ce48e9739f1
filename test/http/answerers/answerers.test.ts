import t, { type Test } from 'tap'
import { type Answerers, makeAnswerers } from '../../../src/http/answerers/answerers.ts'
import type { DeliveredBody } from '../../../src/http/caching/answer-delivery.ts'
import { makeAsker } from '../../../src/snapshot/admission/asker.ts'
import { isAlive } from '../../../src/snapshot/opening/work-owner.ts'
import { LargeRead, Overloaded, QueryTimeout, type SharedSet } from '../../../src/snapshot/release-set.ts'
import { Problem } from '../../../src/vocabulary/problem.ts'

const files = { version: 1, releases: [], files: new Map(), spillFolder: '', timeoutMs: 60_000 }

/** Answerers with the program beside this file, and a set whose turns are counted. */
function answerersFor(t: Test, build = 'test') {
  const answerers = makeAnswerers(new URL('./program.js', import.meta.url), { build, settings: {} })
  t.teardown(() => answerers.close())
  let turns = 0
  const set: SharedSet = {
    files,
    async turn(_asker, _lane, task) {
      turns++
      await task()
    }
  }
  const orderOf = (operation: string, milliseconds?: number, writing_ms = 60_000) => ({
    job: {
      ...{ operation, format: 'json', rows_left: Number.POSITIVE_INFINITY },
      asked: { query: {}, params: {}, given: {}, original_url: '/', path: '/' }
    },
    ...{ set, asker: makeAsker('someone', milliseconds), writing_ms }
  })
  return { answerers, orderOf, turns: () => turns }
}

async function textOf({ body }: DeliveredBody): Promise<string> {
  if (typeof body === 'string' || Buffer.isBuffer(body)) return String(body)
  const pieces: Buffer[] = []
  for await (const piece of body) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString()
}

/** The process that answers, by what the program tells. */
const pidOf = async (answer: DeliveredBody): Promise<number> => Number((await textOf(answer)).split(' ')[0])

const figuresOf = (answerers: Answerers) => {
  const { jobs, started } = answerers.figures()
  return { jobs, started }
}

t.test('an answer comes whole with its length, or in pieces, from one process', async t => {
  const { answerers, orderOf } = answerersFor(t)
  const whole = await answerers.make(orderOf('whole'))
  t.ok(Buffer.isBuffer(whole.body))
  t.equal(whole.headers['content-type'], 'text/plain')
  t.match(await textOf(whole), /^\d+ 1$/)
  const pieces = await answerers.make(orderOf('in pieces'))
  t.notOk(Buffer.isBuffer(pieces.body))
  t.match(await textOf(pieces), /^\d+ 2$/)
  t.same(figuresOf(answerers), { jobs: 2, started: 1 })
})

t.test('a refusal in the process is the same refusal here', async t => {
  const { answerers, orderOf } = answerersFor(t)
  const refusal = await answerers.make(orderOf('is refused')).catch(error => error)
  t.ok(refusal instanceof Problem)
  t.match(refusal, { type: 'query-too-large', detail: { fr: 'non' }, extra: { limit: 3 } })
})

t.test('a query in the process waits for its turn here, and gives it back', async t => {
  const { answerers, orderOf, turns } = answerersFor(t)
  await answerers.make(orderOf('asks for a turn'))
  t.equal(turns(), 1)
})

t.test('the time of the process is charged to who asks, and that of its queries once', async t => {
  const { answerers, orderOf } = answerersFor(t)
  const order = orderOf('whole')
  await textOf(await answerers.make(order))
  t.ok(order.asker.spent > 0)
  const asking = orderOf('asks for a turn')
  const hours = 7_200_000
  const turn: SharedSet['turn'] = async (asker, _lane, task) => {
    await task()
    asker.spent += hours
  }
  await textOf(await answerers.make({ ...asking, set: { files, turn } }))
  // The time before and after its query is its own.
  t.ok(asking.asker.spent >= hours && asking.asker.spent < 2 * hours, `${asking.asker.spent} ms`)
})

t.test('processes are told: how many, how many work, and how many were lost', async t => {
  const { answerers, orderOf } = answerersFor(t)
  t.match(answerers.figures(), { started: 0, alive: 0, busy: 0 })
  const hanging = answerers.make(orderOf('hangs', 2_000)).catch(error => error)
  await answerers.make(orderOf('whole'), 5)
  await new Promise(setImmediate)
  t.match(answerers.figures(), { started: 2, alive: 2, busy: 1 })
  t.ok((await hanging) instanceof QueryTimeout)
  t.match(answerers.figures(), { started: 2, alive: 1, busy: 0 })
})

t.test('an answer that turns out to be large is made as one', async t => {
  const { answerers, orderOf } = answerersFor(t)
  await t.rejects(
    answerers.make({ ...orderOf('is large'), job: { ...orderOf('is large').job, rows_left: 5 } }),
    LargeRead
  )
  t.match(await textOf(await answerers.make(orderOf('is large'), 5)), /^\d+ 3$/)
})

t.test('a process that dies has one successor, and no third', async t => {
  const { answerers, orderOf } = answerersFor(t)
  await t.rejects(answerers.make(orderOf('dies')), Overloaded)
  t.same(figuresOf(answerers), { jobs: 2, started: 2 })
  t.match(await textOf(await answerers.make(orderOf('whole'))), /^\d+ 1$/, 'the next answer is made')
})

t.test('an answer that is lost halfway is cut, and not begun again', async t => {
  const { answerers, orderOf } = answerersFor(t)
  const half = await answerers.make(orderOf('dies halfway'))
  await t.rejects(textOf(half), { message: /ended/ })
  t.same(figuresOf(answerers), { jobs: 1, started: 1 })
})

t.test('the deadline ends what hangs, and its process', async t => {
  const { answerers, orderOf } = answerersFor(t)
  const pid = await pidOf(await answerers.make(orderOf('whole')))
  await t.rejects(answerers.make(orderOf('hangs', 50)), QueryTimeout)
  const next = await pidOf(await answerers.make(orderOf('whole')))
  t.not(next, pid)
  await t.rejects(answerers.make(orderOf('hangs while it writes', 60_000, 50)), QueryTimeout)
  t.equal(figuresOf(answerers).started, 2)
})

t.test('a process that is slow to start is no answer to who is in a hurry, and answers the next', async t => {
  const { answerers, orderOf } = answerersFor(t, 'slow 500')
  await t.rejects(answerers.make(orderOf('whole', 20)), QueryTimeout)
  t.match(await textOf(await answerers.make(orderOf('whole'))), /^\d+ 1$/, 'it was not given the late job')
  t.equal(figuresOf(answerers).started, 1)
})

t.test('more answers than processes wait, and one whose turn would come too late is refused', async t => {
  const { answerers, orderOf } = answerersFor(t)
  const made = await Promise.all(Array.from({ length: 12 }, () => answerers.make(orderOf('whole'), 5)))
  t.equal(made.length, 12)
  t.ok(figuresOf(answerers).started <= 2)
  await t.rejects(answerers.make(orderOf('whole', 0), 5), Overloaded)
})

t.test('closing ends the processes, also one that works', async t => {
  const { answerers, orderOf } = answerersFor(t)
  const pid = await pidOf(await answerers.make(orderOf('whole')))
  t.ok(isAlive(pid))
  const hanging = answerers.make(orderOf('hangs')).catch(error => error)
  await answerers.close()
  t.notOk(isAlive(pid))
  t.ok((await hanging) instanceof Overloaded)
  await t.rejects(answerers.make(orderOf('whole')), Overloaded)
})
