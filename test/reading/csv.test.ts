import { Readable } from 'node:stream'
import t from 'tap'
import { capped, readCsv } from '../../src/reading/csv.ts'

const bytes = (text: string | Buffer, size = 3): Readable => {
  const all = Buffer.from(text as string)
  const pieces = []
  for (let at = 0; at < all.length; at += size) pieces.push(all.subarray(at, at + size))
  return Readable.from(pieces)
}
const rows = async <Row>(source: AsyncIterable<Row>): Promise<Row[]> => {
  const all: Row[] = []
  for await (const row of source) all.push(row)
  return all
}
const utf8 = { encoding: 'utf-8', file: 'a.csv' } as const
const headed = { ...utf8, columns: 'header' } as const
const bare = { ...utf8, columns: 'none' } as const

t.test('a row carries the line on which it starts, over empty lines and quoted line breaks', async t => {
  const text = 'a,b\r\n\r\n"x\r\ny",2\r\n3,"4\n\n5"\r\nNA,\r\n7,8'
  t.same(await rows(readCsv(bytes(text), headed)), [
    { line: 3, record: { a: 'x\r\ny', b: '2' }, raw: '"x\r\ny",2' },
    { line: 5, record: { a: '3', b: '4\n\n5' }, raw: '3,"4\n\n5"' },
    { line: 8, record: { a: 'NA', b: '' }, raw: 'NA,' },
    { line: 9, record: { a: '7', b: '8' }, raw: '7,8' }
  ])
})

t.test('the values NA, NaN, null and blanks come through as they are published', async t => {
  const [row] = await rows(readCsv(bytes('a,b,c,d\nNA,NaN,null, 1 \n'), headed))
  t.same(row?.record, { a: 'NA', b: 'NaN', c: 'null', d: ' 1 ' })
})

t.test(
  'doubled quotes, delimiters in quotes and a byte order mark are read as RFC 4180 has them',
  async t => {
    const text = '\uFEFFname;n\n"Congo; ""the""";1\n'
    t.same((await rows(readCsv(bytes(text), { ...headed, delimiter: ';' })))[0]?.record, {
      name: 'Congo; "the"',
      n: '1'
    })
  }
)

t.test('a character that falls on two pieces stays whole', async t => {
  const [row] = await rows(readCsv(bytes('name\nCôte d’Ivoire\n', 1), headed))
  t.equal(row?.record.name, 'Côte d’Ivoire')
})

t.test('latin-1 is read as latin-1, and a mark of UTF-8 in it is another file', async t => {
  const latin1 = { ...bare, encoding: 'latin1' } as const
  t.same((await rows(readCsv(bytes(Buffer.from('Réunion\n', 'latin1')), latin1)))[0]?.record, ['Réunion'])
  await t.rejects(rows(readCsv(bytes('\uFEFFRéunion\n'), latin1)), { code: 'malformed', line: 1 })
})

t.test('a row with another number of fields is malformed and named by its line', async t => {
  await t.rejects(rows(readCsv(bytes('a,b\n1,"2\n3"\n4\n'), headed)), {
    code: 'malformed',
    file: 'a.csv',
    line: 4,
    message: /a\.csv, line 4: has 1 fields where the first row has 2/
  })
  await t.rejects(rows(readCsv(bytes('a,b\n1,2,3\n'), bare)), { code: 'malformed', line: 2 })
})

t.test('a ragged table with titles and footnotes is read where the source says that it is one', async t => {
  const ragged = { relax_column_count: true }
  const text = 'Title\na,b\n1,2,3\n'
  t.same(
    (await rows(readCsv(bytes(text), { ...bare, ...ragged }))).map(row => row.record),
    [['Title'], ['a', 'b'], ['1', '2', '3']]
  )
  t.same(
    (await rows(readCsv(bytes('a,b\n1\n'), { ...headed, ...ragged })))[0]?.record,
    { a: '1' },
    'a missing field is left out, not made up'
  )
  await t.rejects(rows(readCsv(bytes('a,b\n1,2,3\n'), { ...headed, ...ragged })), {
    code: 'malformed',
    line: 2
  })
})

t.test('bytes that are not UTF-8 are refused with their line', async t => {
  const text = Buffer.concat([Buffer.from('a,b\n1,2\n3,'), Buffer.from([0xe9, 0x0a]), Buffer.from('5,6\n')])
  await t.rejects(rows(readCsv(bytes(text, 100), headed)), { code: 'not-utf8', line: 3 })
  await t.rejects(rows(readCsv(bytes(text, 2), headed)), { code: 'not-utf8', line: 3 })
  await t.rejects(rows(readCsv(bytes(Buffer.from('\uFEFFa,b\n', 'utf16le')), headed)), {
    code: 'not-utf8',
    message: /UTF-16/
  })
})

t.test('NUL bytes are refused with their line', async t => {
  await t.rejects(rows(readCsv(bytes('a,b\n1,2\n3,\0\n'), headed)), { code: 'malformed', line: 3 })
})

t.test('a file that is cut off is told from a whole one where its release ends each line', async t => {
  const whole = { ...headed, must_end_with_newline: true }
  t.equal((await rows(readCsv(bytes('a,b\n1,2\n'), whole))).length, 1)
  await t.rejects(rows(readCsv(bytes('a,b\n1,2\n3,4'), whole)), { code: 'truncated', line: 3 })
})

t.test('a quoted field that is never closed is a cut, at the line where its row begins', async t => {
  await t.rejects(rows(readCsv(bytes('a,b\n1,2\n3,"x\ny\n'), headed)), { code: 'truncated', line: 3 })
})

t.test('a stray quote does not swallow the rest of a large file', async t => {
  const text = `a,b\n1,"2\n${'3,4\n'.repeat(300_000)}`
  await t.rejects(rows(readCsv(bytes(text, 65536), headed)), { code: 'malformed', line: 2, message: /1 MB/ })
})

t.test('a quote inside an unquoted field is malformed', async t => {
  await t.rejects(rows(readCsv(bytes('a,b\n1,2\n"3"x,4\n'), headed)), { code: 'malformed', line: 3 })
})

t.test('an empty file and a doubled column are errors, not empty answers', async t => {
  await t.rejects(rows(readCsv(bytes(''), headed)), { code: 'empty', file: 'a.csv' })
  await t.rejects(rows(readCsv(bytes('a,b,a\n1,2,3\n'), headed)), { code: 'malformed', line: 1 })
})

t.test('megabytes without a line break are no table', async t => {
  await t.rejects(rows(readCsv(bytes(Buffer.alloc(5_000_000, 'x'), 65536), bare)), { code: 'malformed' })
})

t.test('raw text is kept to 1 kB and cut at a whole character', async t => {
  t.equal(capped('short'), 'short')
  const kept = capped('é'.repeat(600))
  t.equal(kept, 'é'.repeat(512))
  t.equal(capped(`x${'é'.repeat(600)}`), `x${'é'.repeat(511)}`)
})
