import type { Member } from '../../reading/members.ts'
import { isOds, readOds } from '../../reading/ods.ts'
import { isWorkbook, readWorkbook } from '../../reading/workbook.ts'
import { lookAtTable, type TableLook } from './table.ts'
import { decoderFor, toldByText } from './text.ts'

/** The headers of all columns of a file that tell of people: of each sheet, or of the text. The whole file is read. */
export async function columnsTold(member: Member, areRecords: boolean): Promise<string[]> {
  const head = await member.head()
  const start = head.toString('latin1')
  if (isWorkbook(start, member.name)) return toldBySheets(await sheetsOf(member, areRecords))
  if (isOds(start, member.name)) return toldBySheets(await odsSheetsOf(member, areRecords))
  const decode = decoderFor(head)
  return /^\s*[{[]/.test(
    decode()
      .write(head)
      .replace(/^\uFEFF/, '')
  )
    ? toldByFields(member, areRecords, decode())
    : toldByText(member, areRecords, decode)
}

const toldBySheets = (sheets: readonly TableLook[]): string[] => sheets.flatMap(sheet => sheet.told())

async function sheetsOf(member: Member, areRecords: boolean): Promise<TableLook[]> {
  const sheets: TableLook[] = []
  for await (const sheet of readWorkbook(await member.open(), member.name)) {
    const look = lookAtTable(areRecords)
    sheets.push(look)
    for await (const { cells } of sheet.rows()) look.row(cells)
  }
  return sheets
}

async function odsSheetsOf(member: Member, areRecords: boolean): Promise<TableLook[]> {
  const sheets = new Map<string, TableLook>()
  for await (const { sheet, cells } of readOds(await member.open(), member.name, () => true)) {
    const look = sheets.get(sheet) ?? lookAtTable(areRecords)
    sheets.set(sheet, look)
    look.row(cells)
  }
  return [...sheets.values()]
}

/** A member of an object in JSON cannot be longer than this, where it is cut between two pieces. */
const longestField = 4096
/** Names of members that are looked at; a document whose names are values has more. */
const mostFields = 2000

/** The members of objects in JSON, by name. */
async function toldByFields(
  member: Member,
  areRecords: boolean,
  decoder: { write(bytes: Buffer): string }
): Promise<string[]> {
  const fields = new Map<string, TableLook>()
  const look = (text: string) => {
    for (const [, name = '', quoted, bare] of text.matchAll(
      /"([^"\\]{1,80})"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|([-\d.]+))/g
    )) {
      let field = fields.get(name)
      if (field === undefined) {
        if (fields.size >= mostFields) continue
        field = lookAtTable(areRecords)
        field.row([name])
        fields.set(name, field)
      }
      field.row([quoted ?? bare ?? ''])
    }
  }
  let left = ''
  for await (const chunk of await member.open()) {
    left += decoder.write(chunk)
    // Cut behind a whole member, so that none is counted twice.
    const at = left.lastIndexOf(',') + 1
    if (at === 0 && left.length < longestField) continue
    look(left.slice(0, at))
    left = left.slice(at)
  }
  look(left)
  return toldBySheets([...fields.values()])
}
