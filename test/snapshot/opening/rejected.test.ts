import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import t from 'tap'
import { keepSet, keptSet } from '../../../src/snapshot/opening/kept-set.ts'
import { readPublished } from '../../../src/snapshot/opening/published.ts'
import { readRejected } from '../../../src/snapshot/opening/rejected.ts'
import { rejectedIn } from '../../../src/vocabulary/results/rejected-rows.ts'
import { importing } from '../../cases/importing.ts'

const source = 'unhcr-asylum-decisions'

t.test('a node keeps what could be read of rejected rows, also for a start without the database', async t => {
  const { database } = await importing(t, source, ['rows/unhcr-several-rejected.csv'], { force: true })
  const published = await readPublished(database.pool)
  const [release] = published.releases
  t.equal(release?.rejected?.length, 6)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kept-'))
  const address = 'postgres://reader@127.0.0.1:1/cases'
  await keepSet(folder, address, published)
  const [kept] = (await keptSet(folder, address))?.releases ?? []
  t.same(kept?.rejected, release?.rejected)
})

t.test(
  'of too many combinations the most frequent are kept, and the other rows may be about anything',
  async t => {
    const { database } = await importing(t, source, ['rows/unhcr-several-rejected.csv'], { force: true })
    const { rows } = await database.pool.query('select release_id from releases')
    const release_id = Number(rows[0].release_id)
    await database.pool.query(
      `insert into rejections (release_id, source_table, line, reason, raw, readable)
     select $1, 'made', n, 'made', '', jsonb_build_object('source_level', 'L' || n % 2100) from generate_series(0, 4199) as n`,
      [release_id]
    )
    const client = await database.pool.connect()
    const found =
      (await readRejected(client, [release_id]).finally(() => client.release())).get(release_id) ?? []
    t.equal(found.length, 2000)
    t.ok(found.every(each => each.rows === 2))
    const release = { source, release: 'r1', rows_rejected: 4206, rejected: found }
    // 4,000 of the rows are described, and 206 may be about anything.
    t.equal(rejectedIn(release, { filters: { source_level: ['ZZ'] } }), 206)
  }
)
