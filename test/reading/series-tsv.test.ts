import { Readable } from 'node:stream'
import t from 'tap'
import { readSeriesTsv, type SeriesRow, seriesHeader } from '../../src/reading/series-tsv.ts'

async function read(text: string): Promise<SeriesRow[]> {
  const rows: SeriesRow[] = []
  for await (const row of readSeriesTsv(Readable.from([Buffer.from(text)]), 'a.tsv')) rows.push(row)
  return rows
}

// From the layout that Eurostat documents for its bulk files; blanks as in them.
const table = 'freq,unit,geo\\TIME_PERIOD\t2023 \t2024 \nA,PER,EL\t628 e\t: c\nA,PER,XK\t: \t42825 \n'

t.test('a line names all its dimensions, and has a cell for each period as published', async t => {
  const [greece, kosovo] = await read(table)
  t.match(greece, {
    line: 2,
    key: { freq: 'A', unit: 'PER', geo: 'EL' },
    cells: [
      { period: '2023', text: '628 e' },
      { period: '2024', text: ': c' }
    ],
    raw: 'A,PER,EL\t628 e\t: c'
  })
  t.same(kosovo?.cells, [
    { period: '2023', text: ':' },
    { period: '2024', text: '42825' }
  ])
})

t.test('dimensions come in any order, and another first line is no such table', async t => {
  t.same(seriesHeader('geo,freq\\TIME_PERIOD\t2024-Q1 '), {
    dimensions: ['geo', 'freq'],
    periods: ['2024-Q1']
  })
  t.equal(seriesHeader('geo\t2024'), undefined)
  t.equal(seriesHeader('<!doctype html>'), undefined)
})

t.test('a table that is cut, mixed up or another one is refused with its line', async t => {
  await t.rejects(read(`${table}A,PER\t1\t2\n`), { code: 'malformed', line: 4 })
  await t.rejects(read(`${table}A,PER,DE\t1\n`), { code: 'malformed', line: 4 })
  await t.rejects(read(table.slice(0, -3)), { code: 'truncated' })
  await t.rejects(read('a\tb\n1\t2\n'), { code: 'malformed', line: 1 })
  await t.rejects(read(table.replace('2024', '2023')), { code: 'malformed', line: 1 })
  await t.rejects(read(table.replace('unit', 'geo')), { code: 'malformed', line: 1 })
})
