import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import t from 'tap'
import { projectRoot } from '../../src/root.ts'
import { service } from '../service.ts'

const page = readFileSync(path.join(projectRoot, 'docs/reproduce.md'), 'utf8')
const figures = [
  ...page.matchAll(/^## (\d+\. .+)\n\n`(\/v1\/\S+)` → `([\w.]+)`[^\n]*\n\n```sql\n([^`]+)```/gm)
].map(([, title = '', address = '', measure = '', statement = '']) => ({
  title,
  address,
  measure,
  statement
}))

t.test('ten figures are counted again from the downloads by DuckDB alone', async t => {
  const { get, json } = await service(t)
  const folder = t.testdir({})
  const sources = [...new Set(figures.map(({ address }) => /source=([\w-]+)/.exec(address)?.[1] ?? ''))]
  for (const source of sources) {
    mkdirSync(path.join(folder, source))
    const { data } = await json(`/v1/sources/${source}/downloads`)
    for (const { url, name } of data)
      writeFileSync(path.join(folder, source, name), (await get(url)).rawPayload)
  }
  const duckdb = await (await DuckDBInstance.create(':memory:')).connect()
  t.teardown(() => duckdb.closeSync())
  t.equal(figures.length, 10)
  for (const { title, address, measure, statement } of figures) {
    const { data } = await json(address)
    const told = Array.isArray(data) ? data : [data]
    t.equal(told.length, 1, `${title}: one row`)
    const counted = await duckdb.run(statement.replaceAll(/'([\w-]+\/[\w.]+)'/g, `'${folder}/$1'`))
    const [[own] = []] = await counted.getRows()
    const value = typeof own === 'bigint' ? Number(own) : own
    t.type(told[0][measure], 'number', `${title}: ${JSON.stringify(told[0])}`)
    t.ok(told[0][measure] > 0, title)
    t.equal(value, told[0][measure], title)
  }
})
