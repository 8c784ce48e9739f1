import t from 'tap'
import { HungUp, makeAsker } from '../../../src/snapshot/admission/asker.ts'

t.test('who listens hears once that nobody waits any more, unless it has ended that', async t => {
  const asker = makeAsker('a')
  const heard: string[] = []
  asker.whenGone(reason => heard.push(`first: ${reason.name}`))
  const end = asker.whenGone(() => heard.push('second'))
  asker.whenGone(() => heard.push('third'))
  end()
  asker.throwIfGone()
  asker.leave()
  asker.leave()
  t.same(heard, ['first: HungUp', 'third'])
  t.throws(() => asker.throwIfGone(), HungUp)
  t.ok(asker.gone.aborted, 'a signal that is asked for later says so too')
})

t.test('nobody is told while another request waits for the same answer', async t => {
  const [maker, other] = [makeAsker('a'), makeAsker('b')]
  let told = 0
  maker.whenGone(() => told++)
  maker.join(other)
  maker.leave()
  maker.throwIfGone()
  t.equal(told, 0)
  t.notOk(maker.gone.aborted)
  other.leave()
  t.equal(told, 1)
  t.ok(maker.gone.aborted)
})
