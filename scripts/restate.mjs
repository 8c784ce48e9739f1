// Writes the tables of starter/tables from the files that their publishers publish: the columns that are counted, under
// names of ours, in an order that compresses well. No value is changed, and no row is left out.
//
//   node scripts/restate.mjs <folder of published files> [folder to write to, by default starter/tables]
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { restatedTables } from './restate/tables.mjs'

const [from, to = path.join(import.meta.dirname, '../starter/tables')] = process.argv.slice(2)
if (from === undefined) {
  console.error('Usage: node scripts/restate.mjs <folder of published files> [folder to write to]')
  process.exit(2)
}

for (const table of restatedTables) {
  const bytes = await restated(table)
  await writeFile(path.join(to, table.file), bytes)
  console.log(`${table.file}: ${bytes.length} bytes`)
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
  const csv = stringify(
    rows.map(row => names.map(name => row[name])),
    { header: true, columns: Object.keys(columns) }
  )
  return gzipSync(csv, { level: 9 })
}

function order(a, b, keys) {
  for (const key of keys) if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1
  return 0
}
