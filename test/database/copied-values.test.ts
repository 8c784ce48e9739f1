import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { copiedValues } from '../../src/database/copied-values.ts'
import { database } from '../helper.ts'

/** Bytes of every value, none and many: more than one read of a socket gives. */
const values = `select decode(repeat('00ff0d0a22', i * i), 'hex') from generate_series(0, 300) i order by i`
const sizes = Array.from({ length: 301 }, (_, i) => 5 * i * i)

async function connected(t: Test, settings: pg.ClientConfig = {}): Promise<pg.Client> {
  const { url } = await database(t)
  const client = new pg.Client({ connectionString: url, ...settings })
  await client.connect()
  t.teardown(() => client.end())
  return client
}

const works = async (client: pg.Client) => (await client.query('select 1 as one')).rows

t.test('bytes come as they are, in the order of the select', async t => {
  const client = await connected(t)
  const found: Buffer[] = []
  for await (const value of copiedValues(client, values)) found.push(Buffer.from(value))
  t.same(
    found.map(({ length }) => length),
    sizes
  )
  t.ok(found.every(value => value.equals(Buffer.from('00ff0d0a22'.repeat(value.length / 5), 'hex'))))
  for await (const _ of copiedValues(client, `select ''::bytea where false`)) t.fail('there is none')
  t.same(await works(client), [{ one: 1 }])
})

t.test('who takes only some values leaves the connection as it was', async t => {
  const client = await connected(t)
  for await (const value of copiedValues(client, values)) if (value.length > 0) break
  t.same(await works(client), [{ one: 1 }])
  const write = async () => {
    for await (const _ of copiedValues(client, values)) throw new Error('the disk is full')
  }
  await t.rejects(write(), /the disk is full/)
  t.same(await works(client), [{ one: 1 }])
})

t.test('a failure of the server is told, before the first value and after many', async t => {
  const client = await connected(t, { query_timeout: 1000 })
  const all = async (select: string) => {
    let found = 0
    for await (const _ of copiedValues(client, select)) found++
    return found
  }
  await t.rejects(all('select nothing'), { code: '42703' })
  await t.rejects(
    all(`select decode(repeat('00', 1000 / (200 - i)), 'hex') from generate_series(1, 300) i`),
    {
      code: '22012'
    }
  )
  t.equal(await all(`select 'x'::bytea`), 1)
  // Longer than the limit, which the last statement must not leave behind.
  await sleep(1500)
  t.same(await works(client), [{ one: 1 }])
})
