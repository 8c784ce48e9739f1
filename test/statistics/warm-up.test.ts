import t from 'tap'
import type { Snapshots } from '../../src/snapshot/release-set.ts'
import { warmUp } from '../../src/statistics/warm-up.ts'
import { service } from '../service.ts'

t.test('a node asks itself a question of each kind, until it is told to stop', async t => {
  const { snapshots } = await service(t)
  const kinds = 8
  let statements = 0
  let stopAfter = Number.POSITIVE_INFINITY
  const stop = new AbortController()
  const counted: Snapshots = {
    ...snapshots,
    use: work =>
      snapshots.use(set =>
        work({
          ...set,
          query: (text, values) => {
            statements++
            if (statements === stopAfter) stop.abort()
            return set.query(text, values)
          }
        })
      )
  }
  t.equal(await warmUp(counted, stop.signal), 0, 'what is shipped is small')
  t.equal(statements, 0)
  // Of what is shipped the sample of the courts alone has so many cases, and answers a question of each kind.
  t.equal(await warmUp(counted, stop.signal, 1_000), 2 * kinds)
  t.ok(statements > 2 * kinds, 'the questions were put to the release')
  const all = statements
  stopAfter = statements + 1
  t.equal(await warmUp(counted, stop.signal, 1_000), 1, 'the question that was begun is the last')
  t.ok(statements < all + 10)
})

t.test('what a release cannot answer is passed over; what fails is told', async t => {
  const { snapshots } = await service(t)
  const failing: Snapshots = {
    ...snapshots,
    use: () => Promise.reject(new Error('the file is gone'))
  }
  await t.rejects(warmUp(failing, new AbortController().signal, 1_000), /the file is gone/)
  // The documented cases tell no waits, durations or ways: that is no failure.
  const answered = await warmUp(snapshots, new AbortController().signal, 1)
  t.ok(answered >= 16 && answered < 2 * 16, String(answered))
})
