import { setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { type Records, type RecordTurns, recordTurns } from '../../src/http/clients/record-turns.ts'
import { HungUp, makeAsker } from '../../src/snapshot/admission/asker.ts'
import { QueryTimeout } from '../../src/snapshot/release-set.ts'
import { service } from '../service.ts'

/** A database of one connection, whose queries end when they are told to. */
function driven() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const pool = {
    query: (name: string) => {
      begun.push(name)
      return new Promise(resolve => ends.push(() => resolve(name)))
    }
  }
  const turns = recordTurns({ pool, db: {} } as unknown as Records, 1)
  const ask = (name: string, asker = makeAsker(name)) => {
    const asked = turns(asker).pool.query(name) as unknown as Promise<string>
    // A refusal is looked at later.
    asked.catch(() => {})
    return asked
  }
  const end = async () => {
    ends.shift()?.()
    await turn()
  }
  return { begun, ask, end }
}

t.test('clients take turns at the database', async t => {
  const { begun, ask, end } = driven()
  for (const name of ['many 1', 'many 2', 'many 3']) ask(name, makeAsker('many'))
  ask('other')
  for (let i = 0; i < 4; i++) await end()
  t.strictSame(begun, ['many 1', 'many 2', 'other', 'many 3'])
})

t.test('the wait and the query have one deadline', async t => {
  const { begun, ask, end } = driven()
  const running = ask('running', makeAsker('running', 30))
  const waiting = ask('waiting', makeAsker('waiting', 30))
  await t.rejects(running, QueryTimeout)
  await t.rejects(waiting, { name: /^(Overloaded|QueryTimeout)$/ })
  const next = ask('next')
  t.strictSame(begun, ['running'], 'the database has not given it up yet')
  await end()
  await end()
  t.equal(await next, 'next')
})

t.test('who hangs up loses the turn', async t => {
  const { begun, ask, end } = driven()
  ask('running')
  const gone = makeAsker('gone')
  const waiting = ask('gone', gone)
  gone.leave()
  await t.rejects(waiting, HungUp)
  await end()
  t.strictSame(begun, ['running'])
})

t.test('lists of all kinds are read in turns', async t => {
  const { database, snapshots } = await service(t)
  let asked = 0
  const records: RecordTurns = asker => {
    if (asker) asked++
    return database
  }
  const app = await buildApp({
    ...{ database, snapshots, records, build: 'test' },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 }
  })
  t.teardown(() => app.close())
  // A list that reads the database by another way does not answer.
  const closed = {
    ...database,
    pool: Object.create(database.pool, { query: { value: () => Promise.reject() } })
  }
  const away = await buildApp({
    ...{ database, snapshots, records: () => closed, build: 'test' },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 }
  })
  t.teardown(() => away.close())
  const urls = ['cases', 'decisions', 'returns', 'published-counts?source=us-credible-fear']
  for (const url of urls) {
    t.equal((await app.inject(`/v1/${url}`)).statusCode, 200, url)
    t.equal((await away.inject(`/v1/${url}`)).statusCode, 500, url)
  }
  t.equal(asked, urls.length)
})
