// Writes the tables of starter/tables from the files that their publishers publish: the columns that are counted, under
// names of ours, in an order that compresses well. No value is changed, and no row is left out. Of a workbook the sheets
// that are read, each row as it stands there.
//
//   npm run build && node scripts/restate.mjs <folder of published files> [folder to write to, by default starter/tables]
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { readWorkbook } from '../dist/reading/workbook.js'
import { restatedSheets, restatedTables } from './restate/tables.mjs'

const [from, to = path.join(import.meta.dirname, '../starter/tables')] = process.argv.slice(2)
if (from === undefined) {
  console.error('Usage: node scripts/restate.mjs <folder of published files> [folder to write to]')
  process.exit(2)
}

for (const table of restatedTables) await write(table.file, await restated(table))
for (const workbook of restatedSheets) await write(workbook.file, await sheetsOf(workbook))

async function write(file, csv) {
  const bytes = gzipSync(csv, { level: 9 })
  await writeFile(path.join(to, file), bytes)
  console.log(`${file}: ${bytes.length} bytes`)
}

/** The rows of the sheets in their order: the name of the sheet, the number of the row, and its cells up to the last filled one. */
async function sheetsOf({ published, sheets, header }) {
  const lines = [header]
  const missing = new Set(sheets)
  for await (const { name, rows } of readWorkbook(createReadStream(path.join(from, published)), published)) {
    if (!missing.delete(name)) continue
    for await (const { line, cells } of rows()) {
      const end = cells.findLastIndex(cell => cell.trim() !== '') + 1
      if (end > 0) lines.push([name, line, ...cells.slice(0, end)])
    }
  }
  if (missing.size > 0) throw new Error(`${published} has no sheet ${[...missing].join(', ')}`)
  return stringify(lines)
}

/** The rows in the order of the new columns; equal ones keep the order in which they are published. */
async function restated({ published, columns, numeric }) {
  const text = gunzipSync(await readFile(path.join(from, published)))
  const rows = parse(text, { columns: true, bom: true })
  const names = Object.values(columns)
  const missing = names.filter(name => !(name in rows[0]))
  if (missing.length > 0) throw new Error(`${published} has no column ${missing.join(', ')}`)
  const figures = new Set(numeric)
  const keys = Object.entries(columns).flatMap(([ours, theirs]) => (figures.has(ours) ? [] : [theirs]))
  rows.sort((a, b) => order(a, b, keys))
  return stringify(
    rows.map(row => names.map(name => row[name])),
    { header: true, columns: Object.keys(columns) }
  )
}

function order(a, b, keys) {
  for (const key of keys) if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1
  return 0
}
