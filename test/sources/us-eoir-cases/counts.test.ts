import { readFileSync } from 'node:fs'
import t from 'tap'
import { publishedCounts } from '../../../src/sources/us-eoir-cases/counts.ts'
import { shared } from '../released.ts'

const released = shared('data/us-eoir/Count-2021.txt')

t.test('the counts of 2021 are read as published', { skip: released.missing }, t => {
  const text = readFileSync(released.path, 'latin1')
  t.same(
    publishedCounts(text, 'Count.txt').map(({ table, rows }) => [table, rows]),
    [
      [0, 7390042],
      [1, 9704273],
      [3, 1174210],
      [4, 162662],
      [2, 8058064]
    ]
  )
  t.end()
})

t.test('numbers alone are counts too, with a header or without, in any case', t => {
  t.same(
    publishedCounts('tablename\trows\r\na_tblcase\t12\r\nTBLAPPEAL2\t9\r\ntblAppeal.csv\t1,234,567\r\n', 'c'),
    [
      { table: 0, rows: 12 },
      { table: 3, rows: 1234567 }
    ]
  )
  t.same(publishedCounts('B_TblProceeding\t0', 'c'), [{ table: 1, rows: 0 }])
  t.end()
})

t.test('a table without a number, or with two, is refused with its line', t => {
  t.throws(() => publishedCounts('TableName\tContent\nA_TblCase\trows copied.', 'Count.txt'), {
    code: 'malformed',
    message: /Count\.txt, line 2: says nothing of how many rows A_TblCase has/
  })
  t.throws(() => publishedCounts('tblAppeal\t1\ntblAppeal\t2', 'Count.txt'), { message: /not the same/ })
  t.end()
})
