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

t.test('of too many combinations the rarest lose their days, and then all that was read of them', async t => {
  const { database } = await importing(t, source, ['rows/unhcr-several-rejected.csv'], { force: true })
  const { rows } = await database.pool.query('select release_id from releases')
  const release_id = Number(rows[0].release_id)
  // 2,000 levels with two rows each; then 2,000 rows on days of their own, of 20 nationalities; then 1,200 more levels.
  await database.pool.query(
    `insert into rejections (release_id, source_table, line, reason, raw, readable)
     select $1::int, 'made', n, 'made', '', jsonb_build_object('source_level', 'L' || n % 2000) from generate_series(0, 3999) as n
     union all select $1::int, 'made', n, 'made', '', jsonb_build_object('nationality', 'N' || n % 20,
       'days', jsonb_build_object('decision.decided_on', jsonb_build_object('from', n::text))) from generate_series(1, 2000) as n
     union all select $1::int, 'made', n, 'made', '', jsonb_build_object('source_level', 'M' || n) from generate_series(1, 1200) as n`,
    [release_id]
  )
  const client = await database.pool.connect()
  const found =
    (await readRejected(client, [release_id]).finally(() => client.release())).get(release_id) ?? []
  const by = (start: string) =>
    found.filter(({ fields }) => String(Object.values(fields)[0]).startsWith(start))
  t.equal(found.length, 3000)
  t.ok(by('L').length === 2000 && by('L').every(each => each.rows === 2))
  t.same([by('N').length, by('N').filter(each => each.rows === 100 && !each.fields.days).length], [20, 20])
  const release = { source, release: 'r1', rows_rejected: 7206, rejected: found }
  // Of 1,206 others (six are of the file) 980 are told, and 226 rows may be about anything.
  t.equal(rejectedIn(release, { filters: { source_level: ['ZZ'], nationality: ['ZZ'] } }) >= 226, true)
  t.equal(7206 - found.reduce((sum, { rows }) => sum + rows, 0), 226)
})
