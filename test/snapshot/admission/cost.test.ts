import { DuckDBInstance } from '@duckdb/node-api'
import t from 'tap'
import { laneOf, rowsRead, tableSizes } from '../../../src/snapshot/admission/cost.ts'

const sizes = new Map([
  ['r1.decisions', 600_000],
  ['r1.by_nationality', 900],
  ['r12.decisions', 40_000]
])

t.test('the sizes are those of the tables and rollups of attached releases', async t => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`attach ':memory:' as r7; create table r7.decisions as select * from range(1234);
    create table r7.by_year as select 1; create table other as select 2`)
  t.strictSame([...(await tableSizes(connection))].sort(), [
    ['r7.by_year', 1],
    ['r7.decisions', 1234]
  ])
  connection.closeSync()
  instance.closeSync()
})

t.test('a statement costs the rows of the tables that it names', t => {
  t.equal(rowsRead('select count(*) from r1.by_nationality where nationality = $1', sizes), 900)
  t.equal(rowsRead('with x as (select * from r12.decisions) select * from x, r12.decisions', sizes), 80_000)
  t.equal(rowsRead('select 1', sizes), 0)
  t.end()
})

t.test('what reads much is costly, and so is a request that has asked for long', t => {
  t.equal(laneOf('select * from r1.by_nationality', sizes, { spent: 0 }), 'short')
  t.equal(laneOf('select * from r1.decisions', sizes, { spent: 0 }), 'costly')
  t.equal(laneOf('select * from r1.by_nationality', sizes, { spent: 101 }), 'costly')
  t.end()
})
