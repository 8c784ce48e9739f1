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
  const inTurn = (name: string, asker = makeAsker(name)) => {
    turns(asker).inTurn?.(() => pool.query(name))
  }
  const end = async () => {
    ends.shift()?.()
    await turn()
  }
  return { begun, ask, inTurn, end }
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

/** Queries of this kind that run in the database now. */
async function running(pool: Records['pool']): Promise<number> {
  const { rows } = await pool.query(
    "select count(*)::int as n from pg_stat_activity where query like '%pg_sleep(900)%' and state = 'active' and pid <> pg_backend_pid()"
  )
  return rows[0].n
}

t.test(
  'the query of a client that hung up, and of one past its deadline, is stopped in the database',
  async t => {
    const { database } = await service(t)
    const turns = recordTurns(database)
    const asleep = { name: 'asleep', text: 'select pg_sleep(900)' }
    const begun = async () => {
      while ((await running(database.pool)) === 0) await turn()
    }
    const gone = makeAsker('gone')
    const left = turns(gone).pool.query(asleep)
    await begun()
    gone.leave()
    await t.rejects(left, HungUp)
    while ((await running(database.pool)) > 0) await turn()
    await t.rejects(turns(makeAsker('late', 500)).pool.query(asleep), QueryTimeout)
    while ((await running(database.pool)) > 0) await turn()
    const { rows } = await turns(makeAsker('next')).pool.query({ name: 'next', text: 'select 1 as one' })
    t.same(rows, [{ one: 1 }])
  }
)

t.test('look-ups and what is read from the database alone take one turn each', async t => {
  const { database, snapshots } = await service(t)
  let turnsTaken = 0
  const records: RecordTurns = () => ({
    ...database,
    inTurn(work) {
      turnsTaken++
      return work()
    }
  })
  const app = await buildApp({
    ...{ database, snapshots, records, build: 'test' },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 }
  })
  t.teardown(() => app.close())
  const urls = [
    ...['cases/documented:1', 'cases/documented:1/timeline', 'decisions/documented:202'],
    ...['sources', 'sources/us-credible-fear', 'sources/us-credible-fear/releases', 'caveats'],
    ...['code-lists', 'outcomes']
  ]
  for (const [i, url] of urls.entries()) {
    t.equal((await app.inject(`/v1/${url}`)).statusCode, 200, url)
    t.equal(turnsTaken, i + 1, url)
  }
})

t.test('one client with many look-ups does not keep another from its own', async t => {
  const { begun, inTurn, end } = driven()
  for (const name of ['many 1', 'many 2', 'many 3']) inTurn(name, makeAsker('many'))
  inTurn('other')
  for (let i = 0; i < 4; i++) await end()
  t.strictSame(begun, ['many 1', 'many 2', 'other', 'many 3'])
})
