import t from 'tap'
import { makePoints } from '../../../src/http/clients/points.ts'
import { clientOf } from '../../../src/plugins/client.ts'

t.test('points count in windows of each client, which begin with its first request', async t => {
  let now = 5_000
  const points = makePoints(60_000, { now: () => now })
  t.same(points.add('one', 0), { points: 0, ends_in: 60_000 }, 'a look begins no window')
  t.equal(points.size(), 0)
  t.same(points.add('one', 1), { points: 1, ends_in: 60_000 })
  now += 20_000
  t.same(points.add('two', 3), { points: 3, ends_in: 60_000 })
  t.same(points.add('one', 2), { points: 3, ends_in: 40_000 })
  t.same(points.add('one', -1), { points: 2, ends_in: 40_000 })
  now += 40_000
  t.same(points.add('one', 0), { points: 0, ends_in: 60_000 }, 'it is over at its end')
  t.same(points.add('one', -1), { points: 0, ends_in: 60_000 }, 'and nothing is taken back into the next')
  t.same(points.add('two', 0), { points: 3, ends_in: 20_000 })
})

t.test('no more clients are remembered than were meant, and those that still ask are', async t => {
  const points = makePoints(60_000, { most: 100 })
  for (let i = 0; i < 10_000; i++) {
    points.add(`client ${i}`, 1)
    points.add('one that asks on', 1)
  }
  t.equal(points.size(), 100)
  t.equal(points.add('one that asks on', 0).points, 10_000)
})

t.test('what a proxy hands on as an address is cut to the length of one', async t => {
  t.equal(clientOf('x'.repeat(10_000)).length, 45)
  const longest = '0000:0000:0000:0000:0000:ffff:255.255.255.255'
  t.equal(longest.length, 45)
  t.equal(clientOf(longest), clientOf(longest.slice(0, 45)))
})
