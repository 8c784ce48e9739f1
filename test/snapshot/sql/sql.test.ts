import t from 'tap'
import { allOf, anyOf, isOneOf } from '../../../src/snapshot/sql/conditions.ts'
import {
  chosenTable,
  column,
  columnsIn,
  join,
  raw,
  readFrom,
  sql,
  statementOf
} from '../../../src/snapshot/sql/sql.ts'

const decisions = {
  name: 'r1.decisions',
  columns: 'outcome, ',
  date: 'decided_on',
  count: 'count(*)',
  weight: '1'
}

t.test('values are bound in the order in which they stand, through pieces in pieces', t => {
  const inner = allOf([isOneOf(column('outcome'), ['a', 'b']), sql`${column('value')} > ${3}`])
  t.same(statementOf(sql`select ${true} from x where ${inner} and y = ${null}`), {
    text: 'select ? from x where (outcome in (?, ?) and value > ?) and y = ?',
    values: [true, 'a', 'b', 3, null]
  })
  t.same(statementOf(join([], ', ')), { text: '', values: [] })
  t.same(statementOf(allOf([])), { text: 'true', values: [] })
  t.same(statementOf(anyOf([])), { text: 'false', values: [] })
  t.same(statementOf(isOneOf(column('outcome'), [])), { text: 'false', values: [] })
  t.end()
})

t.test('a piece carries the columns that it names, each once, and no other word of its text', t => {
  const piece = sql`select ${column('outcome')} as court, 'nationality' from ${chosenTable.name}
    where ${allOf([sql`${column('sex')} = ${'custody'}`, sql`${column('outcome')} is not null`])} ${raw('-- represented')}`
  t.same([...columnsIn(piece)], ['outcome', 'sex'])
  t.same([...columnsIn(column('sex'), raw('court'))], ['sex'])
  t.end()
})

t.test('a table is chosen once: what was put to one names no columns, and no piece is asked of none', t => {
  const piece = sql`select ${chosenTable.columns}${chosenTable.count} from ${chosenTable.name} where ${column('court')} = ${'NYC'}`
  const read = readFrom(decisions, piece)
  t.same([...columnsIn(read)], [])
  t.same(statementOf(sql`with a as (${read}) select ${1}`), {
    text: 'with a as (select outcome, count(*) from r1.decisions where court = ?) select ?',
    values: ['NYC', 1]
  })
  t.throws(() => statementOf(piece), /no table is chosen/)
  t.end()
})
