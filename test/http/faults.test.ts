import t from 'tap'
import { faultOf } from '../../src/http/faults.ts'
import { outcomes } from '../../src/vocabulary/outcome.ts'

const refused = (outcome: string) =>
  faultOf(
    {
      keyword: 'enum',
      instancePath: '/outcome/0',
      schemaPath: '',
      params: { allowedValues: outcomes }
    },
    {},
    { outcome: [outcome] }
  )

t.test('a value of a long list that is none is told what may be meant, else the whole list', async t => {
  for (const approved of ['approved', 'Accepted', 'granted']) {
    const { fault, says } = refused(approved)
    t.ok(fault.did_you_mean?.includes('refugee_status_granted'), approved)
    t.match(says, 'Did you mean refugee_status_granted')
  }
  t.same(refused('denied').fault.did_you_mean, ['rejected'])
  const { fault, says } = refused('zzzzzzzzzzzz')
  t.equal(fault.did_you_mean, undefined)
  for (const outcome of outcomes) t.match(says, outcome)
})
