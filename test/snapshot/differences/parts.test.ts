import path from 'node:path'
import t from 'tap'
import { matchByContent, matchByKey } from '../../../src/snapshot/differences/match.ts'
import { hashSides, resultRows, sidesOf } from '../../../src/snapshot/differences/sides.ts'
import { tellChanges } from '../../../src/snapshot/differences/tell.ts'
import { openWorkbench } from '../../../src/snapshot/duckdb.ts'

t.test('records are matched alike in one part and in many', async t => {
  const folder = t.testdir({})
  const instance = await openWorkbench(path.join(folder, 'spill'))
  const connection = await instance.connect()
  t.teardown(() => {
    connection.closeSync()
    instance.closeSync()
  })
  // 200 figures, of which 20 vanish, 18 change, one has another key, and 10 are added; two pairs of twins.
  const [before, after] = [path.join(folder, 'before.parquet'), path.join(folder, 'after.parquet')]
  await connection.run(
    `copy (select i as count_id, 'RUS' as nationality, case when i in (7, 8) then 7 else i end as value from range(200) r(i)) to '${before}' (format parquet)`
  )
  await connection.run(
    `copy (select case i when 50 then 950 when 7 then 907 else i end as count_id, 'RUS' as nationality,
       case when i in (7, 8) then 7 when i % 10 = 3 and i < 180 then i + 5000 else i end as value
       from (select i from range(180) r(i) union all select 300 + i from range(10) r(i))) to '${after}' (format parquet)`
  )
  const sides = await sidesOf(connection, { table: 'published_counts', before, after })
  t.same(
    sides.fields.map(({ name }) => name),
    ['nationality', 'value']
  )
  await hashSides(connection, sides)
  const differing = () => resultRows(connection, 'select * from differing order by difference, id')
  const counted = () =>
    resultRows(connection, 'select difference, count(*)::int as n from differing group by 1 order by 1')
  await matchByKey(connection, 1)
  const whole = await differing()
  // Of the twins one is under another key: it is alike with two, so it vanished and was added.
  t.same(await counted(), [
    { difference: 'added', n: 11 },
    { difference: 'changed', n: 18 },
    { difference: 'rekeyed', n: 1 },
    { difference: 'vanished', n: 21 }
  ])
  await matchByKey(connection, 7)
  t.same(await differing(), whole)

  const changes = () =>
    resultRows<{ id: number; changes: string }>(
      connection,
      'select id, to_json(changes)::varchar as changes from changes order by id'
    )
  await tellChanges(connection, sides)
  const told = await changes()
  t.equal(told.length, 18)
  t.same(JSON.parse(told[0]?.changes ?? ''), [{ field: 'value', before: '3', after: '5003' }])
  await tellChanges(connection, sides, 4)
  t.same(await changes(), told)

  await matchByContent(connection, 1)
  const byContent = await counted()
  t.same(byContent, [
    { difference: 'added', n: 28 },
    { difference: 'vanished', n: 38 }
  ])
  await matchByContent(connection, 5)
  t.same(await counted(), byContent)
})
