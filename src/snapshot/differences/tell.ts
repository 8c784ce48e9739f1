import type { DuckDBConnection } from '@duckdb/node-api'
import { hasToldValues, type RecordField, recordKeys, tellsChange } from '../../vocabulary/records/record.ts'
import type { DifferenceCount } from '../../vocabulary/release/difference.ts'
import { quotedName } from '../duckdb.ts'
import { quoted } from '../sql/literals.ts'
import { oneNumber, resultRows, type Side, type Sides } from './sides.ts'

/** Changed records whose fields are compared at once. */
const atOnce = 1_000_000
/** Pairs of values that are told of one field, the most frequent first. */
const mostPairs = 100

/** The properties by which counts are split, each with its column. */
const splits = ['month', 'decision_stage', 'nationality', 'reporter', 'country_of_return'] as const
type Split = (typeof splits)[number]

/** Fields of a published figure that are no part of what its number is of. */
const ofTheNumber = [
  'value',
  'status',
  'source_flags',
  'source_code',
  'source_label',
  'period_from',
  'period_to'
]

/** Fills `told` with each differing record: its properties, and of a figure its dimensions. No value of what vanished. */
export async function tellRecords(connection: DuckDBConnection, sides: Sides): Promise<void> {
  const part = (side: Side, of: string) =>
    sides.rows_of[side] === undefined
      ? ''
      : `insert into told
         select d.difference, d.id, d.former_id, ${splits.map(split => `r.${split}`).join(', ')}, r.dimensions
         from (select ${quotedName(sides.id)} as id, ${propertiesOf(sides, side)} from ${sides.rows_of[side]}) r
         join differing d on d.id = r.id where d.difference ${of} 'vanished'`
  await connection.run(
    `create or replace table told (difference varchar, id bigint, former_id bigint,
       ${splits.map(split => `${split} varchar`).join(', ')}, dimensions varchar)`
  )
  for (const text of [part('before', '='), part('after', '<>')]) if (text !== '') await connection.run(text)
}

function propertiesOf({ grain, columns, fields }: Sides, side: Side): string {
  const has = (name: string) => columns[side].has(name)
  const one: Record<Split, string> = {
    month: `strftime(${quotedName(recordKeys[grain].date)}, '%Y-%m')`,
    decision_stage: has('decision_stage') ? 'decision_stage::varchar' : 'null::varchar',
    nationality: has('nationality') ? 'nationality::varchar' : 'null::varchar',
    reporter: has('country_of_asylum') ? 'country_of_asylum::varchar' : 'null::varchar',
    country_of_return: has('country_of_return') ? 'country_of_return::varchar' : 'null::varchar'
  }
  return [
    ...splits.map(split => `${one[split]} as ${split}`),
    `${dimensionsOf(grain, fields)} as dimensions`
  ].join(', ')
}

/** SQL: `["period=2024","nationality=RUS"]` of a figure; null of other records. */
function dimensionsOf(grain: Sides['grain'], fields: readonly RecordField<string>[]): string {
  if (grain !== 'count') return 'null::varchar'
  const each = fields
    .filter(({ name }) => !ofTheNumber.includes(name))
    .map(({ name }) => {
      const value = `${quotedName(name)}::varchar`
      return `case when ${value} not in ('not_split', '') then '${name}=' || ${value} end`
    })
  return `to_json(list_filter([${each.join(', ')}], lambda x: x is not null))::varchar`
}

/** Fills `changes` with the fields of each changed record that differ, and their values where these are told. */
export async function tellChanges(connection: DuckDBConnection, sides: Sides, most = atOnce): Promise<void> {
  await connection.run(
    'create or replace table changes (id bigint, changes struct(field varchar, before varchar, after varchar)[])'
  )
  const changed = await oneNumber(connection, "select count(*) from differing where difference = 'changed'")
  if (changed === 0) return
  const columns = [sides.id, ...sides.fields.map(({ name }) => name)].map(quotedName).join(', ')
  for (const [side, from] of Object.entries(sides.rows_of))
    await connection.run(
      `create or replace table ${side}_changed as select ${columns} from ${from}
       where ${quotedName(sides.id)} in (select id from differing where difference = 'changed')`
    )
  const each = sides.fields.map(field => changeOf(field, sides.grain)).join(', ')
  const id = quotedName(sides.id)
  const parts = Math.ceil(changed / most)
  const partOf = (side: Side, part: number) =>
    `(select * from ${side}_changed${parts === 1 ? '' : ` where hash(${id}) % ${parts} = ${part}`})`
  for (let part = 0; part < parts; part++)
    await connection.run(
      `insert into changes select a.${id}, list_filter([${each}], lambda x: x is not null)
       from ${partOf('before', part)} b join ${partOf('after', part)} a on a.${id} = b.${id}`
    )
  for (const side of Object.keys(sides.rows_of)) await connection.run(`drop table ${side}_changed`)
}

function changeOf(field: RecordField<string>, grain: Sides['grain']): string {
  const name = quotedName(field.name)
  const value = (side: string) =>
    tellsChange(field as RecordField, grain) ? `${side}.${name}::varchar` : 'null::varchar'
  return `case when b.${name} is distinct from a.${name}
    then {'field': ${quoted(field.name)}, 'before': ${value('b')}, 'after': ${value('a')}} end`
}

/** The counts of one table, from `told` and `changes`. */
export async function countDifferences(
  connection: DuckDBConnection,
  { grain, fields }: Sides
): Promise<DifferenceCount[]> {
  const pairs = fields.filter(hasToldValues).map(({ name }) => quoted(name))
  const nothing = 'null::varchar as value_before, null::varchar as value_after'
  const split = (by: string, value: string) =>
    `select difference, '${by}' as "by", ${value} as value, ${nothing}, count(*)::int as count from told group by difference, value`
  const single = 'select unnest(changes) as c from changes'
  const text = [
    split('all', 'null::varchar'),
    ...splits.map(name => split(name, name)),
    `select 'changed' as difference, 'field' as "by", c.field as value, ${nothing}, count(*)::int as count from (${single}) group by c.field`,
    `select 'changed' as difference, 'values' as "by", c.field as value, c.before as value_before, c.after as value_after,
       count(*)::int as count from (${single})
     where c.field in (${[...pairs, "''"].join(', ')}) group by c.field, c.before, c.after
     qualify row_number() over (partition by c.field order by count(*) desc, c.before, c.after) <= ${mostPairs}`
  ]
  const found: DifferenceCount[] = []
  for (const each of text)
    found.push(
      ...(await resultRows<Omit<DifferenceCount, 'record'>>(connection, each)).map(row => ({
        record: grain,
        ...row
      }))
    )
  return found
}
