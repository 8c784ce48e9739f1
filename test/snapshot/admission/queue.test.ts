import { setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import { askerOfPart, HungUp, makeAsker, type QueueLane } from '../../../src/snapshot/admission/asker.ts'
import { makeQueue, type QueueLimits } from '../../../src/snapshot/admission/queue.ts'
import { Overloaded } from '../../../src/snapshot/release-set.ts'

/** A queue whose clock stands still until it is told, with tasks that end when they are told. */
function driven(limits: Partial<QueueLimits> = {}) {
  let time = 0
  const queue = makeQueue({ running: 1, waiting: 100, patience: 100, now: () => time, ...limits })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const asker = (client: string) => ({ ...makeAsker(client), until: Number.POSITIVE_INFINITY })
  const ask = (name: string, { client = name, lane = 'short' as QueueLane, by = asker(client) } = {}) => {
    const result = queue.run({ asker: by, lane, until: by.until }, () => {
      begun.push(name)
      return new Promise<string>(resolve => ends.set(name, () => resolve(name)))
    })
    // A refusal is looked at later.
    result.catch(() => {})
    return result
  }
  const end = async (name: string, milliseconds = 0) => {
    time += milliseconds
    ends.get(name)?.()
    await turn()
  }
  const pass = (milliseconds: number) => {
    time += milliseconds
  }
  return { queue, begun, asker, ask, end, pass }
}

t.test('no more tasks run at once than may, and all have their turn in order', async t => {
  const { begun, ask, end } = driven({ running: 2 })
  const all = ['a', 'b', 'c', 'd'].map(name => ask(name))
  t.strictSame(begun, ['a', 'b'])
  await end('b')
  t.strictSame(begun, ['a', 'b', 'c'])
  for (const name of ['a', 'c', 'd']) await end(name)
  t.strictSame(await Promise.all(all), ['a', 'b', 'c', 'd'])
})

t.test('a client’s tenth question does not come before another’s first', async t => {
  const { begun, ask, end } = driven()
  for (let i = 0; i < 10; i++) ask(`many ${i}`, { client: 'many' })
  ask('other', { client: 'other' })
  ask('other again', { client: 'other' })
  ask('third', { client: 'third' })
  for (let i = 0; i < 6; i++) await end(begun.at(-1) as string)
  t.strictSame(begun.slice(0, 7), ['many 0', 'many 1', 'other', 'third', 'many 2', 'other again', 'many 3'])
})

t.test('cheap questions do not wait for costly ones, nor do costly ones wait for ever', async t => {
  const { begun, ask, end } = driven({ running: 2 })
  for (const name of ['costly 1', 'costly 2', 'costly 3']) ask(name, { lane: 'costly' })
  t.strictSame(begun, ['costly 1'], 'one slot is left to the short lane')
  for (const name of ['short 1', 'short 2', 'short 3']) ask(name)
  t.strictSame(begun, ['costly 1', 'short 1'])
  await end('short 1')
  t.strictSame(begun.slice(2), ['short 2'])
  await end('costly 1')
  t.strictSame(
    begun.slice(3),
    ['costly 2'],
    'the slot of a costly one goes to the next, though short ones wait'
  )
  await end('costly 2')
  await end('costly 3')
  t.strictSame(begun.slice(4), ['costly 3', 'short 3'], 'and to the short lane where no costly one waits')
})

t.test('the next query of a request that has begun comes before requests that wait to begin', async t => {
  const { begun, asker, ask, end } = driven()
  const by = asker('a')
  ask('a 1', { by })
  ask('b')
  await end('a 1')
  ask('c')
  ask('a 2', { by })
  await end('b')
  await end('a 2')
  t.strictSame(begun, ['a 1', 'b', 'a 2', 'c'])
})

t.test('an answer that is being sent already is refused in no lane', async t => {
  const { begun, asker, ask, end } = driven({ waiting: 1 })
  const by = asker('sent')
  ask('sent 1', { by })
  await end('sent 1')
  for (const name of ['a', 'b']) ask(name, { lane: 'costly' })
  await t.rejects(ask('c', { lane: 'costly' }), Overloaded, 'the line is full')
  ask('sent 2', { by, lane: 'costly' })
  await end('a')
  t.strictSame(begun, ['sent 1', 'a', 'sent 2'])
})

t.test('who would wait longer than its deadline is refused at once, and is not run', async t => {
  const { queue, begun, asker, ask, end } = driven()
  ask('first')
  await end('first', 1000)
  ask('second')
  const hasSecond = { ...asker('late'), until: 1500 }
  t.notOk(queue.admits(hasSecond), 'it would be refused at the door')
  await t.rejects(ask('late', { by: hasSecond }), Overloaded)
  const hasMore = { ...asker('in time'), until: 1000 + 1_000_000 }
  t.ok(queue.admits(hasMore))
  const waits = ask('in time', { by: hasMore })
  await end('second')
  await end('in time')
  t.equal(await waits, 'in time')
  t.strictSame(begun, ['first', 'second', 'in time'])
})

t.test('a burst may wait; while everybody has to wait, the line is kept short', async t => {
  const { queue, asker, ask, end, pass } = driven()
  ask('first')
  await end('first', 100)
  ask('second')
  const burst = ['a', 'b', 'c', 'd'].map(name => ask(name))
  t.ok(queue.admits(asker('e')), '500 ms, and the patience is 100')
  pass(200)
  t.notOk(queue.admits(asker('e')), 'after two hundred milliseconds of waiting it is overloaded')
  await t.rejects(ask('e'), Overloaded)
  for (const name of ['second', 'a', 'b', 'c', 'd']) await end(name)
  t.strictSame(await Promise.all(burst), ['a', 'b', 'c', 'd'], 'who waits already is not harmed')
  t.ok(queue.admits(asker('e')))
})

t.test('the parts of a page are let in together, however slow each is', async t => {
  const { begun, asker, ask, end } = driven()
  ask('slow')
  await end('slow', 2000)
  ask('other')
  const page = asker('reader')
  const parts = Array.from({ length: 8 }, (_, i) => ask(`part ${i}`, { by: askerOfPart(page) }))
  await t.rejects(ask('refused'), Overloaded, 'who asks alone would wait too long')
  await end('other', 100)
  t.equal(begun.at(-1), 'part 0')
  for (let i = 0; i < 8; i++) await end(`part ${i}`, 2000)
  t.strictSame(
    await Promise.all(parts),
    parts.map((_, i) => `part ${i}`)
  )
  t.strictSame(
    begun.slice(2, 10),
    parts.map((_, i) => `part ${i}`),
    'once one has begun, the others come before who waits to begin'
  )
})

t.test('a page that would wait too long is refused with its first part', async t => {
  const { asker, ask, end } = driven()
  ask('slow')
  await end('slow', 2000)
  ask('one')
  ask('two', { client: 'one' })
  const page = asker('reader')
  await t.rejects(ask('part', { by: askerOfPart(page) }), Overloaded)
})

t.test('a place that passes its deadline while it waits is dropped and not run', async t => {
  const { begun, asker, ask, end } = driven({ now: () => performance.now() })
  ask('long')
  const dropped = ask('dropped', { by: { ...asker('dropped'), until: performance.now() + 20 } })
  const next = ask('next')
  await t.rejects(dropped, Overloaded)
  await end('long')
  await end('next')
  t.equal(await next, 'next')
  t.strictSame(begun, ['long', 'next'])

  const stopped = driven()
  stopped.ask('long')
  const late = stopped.ask('late', { by: { ...asker('late'), until: 1_000_000 } })
  stopped.pass(2_000_000)
  await stopped.end('long')
  await t.rejects(late, Overloaded, 'also where the timer has not fired yet')
  t.strictSame(stopped.begun, ['long'])
})

t.test('where too many wait, the client with most of them makes room for one with fewer', async t => {
  const { queue, begun, asker, ask, end } = driven({ waiting: 2 })
  ask('first')
  const [kept, out] = ['many 1', 'many 2'].map(name => ask(name, { client: 'many' }))
  t.notOk(queue.admits(asker('many')))
  await t.rejects(ask('many 3', { client: 'many' }), Overloaded)
  t.ok(queue.admits(asker('other')))
  const other = ask('other')
  await t.rejects(out as Promise<string>, Overloaded)
  t.notOk(queue.admits(asker('third')), 'each has one now')
  await t.rejects(ask('third'), Overloaded)
  for (const name of ['first', 'many 1', 'other']) await end(name)
  t.strictSame(await Promise.all([kept, other]), ['many 1', 'other'])
  t.strictSame(begun, ['first', 'many 1', 'other'])
})

t.test('a task that fails gives its place back, and what it took is noted', async t => {
  let time = 0
  const queue = makeQueue({ running: 1, waiting: 1, patience: 60_000, now: () => time })
  const place = () => ({ asker: makeAsker('a'), lane: 'short' as const, until: Number.POSITIVE_INFINITY })
  const failing = place()
  await t.rejects(
    queue.run(failing, async () => {
      time += 30
      throw new Error('failed')
    }),
    /failed/
  )
  t.equal(failing.asker.spent, 30)
  t.equal(await queue.run(place(), async () => 'next'), 'next')
})

t.test('who hangs up leaves the line at once, and what comes then is not begun', async t => {
  const { queue, begun, ask, end } = driven()
  ask('first')
  const by = makeAsker('gone')
  const waiting = ask('gone', { by })
  ask('next')
  t.match(queue.queued()[0], { waiting: 2 })
  by.leave()
  await t.rejects(waiting, HungUp)
  t.match(queue.queued()[0], { waiting: 1 })
  await t.rejects(ask('gone again', { by }), HungUp)
  await end('first')
  t.strictSame(begun, ['first', 'next'])
})

t.test('a deadline that moves on while a query waits is the later one', async t => {
  const queue = makeQueue({ running: 1, waiting: 100, patience: 100_000 })
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  queue.run({ asker: makeAsker('holder'), lane: 'short', until: Number.POSITIVE_INFINITY }, () => held)
  const asker = makeAsker('joined', 20)
  const place = {
    ...{ asker, lane: 'short' as const },
    get until() {
      return asker.until
    }
  }
  const waiting = queue.run(place, async () => 'begun')
  asker.join(makeAsker('other', 3_600_000))
  await new Promise(resolve => setTimeout(resolve, 60))
  release()
  t.equal(await waiting, 'begun')
})
