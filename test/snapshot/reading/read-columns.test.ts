import { DuckDBInstance } from '@duckdb/node-api'
import t from 'tap'
import { plain } from '../../../src/snapshot/duckdb.ts'
import { readColumns, readPacked } from '../../../src/snapshot/reading/read-columns.ts'

t.test(
  'each kind of column is read as the library itself would give it, over several chunks, nulls too',
  async t => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    t.teardown(() => {
      connection.closeSync()
      instance.closeSync()
    })
    await connection.run(`create type word as enum ('a', 'b', 'a word that is longer than twelve bytes')`)
    const asked = `select cast(i as int) as whole, case when i % 3 > 0 then cast(i as int) end as some,
    cast(i as bigint) * 1000000000 as large, cast(i % 200 as utinyint) as small, sum(i) over (order by i) as huge,
    case when i % 7 > 0 then cast(list_value('a', 'b', 'a word that is longer than twelve bytes')[i % 3 + 1] as word) end as told,
    'ä ' || i || repeat('x', i % 20) as text, i % 2 = 0 as truth, i / 8 as share,
    case when i % 4 > 0 then date '2024-02-28' + cast(i as int) end as day, null as nothing
    from range(5000) t(i) order by i`
    const fast = await connection.run(asked)
    const chunks = await fast.fetchAllChunks()
    t.ok(chunks.length > 1, 'several chunks')
    const own = (await (await connection.run(asked)).getColumns()).map(column => column.map(plain))
    const read = readColumns(chunks, own.length)
    for (const [i, column] of own.entries()) t.same(read[i], column, fast.columnName(i))
    t.same(read[9]?.slice(0, 3), [null, '2024-02-29', '2024-03-01'], 'days by hand')
    const none = await (await connection.run('select 1 as a, 2 as b where false')).fetchAllChunks()
    t.same(readColumns(none, 2), [[], []], 'no rows')
    const packed = readPacked(chunks, own.length)
    for (const [i, column] of own.entries())
      t.same([...(packed[i] ?? [])], column, `packed ${fast.columnName(i)}`)
    const areNumbers = packed.map(column => column instanceof Int32Array)
    t.same(
      areNumbers,
      [true, ...areNumbers.slice(1).map(() => false)],
      'only whole numbers without null are packed'
    )
  }
)
