import path from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { hasToldValues, type RecordField, recordKeys, storedFields } from '../../vocabulary/records/record.ts'
import type { FieldLedger, TopValue } from '../../vocabulary/release/field-ledger.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import type { SnapshotTable } from '../card.ts'
import { grainOf } from '../columns.ts'
import { openWorkbench, quotedName } from '../duckdb.ts'
import { quoted } from '../sql/literals.ts'
import { resultRows } from './sides.ts'

/** Values that are told of one field. */
const mostValues = 10
/** Fields that say nothing of the record: its release, and its place there. */
const places = ['release_id', 'line', 'source_table', 'sequence']

/** SQL: a row that has no value, and one whose value says that it is not known. */
const isMissing = "(v is null or v in ('not_split', ''))"
const isUnknown = "v in ('UNK', 'unknown')"

/** What the records of a release tell in each field: the ledger of the Parquet files of its tables, field by field. */
export async function ledgerOf(
  tables: readonly { table: SnapshotTable; file: string }[],
  folder: string
): Promise<FieldLedger[]> {
  const instance = await openWorkbench(path.join(folder, 'ledger-spill'))
  const connection = await instance.connect()
  try {
    const found: FieldLedger[] = []
    for (const { table, file } of tables)
      found.push(...(await ledgerOfTable(connection, grainOf(table), `read_parquet(${quoted(file)})`)))
    return found
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

type Counted = Omit<FieldLedger, 'record' | 'top_values'>

async function ledgerOfTable(
  connection: DuckDBConnection,
  grain: Grain,
  from: string
): Promise<FieldLedger[]> {
  const present = new Set((await connection.run(`select * from ${from} limit 0`)).columnNames())
  const stored: readonly RecordField<string>[] = storedFields(grain)
  const fields = stored.filter(({ name }) => present.has(name) && !places.includes(name))
  // Each field is grouped once, in the memory of its distinct values; all else follows from that. Ids have as many values as
  // rows, and of them only those are told apart that are there and those that are not.
  const grouped = fields.map(
    ({ name, type }) =>
      `select ${quoted(name)} as field, v::varchar as v, n from (
         select ${type === 'id' ? `nullif(${quotedName(name)} is not null, false)` : quotedName(name)} as v, count(*) as n
         from ${from} group by v)`
  )
  await connection.run(`create or replace table of_field as ${grouped.join(' union all ')}`)
  const counted = await resultRows<Counted>(
    connection,
    `select field, sum(n)::int as rows, coalesce(sum(n) filter (where ${isMissing}), 0)::int as missing,
       coalesce(sum(n) filter (where ${isUnknown}), 0)::int as unknown, min(v) as first_on, max(v) as last_on,
       (count(*) filter (where not ${isMissing}))::int as distinct_values, null as impossible
     from of_field group by field`
  )
  const top = await topValues(connection, fields)
  const impossible = await impossibleDates(connection)
  return fields.flatMap(field => {
    const told = counted.find(each => each.field === field.name)
    return told ? [entryOf(grain, field, told, { top, impossible })] : []
  })
}

function entryOf(
  grain: Grain,
  field: RecordField<string>,
  { first_on, last_on, distinct_values, ...counted }: Counted,
  { top, impossible }: { top: ReadonlyMap<string, TopValue[]>; impossible: TopValue[] }
): FieldLedger {
  const isDay = field.type === 'day' || field.type === 'partial_day'
  const isImpossible = field.name === 'impossible_dates'
  const ofKey = field.name === recordKeys[grain].id ? counted.rows : null
  return {
    record: grain,
    ...counted,
    ...(isDay ? { first_on, last_on } : { first_on: null, last_on: null }),
    distinct_values: field.type === 'id' ? ofKey : distinct_values,
    impossible: isImpossible ? impossible.reduce((sum, { count }) => sum + count, 0) : null,
    top_values: isImpossible
      ? impossible.slice(0, mostValues)
      : hasToldValues(field)
        ? (top.get(field.name) ?? [])
        : null
  }
}

/** The most frequent values of the fields that are told of. */
async function topValues(
  connection: DuckDBConnection,
  fields: readonly RecordField<string>[]
): Promise<Map<string, TopValue[]>> {
  const names = fields.filter(hasToldValues).map(({ name }) => quoted(name))
  const rows = await resultRows<TopValue & { field: string }>(
    connection,
    `select field, v as value, n::int as count from of_field
     where field in (${[...names, "''"].join(', ')}) and not ${isMissing}
     qualify row_number() over (partition by field order by n desc, v) <= ${mostValues} order by field, n desc, v`
  )
  const found = new Map<string, TopValue[]>()
  for (const { field, ...value } of rows) found.set(field, [...(found.get(field) ?? []), value])
  return found
}

/** Of dates that cannot be, such as `COMP_DATE 2925-01-01, OSC_DATE 1800-01-01`: how many each of the source’s columns has. */
const impossibleDates = (connection: DuckDBConnection): Promise<TopValue[]> =>
  resultRows<TopValue>(
    connection,
    `select coalesce(nullif(regexp_extract(one, '^[A-Za-z_]+'), ''), 'other') as value, sum(n)::int as count
     from (select unnest(string_split(v, ', ')) as one, n from of_field where field = 'impossible_dates' and v is not null)
     group by 1 order by count desc, value`
  )
