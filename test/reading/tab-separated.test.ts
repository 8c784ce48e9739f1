import { Readable } from 'node:stream'
import t from 'tap'
import { fieldsOf, readTabSeparated } from '../../src/reading/tab-separated.ts'

const bytes = (text: string | Buffer, size: number): Readable => {
  const all = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
  const pieces = []
  for (let at = 0; at < all.length; at += size) pieces.push(all.subarray(at, at + size))
  return Readable.from(pieces)
}

interface Read {
  header: string[]
  rows: [line: number, ...fields: string[]][]
}

async function read(text: string | Buffer, size = 65536): Promise<Read> {
  const found: Read = { header: [], rows: [] }
  await readTabSeparated(bytes(text, size), {
    file: 'a.csv',
    header: names => {
      found.header = names
    },
    row: row => {
      found.rows.push([row.line, ...fieldsOf(row)])
    }
  })
  return found
}

const oddities =
  'id\tname\tcode \r\n' +
  '1\t"half quoted\tSP \r\n' +
  '2\tR\xe9union\t\n' +
  '\n' +
  '3\t a\0b \t\0\r\n' +
  '4\tone\rtwo\tNA\r\n' +
  '5\n' +
  '\t\t\n' +
  '6\tlast\t ??'

t.test(
  'quotes are data, NUL bytes vanish, blanks around a field too, and both line breaks count',
  async t => {
    t.same(await read(oddities), {
      header: ['id', 'name', 'code'],
      rows: [
        [2, '1', '"half quoted', 'SP'],
        [3, '2', 'R\xe9union', ''],
        [5, '3', 'ab', ''],
        [6, '4', 'one two', 'NA'],
        [7, '5'],
        [8, '', '', ''],
        [9, '6', 'last', '??']
      ]
    })
  }
)

t.test('however the bytes arrive, the rows are the same', async t => {
  const whole = await read(oddities)
  for (const size of [1, 2, 3, 7, 16, 31])
    t.same(await read(oddities, size), whole, `${size} bytes at a time`)
})

t.test('a row may have hundreds of fields more than the header', async t => {
  const wide = Array.from({ length: 900 }, (_, index) => String(index))
  const { rows } = await read(`a\tb\n${wide.join('\t')}\n1\t2\n`)
  t.same(rows, [
    [2, ...wide],
    [3, '1', '2']
  ])
})

t.test('the disk is waited for once a piece, not once a row', async t => {
  const text = `a\tb\n${'1\t2\n'.repeat(1000)}`
  let waits = 0
  let rows = 0
  let isWaiting = false
  let readMeanwhile = false
  await readTabSeparated(bytes(text, 1024), {
    file: 'a.csv',
    header: () => {},
    row: () => {
      rows++
      readMeanwhile ||= isWaiting
    },
    settled: async () => {
      isWaiting = true
      waits++
      await new Promise(resolve => setImmediate(resolve))
      isWaiting = false
    }
  })
  t.equal(rows, 1000)
  t.notOk(readMeanwhile)
  t.equal(waits, Math.ceil(text.length / 1024))
})

t.test('what is no table is refused in words', async t => {
  await t.rejects(read(''), { code: 'empty', message: /a\.csv: is empty/ })
  await t.rejects(read('a\tb\r\n'), { code: 'empty', message: /a header and no rows/ })
  await t.rejects(read('\n\n<!DOCTYPE html>\n<html>'), { code: 'malformed', message: /web page/ })
  await t.rejects(read('\xef\xbb\xbfa\tb\n1\t2\n'), { code: 'malformed', message: /another encoding/ })
  await t.rejects(read(Buffer.from('\ufeffa\tb\n1\t2\n', 'utf16le')), { message: /another encoding/ })
  await t.rejects(read(Buffer.alloc(5 * 1024 * 1024, 'a')), { code: 'malformed', message: /no line break/ })
})
