import { readFileSync } from 'node:fs'
import t from 'tap'
import { listsTables, publishedRowCounts } from '../../../../src/sources/us-eoir-cases/reading/counts.ts'
import { shared } from '../../released.ts'

const released = shared('data/us-eoir/Count-2021.txt')

t.test('the counts of 2021 are read as published', { skip: released.missing }, t => {
  const text = readFileSync(released.path, 'latin1')
  t.same(
    publishedRowCounts(text, 'Count.txt').counts.map(({ table, rows }) => [table, rows]),
    [
      [0, 7390042],
      [1, 9704273],
      [3, 1174210],
      [4, 162662],
      [2, 8058064],
      [5, 17190449]
    ]
  )
  t.end()
})

const counted = (text: string) =>
  publishedRowCounts(text, 'Count.txt').counts.map(({ table, rows }) => [table, rows])

t.test('numbers alone are counts too, with a header or without, in any case', t => {
  t.same(counted('tablename\trows\r\na_tblcase\t12\r\nTBLAPPEAL2\t9\r\ntblAppeal.csv\t1,234,567\r\n'), [
    [0, 12],
    [3, 1234567]
  ])
  t.same(counted('B_TblProceeding\t0'), [[1, 0]])
  t.end()
})

t.test('an editor’s mark, a schema before the name and groups of thousands change no count', t => {
  for (const mark of ['\u00ef\u00bb\u00bf', '\ufeff', '\u00ff\u00fe']) {
    const text = `${mark}A_TblCase\t12.610.093 rows copied.\r\n[dbo].[tblAppeal]\t"1,234"\r\n`
    t.ok(listsTables(text))
    t.same(counted(text), [
      [0, 12610093],
      [3, 1234]
    ])
  }
  t.same(counted('dbo.B_TblProceeding\t16,275,107'), [[1, 16275107]])
  t.same(counted('dbo.tbl_Court_Appln.csv: 15003422.'), [[2, 15003422]])
  t.end()
})

t.test('a table without a number that can be read is told, and one with two is refused with its line', t => {
  const { counts, uncounted } = publishedRowCounts(
    'TableName\tContent\nA_TblCase\trows copied.\nB_TblProceeding\t12.5 million\ntblAppeal\ntbl_Court_Appln\t7\n',
    'Count.txt'
  )
  t.same(counts, [{ table: 2, rows: 7 }])
  t.same(uncounted, ['A_TblCase', 'B_TblProceeding', 'tblAppeal', 'tblAppealFedCourts'])
  t.throws(() => publishedRowCounts('tblAppeal\t1\ntblAppeal\t2', 'Count.txt'), {
    code: 'malformed',
    message: /Count\.txt, line 2: .*not the same/
  })
  t.end()
})
