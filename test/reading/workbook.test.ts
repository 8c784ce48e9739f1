import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import t from 'tap'
import { isWorkbook, readWorkbook } from '../../src/reading/workbook.ts'
import { dateOfSerial, isDateFormat } from '../../src/reading/workbook-dates.ts'
import {
  type WrittenCell,
  type WrittenOptions,
  type WrittenSheet,
  writeXlsx,
  xlsxBytes
} from './xlsx-writer.ts'

const read = async (bytes: Buffer): Promise<Record<string, [line: number, ...cells: string[]][]>> => {
  const sheets: Record<string, [number, ...string[]][]> = {}
  for await (const { name, rows } of readWorkbook(Readable.from([bytes]), 'book.xlsx')) {
    sheets[name] = []
    for await (const { line, cells } of rows()) sheets[name].push([line, ...cells])
  }
  return sheets
}
const written = async (rows: WrittenCell[][], options: WrittenOptions = {}) =>
  (await read(await xlsxBytes([{ name: 'Data', rows }], options))).Data
const sheet = (name: string, ...rows: WrittenCell[][]): WrittenSheet => ({ name, rows })

t.test(
  'texts come back whole, whether cells share them, hold them, or set parts of them in bold',
  async t => {
    const odd = ' a & b <c> "d" é 東京 _x000D_'
    for (const inline of [true, false])
      t.same(await written([[odd, 'MEXICO', 'MEXICO']], { inline }), [
        [1, ` a & b <c> "d" é 東京 \r`, 'MEXICO', 'MEXICO']
      ])
    t.same(await written([[{ rich: ['EL ', 'SALVADOR'] }, { inline: 'x' }]]), [[1, 'EL SALVADOR', 'x']])
    // What is in superscript is the mark of a footnote, and no part of the text.
    const marked = { rich: ['Expulsions', { superscript: '6' }, ' (all)', { superscript: '7' }] }
    const inline =
      '<c t="inlineStr"><is><r><t>T42</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></is></c>'
    const below =
      '<c t="inlineStr"><is><r><t>H</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r></is></c>'
    t.same(await written([[marked, { xml: inline }, 'Expulsions', { xml: below }]]), [
      [1, 'Expulsions (all)', 'T42', 'Expulsions', 'H2']
    ])
    // How a text is pronounced is written beside it, and is no part of it.
    const spoken = '<c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>'
    t.same(await written([[{ xml: spoken }]]), [[1, '東京']])
  }
)

t.test('as many shared texts as there are come back at their places', async t => {
  // More than are remembered as strings, and more than one block of bytes holds.
  const count = 70_000
  const textOf = (index: number) => `é${index}`.padEnd(36, 'x')
  const rows = Array.from({ length: count }, (_, index) => [textOf(index), textOf(count - 1 - index)])
  const found = (await written(rows)) ?? []
  t.equal(found.length, count)
  const wrong = found.filter(
    ([line, first, second]) => first !== textOf(line - 1) || second !== textOf(count - line)
  )
  t.same(wrong, [])
})

t.test('a date is the day that the sheet shows, with its time where it has one', async t => {
  const rows: WrittenCell[][] = [
    [{ date: 45170 }, { date: 45170.5, with_time: true }, { date: 45170, with_time: true }, 45170],
    [{ date: 1 }, { date: 59 }, { date: 60 }, { date: 61 }, { date: -1 }, { date: 3e6 }],
    [{ date: 45170.999999999 }, { xml: '<c s="3"><v>1.5</v></c>' }, { xml: '<c s="4"><v>12</v></c>' }]
  ]
  t.same(await written(rows), [
    [1, '2023-09-01', '2023-09-01T12:00:00', '2023-09-01', '45170'],
    // 29 February 1900, which Excel counts, there was not: no date, and so its number.
    [2, '1900-01-01', '1900-02-28', '60', '1900-03-01', '-1', '3000000'],
    [3, '2023-09-02', '1.5', '12']
  ])
  t.same(await written([[{ date: 43708 }, { date: 0 }]], { date1904: true }), [
    [1, '2023-09-01', '1904-01-01']
  ])
})

t.test('no time zone moves a date', async t => {
  const zone = process.env.TZ
  t.teardown(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })
  for (const each of ['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC']) {
    process.env.TZ = each
    t.equal(dateOfSerial(45170), '2023-09-01', each)
  }
})

t.test('a format is a date’s when it shows a day or a year', t => {
  for (const code of ['m/d/yyyy', 'mm/dd/yy;@', '[$-409]d-mmm-yy;@', 'yyyy\\-mm\\-dd'])
    t.ok(isDateFormat(code), code)
  for (const code of ['General', '0.00', '[h]:mm:ss', '"day" 0', '[Red]0', '#,##0_d', 'h:mm'])
    t.notOk(isDateFormat(code), code)
  t.end()
})

t.test(
  'numbers are their digits, formulas their saved results, and empty cells keep their place',
  async t => {
    const rows: WrittenCell[][] = [
      [1972, 0.1 + 0.2, { xml: '<c><v>1.0E3</v></c>' }, { xml: '<c><v>12345678901234567890</v></c>' }],
      [],
      [
        undefined,
        { formula: 'A1+1', result: 1973 },
        { formula: 'A1&"x"', result: '1972x' },
        { formula: 'NOW()' },
        'z'
      ],
      [
        { xml: '<c t="b"><v>1</v></c>' },
        { xml: '<c t="e"><v>#N/A</v></c>' },
        { xml: '<c t="d"><v>2023-09-01T00:00:00</v></c>' }
      ],
      ['', undefined]
    ]
    t.same(await written(rows), [
      [1, '1972', '0.30000000000000004', '1000', '12345678901234567890'],
      [3, '', '1973', '1972x', '', 'z'],
      [4, 'TRUE', '#N/A', '2023-09-01']
    ])
  }
)

t.test(
  'sheets come in their order, and a row and cell without a place of its own follow those before',
  async t => {
    const bare =
      '<worksheet xmlns:x="y"><sheetData><row><c><v>1</v></c><c r="C1"><v>3</v></c><c><v>4</v></c></row><x:row><x:c><x:v>5</x:v></x:c></x:row></sheetData></worksheet>'
    const sheets = [sheet('Notice', ['read me']), sheet('Données & <co>', ['x'])]
    const bytes = await xlsxBytes(sheets, { instead: { 'xl/worksheets/sheet1.xml': bare } })
    t.same(await read(bytes), {
      Notice: [
        [1, '1', '', '3', '4'],
        [2, '5']
      ],
      'Données & <co>': [[1, 'x']]
    })
  }
)

t.test('the workbooks of these tests are whole by another program’s reading', async t => {
  const path = join(t.testdir({}), 'book.xlsx')
  await writeXlsx(path, [sheet('Data', ['A', 1, { date: 45170 }, { rich: ['x', 'y'] }])])
  const script = `
import sys, zipfile, xml.etree.ElementTree as tree
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
for name in z.namelist(): tree.fromstring(z.read(name))
print(len(z.namelist()))`
  const { stdout, stderr } = spawnSync('python3', ['-c', script, path])
  t.equal(stdout.toString().trim(), '7', stderr.toString())
})

t.test('a damaged workbook is refused with what is wrong, and where', async t => {
  const rows = Array.from({ length: 500 }, (_, index) => [`text ${index} ${Math.sin(index)}`, index])
  const bytes = await xlsxBytes([{ name: 'Data', rows }])
  const refused = async (damaged: Buffer, error: object, says: RegExp) =>
    t.rejects(read(damaged), { name: 'ReadingError', ...error, message: says })
  await refused(bytes.subarray(0, bytes.length - 200), { code: 'truncated' }, /^book.xlsx: .*cut off/)
  await refused(Buffer.alloc(0), { code: 'empty' }, /0 bytes/)
  await refused(Buffer.from('<html>Sign in</html>'), { code: 'not-a-zip' }, /no workbook/)
  await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'), { code: 'unreadable' }, /old format|password/)
  const flipped = Buffer.from(bytes)
  flipped[2000] = (flipped[2000] as number) ^ 0xff
  await t.rejects(read(flipped), { name: 'ReadingError', message: /damaged|cut off/ })
  const made = (options: WrittenOptions) => xlsxBytes([sheet('Data', ['x'])], options)
  await refused(
    await made({ without: ['xl/worksheets/sheet1.xml'] }),
    { code: 'malformed' },
    /names a sheet "Data"/
  )
  await refused(await made({ without: ['xl/workbook.xml'] }), { code: 'malformed' }, /list of sheets/)
  await refused(
    await made({ without: ['xl/sharedStrings.xml'] }),
    { file: 'book.xlsx/Data', line: 1 },
    /shared text 0/
  )
  const cut = '<worksheet><sheetData><row r="7"><c r="A7"><v>1</v></c>'
  await refused(
    await made({ instead: { 'xl/worksheets/sheet1.xml': cut } }),
    { code: 'truncated' },
    /cut off/
  )
  const tangled = '<worksheet><sheetData></row></worksheet>'
  await refused(
    await made({ instead: { 'xl/worksheets/sheet1.xml': tangled } }),
    { code: 'malformed' },
    /XML/
  )
})

t.test('the copy that is read goes, also when the reader stops at the first row', async t => {
  const copies = () =>
    readdirSync(tmpdir()).filter(name => name.startsWith('asylum-outcomes-workbook-')).length
  const before = copies()
  const bytes = await xlsxBytes([sheet('One', ['x'], ['y']), sheet('Two', ['z'])])
  for await (const { rows } of readWorkbook(Readable.from([bytes]), 'book.xlsx')) {
    t.equal(copies(), before + 1)
    for await (const { cells } of rows()) {
      t.same(cells, ['x'])
      break
    }
    break
  }
  t.equal(copies(), before)
})

t.test('a workbook is known by its name and by what its zip holds first', async t => {
  const head = (await xlsxBytes([sheet('Data', ['x'])])).toString()
  t.ok(isWorkbook(head, 'Removals.XLSX'))
  t.notOk(isWorkbook(head, 'removals.zip'))
  t.notOk(isWorkbook('<html>', 'removals.xlsx'))
})
