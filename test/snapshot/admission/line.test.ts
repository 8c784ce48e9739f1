import t from 'tap'
import { makeLine } from '../../../src/snapshot/admission/line.ts'

t.test('clients take turns, and the line tells how many come first', t => {
  const line = makeLine<string>()
  for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) line.add(item.charAt(0), item)
  t.equal(line.size(), 6)
  t.equal(line.ahead('d'), 3, 'the first of each other')
  t.equal(line.ahead('b'), 1 + 2 + 2)
  t.equal(line.ahead('a'), 3 + 1 + 2)
  line.remove('a', 'a2')
  const taken = []
  for (let item = line.take(); item; item = line.take()) taken.push(item)
  t.strictSame(taken, ['a1', 'b1', 'c1', 'a3', 'c2'])
  t.equal(line.size(), 0)
  t.end()
})

t.test('the newest item of who has most makes room, for who has two fewer', t => {
  const line = makeLine<string>()
  for (const item of ['a1', 'a2', 'b1']) line.add(item.charAt(0), item)
  t.notOk(line.hasLonger('a'))
  t.notOk(line.hasLonger('b'), 'both would then have the same turn')
  t.ok(line.hasLonger('c'))
  t.equal(line.pushOut(), 'a2')
  t.notOk(line.hasLonger('c'))
  t.end()
})
