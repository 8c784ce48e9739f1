import type { Member } from '../../reading/members.ts'
import { isOds, readOds } from '../../reading/ods.ts'
import { isWorkbook, readWorkbook } from '../../reading/workbook.ts'

/** A column of a file: what can be its header, and the first of its values that are not empty. */
export interface SeenColumn {
  headers: string[]
  values: string[]
}

type Rows = string[][]

/** Of a text so many bytes are looked at, of a sheet so many rows. */
const firstBytes = 1024 * 1024
const firstRows = 500
/** A header is sought in so many rows with more than one cell. */
const headerRows = 5

/** The columns of all tables of a file. Each of the first rows can be the header: titles may stand above it. */
export async function columnsSeen(member: Member): Promise<SeenColumn[]> {
  const head = await member.head()
  const start = head.toString('latin1')
  if (isWorkbook(start, member.name)) return (await sheetsOf(member)).flatMap(columnsIn)
  if (isOds(start, member.name)) return (await odsSheetsOf(member)).flatMap(columnsIn)
  const text = (await member.head(firstBytes)).toString().replace(/^\uFEFF/, '')
  return /^\s*[{[]/.test(text) ? fieldsIn(text) : columnsIn(rowsIn(text))
}

async function sheetsOf(member: Member): Promise<Rows[]> {
  const sheets: Rows[] = []
  for await (const sheet of readWorkbook(await member.open(), member.name)) {
    const rows: Rows = []
    for await (const { cells } of sheet.rows()) if (rows.push([...cells]) === firstRows) break
    sheets.push(rows)
  }
  return sheets
}

async function odsSheetsOf(member: Member): Promise<Rows[]> {
  const sheets = new Map<string, Rows>()
  for await (const { sheet, cells } of readOds(await member.open(), member.name, () => true)) {
    const rows = sheets.get(sheet) ?? []
    sheets.set(sheet, rows)
    if (rows.length < firstRows) rows.push([...cells])
  }
  return [...sheets.values()]
}

function rowsIn(text: string): Rows {
  const lines = text.split(/\r\n|\n|\r/)
  const sample = lines.slice(0, headerRows * 4).join('\n')
  const most = (a: string, b: string) => (sample.split(b).length > sample.split(a).length ? b : a)
  const delimiter = ['\t', ';', '|'].reduce(most, ',')
  return lines.slice(0, 20_000).map(line => cellsOf(line, delimiter))
}

/** The fields of a line; a quoted one may hold the delimiter. */
function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter)
  const cells: string[] = []
  let open = false
  for (const piece of line.split(delimiter)) {
    if (open) cells[cells.length - 1] += delimiter + piece
    else cells.push(piece)
    if (piece.split('"').length % 2 === 0) open = !open
  }
  return cells.map(cell => cell.replace(/^\s*"|"\s*$/g, ''))
}

function columnsIn(rows: Rows): SeenColumn[] {
  const filled = (row: string[]): number => row.filter(cell => cell.trim() !== '').length
  const places = [...rows.keys()].filter(at => at === 0 || filled(rows[at] ?? []) > 1).slice(0, headerRows)
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const cellsAt = (of: Rows, at: number): string[] =>
    of.map(row => (row[at] ?? '').trim()).filter(cell => cell !== '')
  const possible = places.map(place => rows[place] ?? [])
  return Array.from({ length: width }, (_, at) => ({
    headers: cellsAt(possible, at),
    values: cellsAt(rows, at)
  }))
}

/** The members of objects in JSON, by name; of the first part of a document too, which is not whole. */
function fieldsIn(text: string): SeenColumn[] {
  const fields = new Map<string, string[]>()
  for (const [, name = '', quoted, bare] of text.matchAll(
    /"([^"\\]{1,80})"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|([-\d.]+))/g
  )) {
    const values = fields.get(name) ?? []
    fields.set(name, values)
    values.push(quoted ?? bare ?? '')
  }
  return [...fields].map(([name, values]) => ({ headers: [name], values }))
}
