import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/database/connect.ts'
import type { Copied, CopyOut } from '../../src/database/copy-out.ts'
import { database } from '../helper.ts'

/** A pool of one connection, whose queries may take so many milliseconds. */
async function pooled(t: Test, databaseTimeoutMs: number) {
  const { url } = await database(t)
  const { pool, close } = await openDatabase({
    ...{ databaseUrl: url, dataDir: '.data', connections: 1, databaseTimeoutMs }
  })
  t.teardown(close)
  const copy = async (select: string, signal?: AbortSignal): Promise<string> => {
    const asked: CopyOut & { signal?: AbortSignal } = {
      ...{ text: `copy (${select}) to stdout (format csv)`, copies_out: true },
      ...(signal && { signal })
    }
    return (await pool.query<Copied>(asked)).rows[0]?.bytes.toString() ?? ''
  }
  return { pool, copy }
}

t.test('a COPY gives its bytes, however many', async t => {
  const { copy } = await pooled(t, 600_000)
  t.equal((await copy('select * from generate_series(1, 100000)')).length, 588_895)
})

t.test('a COPY gives its bytes, and its time limit ends with it', async t => {
  const { pool, copy } = await pooled(t, 1000)
  t.equal(await copy(`select 1, null, 'a,b'`), '1,,"a,b"\n')
  t.equal(await copy('select 1 where false'), '')
  await sleep(1500)
  t.same((await pool.query('select 1 as one')).rows, [{ one: 1 }], 'the process and its pool go on')
})

t.test('a COPY that fails, takes too long or is given up costs nobody else a thing', async t => {
  const { pool, copy } = await pooled(t, 1000)
  await t.rejects(copy('select 1 / (100 - i) from generate_series(1, 200) i'), { code: '22012' })
  await t.rejects(copy('select nothing'), { code: '42703' })
  await t.rejects(copy('select pg_sleep(30)'), { code: '57014' })
  const gone = new AbortController()
  const asked = copy('select pg_sleep(0.8)', gone.signal)
  await sleep(50)
  gone.abort()
  // Stopped in the server, or not sent at all where the connection was not there yet.
  await t.rejects(asked)
  await sleep(1500)
  t.same((await pool.query('select 1 as one')).rows, [{ one: 1 }])
  t.equal(pool.waitingCount, 0)
})
