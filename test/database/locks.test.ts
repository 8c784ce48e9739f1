import t from 'tap'
import { locks, sourceLock } from '../../src/database/locks.ts'

t.test('each lock has a key of its own, and a source always the same one', async t => {
  const sources = ['us-credible-fear', 'us-uscis-asylum-office', 'unhcr-asylum-decisions', 'documented-cases']
  const keys = [...Object.values(locks), ...sources.map(sourceLock)].map(String)
  t.equal(new Set(keys).size, keys.length)
  t.same(sourceLock('us-credible-fear'), sourceLock('us-credible-fear'))
})

t.test('keys fit into two integers of PostgreSQL', async t => {
  for (const part of [...locks.alive, ...sourceLock('documented-cases')])
    t.ok(Number.isInteger(part) && part >= -(2 ** 31) && part < 2 ** 31)
})
