import { parse } from 'csv-parse/sync'
import t from 'tap'
import { type CsvValue, writeCsv } from '../../src/formats/csv.ts'

async function text(header: string[], rows: CsvValue[][], options = {}): Promise<string> {
  let written = ''
  for await (const piece of writeCsv(header, [rows], options)) written += piece
  return written
}

t.test('lines end in CRLF, quotes are doubled, null is empty and booleans are words', async t => {
  t.equal(
    await text(
      ['name', 'n', 'in_absentia'],
      [
        ['said "no", then\nleft', 3, true],
        [null, 0, false]
      ]
    ),
    'name,n,in_absentia\r\n"said ""no"", then\nleft",3,true\r\n,0,false\r\n'
  )
})

t.test('the Netherlands Antilles keep their code NA, and zeros in front of a code stay', async t => {
  t.equal(await text(['code'], [['NA'], ['007']]), 'code\r\nNA\r\n007\r\n')
})

t.test('a text that a spreadsheet would run is neutralised; a negative number is not', async t => {
  const rows = parse(
    await text(
      ['a', 'b'],
      [
        ['=HYPERLINK("x")', -5],
        ['+1', 1],
        ['@x', 1],
        ['-x', 1],
        ['\tx', 1]
      ]
    )
  )
  t.same(rows.slice(1), [
    [`'=HYPERLINK("x")`, '-5'],
    [`'+1`, '1'],
    [`'@x`, '1'],
    [`'-x`, '1'],
    [`'\tx`, '1']
  ])
})

t.test('a byte order mark and semicolons come only when asked for', async t => {
  t.equal(
    await text(['a', 'b'], [['x;y', 1]], { bom: true, delimiter: 'semicolon' }),
    '\uFEFFa;b\r\n"x;y";1\r\n'
  )
})

t.test('an empty table is its header', async t => {
  t.equal(await text(['a', 'b'], []), 'a,b\r\n')
})
