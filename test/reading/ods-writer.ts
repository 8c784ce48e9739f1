import { crc32 } from 'node:zlib'

export interface OdsSheet {
  name: string
  /** Each a row of cells, or XML of one or more rows as it stands. */
  rows: ((string | number | undefined)[] | string)[]
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A spreadsheet by the rules of OpenDocument 1.3, as LibreOffice writes one: equal cells in a row stand once. */
export function odsBytes(sheets: OdsSheet[], content = contentOf(sheets)): Buffer {
  return stored([
    ['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'],
    ['META-INF/manifest.xml', '<manifest/>'],
    ['content.xml', content]
  ])
}

export const contentOf = (sheets: OdsSheet[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>${sheets
    .map(
      ({ name, rows }) =>
        `<table:table table:name="${escaped(name)}"><table:table-column table:number-columns-repeated="16384"/>${rows
          .map(row => (typeof row === 'string' ? row : rowXml(row)))
          .join(
            ''
          )}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`
    )
    .join('')}</office:spreadsheet></office:body></office:document-content>`

function rowXml(cells: (string | number | undefined)[]): string {
  let xml = ''
  for (let at = 0; at < cells.length; ) {
    let times = 1
    while (at + times < cells.length && cells[at + times] === cells[at]) times++
    xml += cellXml(cells[at], times > 1 ? ` table:number-columns-repeated="${times}"` : '')
    at += times
  }
  return `<table:table-row>${xml}<table:table-cell table:number-columns-repeated="${16384 - cells.length}"/></table:table-row>`
}

function cellXml(cell: string | number | undefined, times: string): string {
  if (cell === undefined) return `<table:table-cell${times}/>`
  if (typeof cell === 'number')
    return `<table:table-cell${times} office:value-type="float" office:value="${cell}"><text:p>${cell.toLocaleString('en')}</text:p></table:table-cell>`
  return `<table:table-cell${times} office:value-type="string"><text:p>${escaped(cell)}</text:p></table:table-cell>`
}

/** A zip of files that are not compressed. */
function stored(files: [name: string, text: string][]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of files) {
    const [title, bytes] = [Buffer.from(name), Buffer.from(text)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(title.length, 22)
    const end = Buffer.alloc(14)
    end.writeUInt32LE(offset, 10)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, title, bytes)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, end, title)
    offset += 30 + title.length + bytes.length
  }
  const central = Buffer.concat(directory)
  const closing = Buffer.alloc(22)
  closing.write('PK\x05\x06', 'latin1')
  closing.writeUInt16LE(files.length, 8)
  closing.writeUInt16LE(files.length, 10)
  closing.writeUInt32LE(central.length, 12)
  closing.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, central, closing])
}
