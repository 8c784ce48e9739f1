import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { makeQueue } from '../../src/snapshot/queue.ts'
import { Overloaded } from '../../src/snapshot/release-set.ts'

t.test('no more tasks run at once than may, and all have their turn in order', async t => {
  const queue = makeQueue({ running: 2, waiting: 10, patience: 60_000 })
  let active = 0
  let most = 0
  const order: number[] = []
  await Promise.all(
    [0, 1, 2, 3, 4, 5].map(n =>
      queue(async () => {
        most = Math.max(most, ++active)
        order.push(n)
        await sleep(5)
        active--
      })
    )
  )
  t.equal(most, 2)
  t.strictSame(order, [0, 1, 2, 3, 4, 5])
})

t.test(
  'who comes when too many wait, or waits too long, is turned away; the others are not harmed',
  async t => {
    const queue = makeQueue({ running: 1, waiting: 1, patience: 30 })
    let finish = () => {}
    const long = queue(
      () =>
        new Promise<string>(resolve => {
          finish = () => resolve('done')
        })
    )
    const waiting = queue(async () => 'too late')
    await t.rejects(
      queue(async () => 'too many'),
      Overloaded
    )
    await t.rejects(waiting, Overloaded)
    finish()
    t.equal(await long, 'done')
    t.equal(await queue(async () => 'next'), 'next')
  }
)

t.test('a task that fails gives its place back', async t => {
  const queue = makeQueue({ running: 1, waiting: 1, patience: 60_000 })
  await t.rejects(
    queue(() => Promise.reject(new Error('failed'))),
    /failed/
  )
  t.equal(await queue(async () => 'next'), 'next')
})
