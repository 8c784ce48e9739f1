import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** What a cell is written as; undefined leaves it out. Dates are Excel's numbers. */
export type WrittenCell =
  | string
  | number
  | undefined
  | { inline: string }
  | { rich: (string | { superscript: string })[] }
  | { date: number; with_time?: boolean }
  | { formula: string; result?: string | number }
  | { xml: string }

export interface WrittenSheet {
  name: string
  rows: Iterable<WrittenCell[]>
}

export interface WrittenOptions {
  /** Texts stand in the cells instead of the shared table. */
  inline?: boolean
  date1904?: boolean
  /** Parts of the zip that are left out, though others name them. */
  without?: string[]
  /** Parts that stand in the place of those written here. */
  instead?: Record<string, string>
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const space = ' xml:space="preserve"'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
/** Cell styles: 0 plain, 1 a date of the built-in format, 2 one of the workbook's own with a time, 3 a span of time. */
const styles = `${head}<styleSheet ${main}><numFmts count="3"><numFmt numFmtId="164" formatCode="m/d/yyyy\\ h:mm;@"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="&quot;day&quot;\\ 0"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`

export const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

/** A workbook written by the rules of ECMA-376, sheet by sheet, the shared texts after them as Excel does. */
export async function* xlsx(sheets: WrittenSheet[], options: WrittenOptions = {}): AsyncIterable<Buffer> {
  const shared = new Map<string, number>()
  const parts: [string, Iterable<string>][] = [
    ['[Content_Types].xml', [contentTypes(sheets)]],
    [
      '_rels/.rels',
      [
        `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
      ]
    ],
    ['xl/workbook.xml', [workbook(sheets, options)]],
    ['xl/_rels/workbook.xml.rels', [workbookRelations(sheets)]],
    ...sheets.map(({ rows }, index): [string, Iterable<string>] => [
      `xl/worksheets/sheet${index + 1}.xml`,
      sheetXml(rows, shared, options)
    ]),
    ['xl/styles.xml', [styles]],
    ['xl/sharedStrings.xml', sharedXml(shared)]
  ]
  const kept = parts.filter(([name]) => !options.without?.includes(name))
  yield* zipped(
    kept.map(([name, text]) => [name, options.instead?.[name] === undefined ? text : [options.instead[name]]])
  )
}

export async function xlsxBytes(sheets: WrittenSheet[], options: WrittenOptions = {}): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of xlsx(sheets, options)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** For a workbook larger than memory. */
export const writeXlsx = (
  path: string,
  sheets: WrittenSheet[],
  options: WrittenOptions = {}
): Promise<void> => pipeline(Readable.from(xlsx(sheets, options)), createWriteStream(path))

function* sheetXml(
  rows: Iterable<WrittenCell[]>,
  shared: Map<string, number>,
  { inline = false }: WrittenOptions
): Iterable<string> {
  yield `${head}<worksheet ${main}><sheetData>`
  let row = 0
  for (const cells of rows) {
    row++
    const xml = cells
      .map((cell, index) => cellXml(cell, `${columnName(index)}${row}`, shared, inline))
      .join('')
    yield `<row r="${row}">${xml}</row>`
  }
  yield '</sheetData></worksheet>'
}

function cellXml(cell: WrittenCell, at: string, shared: Map<string, number>, inline: boolean): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'string')
    return inline ? inlineXml(cell, at) : sharedCell(`<t${space}>${escaped(cell)}</t>`, at, shared)
  if ('inline' in cell) return inlineXml(cell.inline, at)
  if ('rich' in cell) return sharedCell(cell.rich.map(runXml).join(''), at, shared)
  if ('date' in cell) return `<c r="${at}" s="${cell.with_time ? 2 : 1}"><v>${cell.date}</v></c>`
  if ('xml' in cell) return cell.xml.replace('<c', `<c r="${at}"`)
  const type = typeof cell.result === 'string' ? ' t="str"' : ''
  const result = cell.result === undefined ? '' : `<v>${escaped(String(cell.result))}</v>`
  return `<c r="${at}"${type}><f>${escaped(cell.formula)}</f>${result}</c>`
}

const runXml = (run: string | { superscript: string }): string =>
  typeof run === 'string'
    ? `<r><rPr><b/></rPr><t${space}>${escaped(run)}</t></r>`
    : `<r><rPr><vertAlign val="superscript"/></rPr><t>${escaped(run.superscript)}</t></r>`

const inlineXml = (text: string, at: string): string =>
  `<c r="${at}" t="inlineStr"><is><t${space}>${escaped(text)}</t></is></c>`

function sharedCell(xml: string, at: string, shared: Map<string, number>): string {
  const index = shared.get(xml) ?? shared.size
  shared.set(xml, index)
  return `<c r="${at}" t="s"><v>${index}</v></c>`
}

function* sharedXml(shared: Map<string, number>): Iterable<string> {
  yield `${head}<sst ${main} uniqueCount="${shared.size}">`
  for (const xml of shared.keys()) yield `<si>${xml}</si>`
  yield '</sst>'
}

const contentTypes = (sheets: WrittenSheet[]): string =>
  `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${sheets
    .map(
      (_, index) =>
        `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`
    )
    .join(
      ''
    )}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`

const workbook = (sheets: WrittenSheet[], { date1904 = false }: WrittenOptions): string =>
  `${head}<workbook ${main} xmlns:r="${relations}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
    .map(
      ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`
    )
    .join('')}</sheets></workbook>`

const workbookRelations = (sheets: WrittenSheet[]): string =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
    .map(
      (_, index) =>
        `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`
    )
    .join(
      ''
    )}<Relationship Id="rIdS" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`

/** A zip whose sizes stand after each file, so that it can be written as it comes. */
async function* zipped(files: [string, Iterable<string>][]): AsyncIterable<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of files) {
    const title = Buffer.from(name)
    const local = numbers(
      [0x04034b50, 4],
      [20, 2],
      [0x808, 2],
      [8, 2],
      [0, 8],
      [0, 8],
      [title.length, 2],
      [0, 2]
    )
    yield Buffer.concat([local, title])
    const sums = { crc: 0, size: 0, packed: 0 }
    for await (const chunk of deflated(text, sums)) yield chunk
    const known = [sums.crc, sums.packed, sums.size].map((value): [number, number] => [value, 4])
    const closing = numbers([0x08074b50, 4], ...known)
    yield closing
    directory.push(
      numbers(
        [0x02014b50, 4],
        [20, 2],
        [20, 2],
        [0x808, 2],
        [8, 2],
        [0, 4],
        ...known,
        [title.length, 2],
        [0, 12],
        [offset, 4]
      ),
      title
    )
    offset += local.length + title.length + sums.packed + closing.length
  }
  const central = Buffer.concat(directory)
  const count: [number, number] = [files.length, 2]
  yield Buffer.concat([
    central,
    numbers([0x06054b50, 4], [0, 4], count, count, [central.length, 4], [offset, 4], [0, 2])
  ])
}

async function* deflated(
  text: Iterable<string>,
  sums: { crc: number; size: number; packed: number }
): AsyncIterable<Buffer> {
  const deflate = createDeflateRaw({ level: 6 })
  const feed = async () => {
    let waiting = ''
    const write = async () => {
      const bytes = Buffer.from(waiting)
      waiting = ''
      sums.crc = crc32(bytes, sums.crc)
      sums.size += bytes.length
      if (!deflate.write(bytes)) await once(deflate, 'drain')
    }
    for (const piece of text) {
      waiting += piece
      if (waiting.length > 65_536) await write()
    }
    await write()
    deflate.end()
  }
  const fed = feed()
  for await (const chunk of deflate) {
    sums.packed += chunk.length
    yield chunk
  }
  await fed
}

/** Little-endian numbers of so many bytes each; more than four bytes are zeros. */
function numbers(...fields: [value: number, bytes: number][]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0))
  let at = 0
  for (const [value, bytes] of fields) {
    buffer.writeUIntLE(value, at, Math.min(bytes, 4))
    at += bytes
  }
  return buffer
}
