import { Readable } from 'node:stream'
import t from 'tap'
import { isOds, readOds } from '../../src/reading/ods.ts'
import { contentOf, odsBytes } from './ods-writer.ts'

async function read(bytes: Buffer, isWanted: (sheet: string) => boolean = () => true) {
  const rows: [string, number, string[]][] = []
  // In small pieces, so that a piece ends inside tags and letters.
  const pieces = Array.from({ length: Math.ceil(bytes.length / 997) }, (_, at) =>
    bytes.subarray(at * 997, at * 997 + 997)
  )
  for await (const { sheet, line, cells } of readOds(Readable.from(pieces), 'table.ods', isWanted))
    rows.push([sheet, line, cells])
  return rows
}
const p = (text: string) => `<text:p>${text}</text:p>`
const row = (xml: string, times = '') => `<table:table-row${times}>${xml}</table:table-row>`

t.test('cells and rows that come several times are all there, in their places', async t => {
  const repeated = row(
    `<table:table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="2">${p('x')}</table:table-cell>`,
    ' table:number-rows-repeated="2"'
  )
  const empty = row('<table:table-cell/>', ' table:number-rows-repeated="3"')
  t.same(
    await read(
      odsBytes([{ name: 'A', rows: [['São Tomé & Príncipe', 1234], empty, repeated, ['end', 'end']] }])
    ),
    [
      ['A', 1, ['São Tomé & Príncipe', '1234']],
      ['A', 5, ['', '', 'x', 'x']],
      ['A', 6, ['', '', 'x', 'x']],
      ['A', 7, ['end', 'end']]
    ]
  )
})

t.test('a cell is what it holds, not how it is shown, without notes on it', async t => {
  const cells = [
    `<table:table-cell office:value-type="float" office:value="0.125">${p('0.1')}</table:table-cell>`,
    `<table:table-cell office:value-type="date" office:date-value="2023-09-01">${p('01/09/23')}</table:table-cell>`,
    `<table:table-cell office:value-type="boolean" office:boolean-value="true">${p('WAHR')}</table:table-cell>`,
    `<table:table-cell><office:annotation>${p('a note')}</office:annotation>${p('two<text:s text:c="2"/>spaces')}${p('<text:span>a second</text:span> line')}</table:table-cell>`,
    `<table:covered-table-cell>${p('hidden')}</table:covered-table-cell>`,
    `<table:table-cell>${p('last')}</table:table-cell>`
  ]
  t.same(await read(odsBytes([{ name: 'A', rows: [row(cells.join(''))] }])), [
    ['A', 1, ['0.125', '2023-09-01', 'TRUE', 'two  spaces\na second line', '', 'last']]
  ])
})

t.test('only the sheets that are wanted are read, each with its own row numbers', async t => {
  const sheets = ['A', 'B', 'C'].map(name => ({ name, rows: [[name, 1]] }))
  t.same(await read(odsBytes(sheets), name => name !== 'B'), [
    ['A', 1, ['A', '1']],
    ['C', 1, ['C', '1']]
  ])
})

t.test('what is damaged is refused with its place', async t => {
  const whole = odsBytes([{ name: 'A', rows: [['a', 1]] }])
  await t.rejects(read(whole.subarray(0, whole.length - 30)), { code: 'truncated' })
  const content = contentOf([{ name: 'A', rows: [['a', 1]] }])
  await t.rejects(read(odsBytes([], content.slice(0, -60))), { code: 'truncated' })
  await t.rejects(read(odsBytes([], `${content.slice(0, -60)}<a & b>`)), { code: 'malformed' })
  const many = row(`<table:table-cell table:number-columns-repeated="99999">${p('x')}</table:table-cell>`)
  await t.rejects(read(odsBytes([{ name: 'A', rows: [['a'], many] }])), {
    code: 'malformed',
    file: 'table.ods/A',
    line: 1
  })
})

t.test('a spreadsheet is known by its name and its first bytes', async t => {
  const head = odsBytes([{ name: 'A', rows: [] }]).toString()
  t.ok(isOds(head, 'returns-datasets-sep-2026.ods'))
  t.notOk(isOds(head, 'returns.zip'))
  t.notOk(isOds('<!doctype html>', 'returns-datasets-sep-2026.ods'), 'an error page')
})
