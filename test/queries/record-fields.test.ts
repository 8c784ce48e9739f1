import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import t from 'tap'
import { presences } from '../../src/vocabulary/records/field.ts'
import {
  filterFields,
  isNullable,
  type RecordField,
  rangeFields,
  storedFields,
  wireFields
} from '../../src/vocabulary/records/record.ts'
import { service } from '../service.ts'
import { anyCase, anyCount, anyDecision, anyEvent, anyReturn } from './every-column.ts'
import { importFacts, range } from './made-up-records.ts'

const records = {
  case: { table: 'cases', path: '/v1/cases', schema: 'Case' },
  decision: { table: 'decisions', path: '/v1/decisions', schema: 'Decision' },
  return: { table: 'returns', path: '/v1/returns', schema: 'Return' },
  event: { table: 'events', path: '/v1/events', schema: 'Event' },
  count: { table: 'published_counts', path: '/v1/published-counts', schema: 'PublishedCount' }
} as const

/** What Postgres and DuckDB call the type of a field. */
const types = {
  id: ['int8', 'BIGINT'],
  text: ['text', 'VARCHAR'],
  texts: ['_text', 'VARCHAR'],
  country: ['text', 'VARCHAR'],
  boolean: ['bool', 'BOOLEAN'],
  integer: ['int4', 'INTEGER'],
  number: ['int8', 'BIGINT'],
  day: ['date', 'DATE'],
  partial_day: ['date', 'DATE']
} as const

const typesOf = ({ type }: RecordField<string>): readonly [postgres: string, duckdb: string] => {
  if (typeof type === 'string') return types[type]
  return 'list' in type ? [type.list, 'VARCHAR'] : types.text
}
const names = (fields: readonly RecordField<string>[]): string[] => fields.map(({ name }) => name)

interface Schema {
  properties?: Record<string, { anyOf?: { type?: string }[] }>
}
interface Parameter {
  name: string
  in: string
}

t.test('tables, snapshot, contract and CSV have the fields of the catalogue, and no others', async t => {
  const facts = range(40).flatMap(i => [anyCase(i), anyDecision(i), anyReturn(i), anyCount(i), anyEvent(i)])
  const s = await service(t, {}, (database, dataDir) => importFacts(t, database, dataDir, facts, 'first'))
  const { paths = {}, components } = s.app.swagger() as {
    paths?: Record<string, { get?: { parameters?: Parameter[] } }>
    components?: { schemas?: Record<string, Schema> }
  }
  const folder = t.testdir({})
  const connection = await (await DuckDBInstance.create()).connect()
  t.teardown(() => connection.closeSync())

  for (const grain of ['case', 'decision', 'return', 'count', 'event'] as const) {
    const { table, path: url, schema } = records[grain]
    const stored: readonly RecordField<string>[] = storedFields(grain)

    const { rows } = await s.database.pool.query(
      `select column_name as name, udt_name as type, is_nullable = 'YES' as nullable, column_default is not null as has_default
       from information_schema.columns where table_schema = current_schema() and table_name = $1 order by column_name`,
      [table]
    )
    t.same(
      rows,
      stored
        .map(field => ({
          name: field.name,
          type: typesOf(field)[0],
          nullable: isNullable(field),
          has_default: presences[field.presence].column === 'default'
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      `the table ${table}`
    )

    const parquet = path.join(folder, `${grain}.parquet`)
    const chunks = await s.database.pool.query<{ bytes: Buffer }>(
      'select bytes from snapshot_files where name = $1 order by chunk',
      [`${grain}.parquet`]
    )
    await writeFile(parquet, Buffer.concat(chunks.rows.map(({ bytes }) => bytes)))
    const described = await connection.runAndReadAll(`describe select * from '${parquet}'`)
    t.same(
      described.getRowObjects().map(({ column_name, column_type }) => [column_name, column_type]),
      stored.map(field => [field.name, typesOf(field)[1]]),
      `the snapshot of ${table}`
    )

    const wire: readonly RecordField<string>[] = wireFields(grain)
    const properties = components?.schemas?.[schema]?.properties ?? {}
    t.same(Object.keys(properties), names(wire), `the schema ${schema}`)
    t.same(
      Object.entries(properties).flatMap(([name, { anyOf }]) =>
        anyOf?.some(({ type }) => type === 'null') ? [name] : []
      ),
      names(wire.filter(isNullable)),
      `null in ${schema}`
    )

    const csv = await s.get(`${url}.csv?limit=1`)
    t.equal(csv.body.split('\r\n')[0], names(wire).join(','), `the header of ${url}.csv`)
    const { data } = await s.json(`${url}?limit=1`)
    t.same(Object.keys(data[0]), names(wire), `a row of ${url}`)

    const parameters = (paths[url]?.get?.parameters ?? []).map(({ name }) => name)
    const asked = [
      ...names(filterFields(grain)),
      ...names(rangeFields(grain)).flatMap(name => [`${name}_from`, `${name}_to`])
    ]
    t.same(
      asked.filter(name => !parameters.includes(name)),
      [],
      `the filters of ${url}`
    )
  }
})
