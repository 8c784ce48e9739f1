import { readdirSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { openClient } from '../../../src/import/client.ts'
import { ImportRefused } from '../../../src/import/failures/errors.ts'
import { erase } from '../../../src/import/publish/erase.ts'
import { withdraw } from '../../../src/import/publish/withdraw.ts'
import { service } from '../../service.ts'

const source = 'us-credible-fear'

t.test('an erased release is in no table and in no file, and its entry says why', async t => {
  const { database, snapshots, dataDir, get, json } = await service(t)
  const { rows } = await database.pool.query<{ release_id: number; release: string }>(
    'select release_id, release from releases where source = $1',
    [source]
  )
  const [{ release, release_id } = { release: '', release_id: 0 }] = rows
  const filesOf = () =>
    readdirSync(path.join(dataDir, 'cache')).filter(name => name.startsWith(`r${release_id}-`))
  const client = await openClient(database)
  t.teardown(() => client.end())
  await t.rejects(erase(client, source, release), ImportRefused, 'what is not withdrawn is not erased')
  const question = `/v1/published-counts?source=${source}&release=${release}`
  t.equal((await get(question)).statusCode, 200)
  t.equal(filesOf().length, 1)

  await withdraw(client, source, release, 'It named people.')
  await erase(client, source, release)
  await snapshots.refresh()
  t.same(filesOf(), [])
  for (const table of ['published_counts', 'rejections', 'snapshot_files']) {
    const left = await database.pool.query(`select 1 from ${table} where release_id = $1 limit 1`, [
      release_id
    ])
    t.equal(left.rowCount, 0, table)
  }
  t.notOk((await get(question)).statusCode === 200, 'nothing answers by its name')
  const { data } = await json(`/v1/sources/${source}/releases`)
  t.match(
    data.find((each: { release: string }) => each.release === release),
    { status: 'withdrawn', status_reason: 'It named people.' }
  )
})
