import { createReadStream, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import JSONstat from 'jsonstat-toolkit'
import t, { type Test } from 'tap'
import { readWorkbook } from '../../src/reading/workbook.ts'
import type { Answered, Service } from '../service.ts'
import { importing } from './importing.ts'
import { sameInPictures } from './pictures.ts'

/** A row as every format must say it: values of its dimensions, and of each measure its figure and its flags. */
export type Cells = Record<string, string | number | null>

/** The measures and rates of an answer, each a column that has flags, and the counts that durations rest on. */
const measuresOf = ({ meta, data }: Answered): string[] => [
  ...counts.filter(name => data[0]?.[name] !== undefined),
  ...meta.query.measures
]
const counts = ['n', 'n_pending', 'n_ended_otherwise']
const dimensionsOf = ({ meta }: Answered): string[] => [...meta.query.group_by, ...meta.query.split_by]

/** The rows of JSON. */
export function cellsOf(answer: Answered): Cells[] {
  return answer.data.map((row: Record<string, unknown>) => ({
    ...Object.fromEntries(dimensionsOf(answer).map(name => [name, row[name] ?? null])),
    ...Object.fromEntries(
      measuresOf(answer).flatMap(name => {
        const flags = (row.flags as Record<string, string[]>)[name] ?? []
        return [
          [name, row[name] ?? null],
          [`${name}_flags`, flags.join(';')]
        ]
      })
    )
  }))
}

/** Rows of text or values under their column names, reduced to the columns of an answer. */
function reduced(answer: Answered, rows: Record<string, unknown>[]): Cells[] {
  const figure = (value: unknown) =>
    value === '' || value === null || value === undefined ? null : Number(value)
  const flags = (value: unknown) => (Array.isArray(value) ? value.join(';') : String(value ?? ''))
  return rows.map(row => ({
    ...Object.fromEntries(dimensionsOf(answer).map(name => [name, String(row[name] ?? '') || null])),
    ...Object.fromEntries(
      measuresOf(answer).flatMap(name => [
        [name, figure(row[name])],
        [`${name}_flags`, flags(row[`${name}_flags`])]
      ])
    )
  }))
}

/** Fails where a format of rows says a figure or a flag of an answer otherwise than JSON does. Returns JSON's rows. */
export async function sameInEveryFormat(t: Test, { get, json }: Service, address: string): Promise<Cells[]> {
  const answer = await json(address)
  const cells = cellsOf(answer)
  const as = async (format: string) => {
    const response = await get(address.replace('?', `.${format}?`))
    t.equal(response.statusCode, 200, `${format} is there`)
    return response
  }
  t.same(reduced(answer, parse((await as('csv')).body, { columns: true })), cells, 'CSV')
  const lines = (await as('ndjson')).body.trim().split('\n')
  t.same(
    reduced(
      answer,
      lines.filter(Boolean).map(line => JSON.parse(line))
    ),
    cells,
    'NDJSON'
  )
  t.same(reduced(answer, await rowsOfParquet(t, (await as('parquet')).rawPayload)), cells, 'Parquet')
  t.same(reduced(answer, await rowsOfWorkbook(t, (await as('xlsx')).rawPayload)), cells, 'workbook')
  t.same(cellsOfCube(answer, (await as('json-stat')).json(), cells), cells, 'JSON-stat')
  await saysNothingElse(t, (await as('sentence')).body, cells)
  sameInPictures(t, cells, (await as('vega-lite')).json(), (await as('svg')).body)
  return cells
}

async function rowsOfParquet(t: Test, bytes: Buffer): Promise<Record<string, unknown>[]> {
  const file = path.join(t.testdir({}), 'rows.parquet')
  writeFileSync(file, bytes)
  const connection = await (await DuckDBInstance.create()).connect()
  const read = await connection.runAndReadAll(`select * from '${file}'`)
  return read.getRowObjectsJson().map(row =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        // A list of flags is a JSON text there.
        typeof value === 'string' && value.startsWith('[') ? JSON.parse(value) : value
      ])
    )
  )
}

async function rowsOfWorkbook(t: Test, bytes: Buffer): Promise<Record<string, unknown>[]> {
  const file = path.join(t.testdir({}), 'rows.xlsx')
  writeFileSync(file, bytes)
  for await (const sheet of readWorkbook(createReadStream(file), 'rows.xlsx')) {
    if (sheet.name !== 'Data') continue
    const rows: string[][] = []
    for await (const { cells } of sheet.rows()) rows.push(cells.map(cell => cell ?? ''))
    const [head = [], ...rest] = rows
    return rest.map(row => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])))
  }
  throw new Error('the workbook has no sheet of data')
}

/** The places of a cube that JSON has a row for. */
function cellsOfCube(answer: Answered, cube: unknown, cells: Cells[]): Cells[] {
  const dataset = JSONstat(cube as object)
  const names = dimensionsOf(answer)
  return cells.map(row => {
    const place = Object.fromEntries(names.map(name => [name, row[name]]))
    const figures = measuresOf(answer).flatMap(measure => {
      const { value, status } = dataset.Data({ ...place, measure }) as {
        value: number | null
        status: string | null
      }
      return [
        [measure, value],
        [`${measure}_flags`, status ?? '']
      ]
    })
    return { ...place, ...Object.fromEntries(figures) }
  })
}

/** A sentence prints no share where no row has one, and says "at least" where every count is a lower bound. */
async function saysNothingElse(t: Test, sentence: string, cells: Cells[]): Promise<void> {
  const rates = cells.flatMap(row =>
    Object.keys(row)
      .filter(name => name.endsWith('_rate'))
      .map(name => row[name])
  )
  if (rates.length > 0 && rates.every(rate => rate === null))
    t.notMatch(sentence, /%/, 'no share in the sentence')
  const partial = cells.filter(row =>
    Object.entries(row).some(
      ([name, flags]) =>
        /^(persons|cases|decisions|applications)_flags$/.test(name) && /partial/.test(String(flags))
    )
  )
  if (cells.length > 0 && partial.length === cells.length)
    t.match(sentence, /at least/, 'a lower bound is called one')
}

/** A case: its files, a question, and the figures that are right whatever they are written as. */
export interface Case {
  id: string
  source: string
  files: readonly string[]
  address: string
  figures: readonly (readonly (number | string | null)[])[]
  /** How its files are imported: with --force unless said otherwise. */
  request?: Parameters<typeof importing>[3]
}

const measured = (cells: Cells[]): (number | string | null)[][] =>
  cells.map(row => Object.entries(row).flatMap(([name, value]) => (name.endsWith('_flags') ? [] : [value])))

/** A test for each case: every format has its figures, and all have the same. Cases of the same files share a service. */
export function testCases(cases: readonly Case[]): void {
  const byFiles = new Map<string, [Case, ...Case[]]>()
  for (const each of cases) {
    const key = JSON.stringify([each.source, each.files, each.request])
    const same = byFiles.get(key)
    if (same) same.push(each)
    else byFiles.set(key, [each])
  }
  for (const same of byFiles.values()) {
    const [{ source, files, request = { force: true } }] = same
    t.test(files.join(', '), async t => {
      const served = await importing(t, source, files, request)
      for (const { id, address, figures } of same)
        await t.test(`${id}: every format says the same`, async t => {
          const cells = await sameInEveryFormat(t, served, address)
          t.strictSame(measured(cells).sort(), [...figures].sort())
        })
    })
  }
}
