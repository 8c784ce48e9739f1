import type { ClientBase } from 'pg'
import { type SnapshotTable, snapshotTables } from '../../snapshot/card.ts'
import type { HeldRecords, ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import { detachedName } from '../copy/detached.ts'

/** Records that a release covers: not what was reported beside them. */
type RecordGrain = Exclude<Grain, 'count' | 'event'>

/** The date by which records are counted by year, and the dimensions of which each value is counted. */
const counted = {
  case: { day: 'filed_on', dimensions: ['nationality', 'case_type'] },
  decision: { day: 'decided_on', dimensions: ['nationality', 'decision_stage', 'outcome'] },
  return: { day: 'returned_on', dimensions: ['nationality', 'return_type', 'country_of_return'] }
} as const satisfies Record<RecordGrain, { day: string; dimensions: readonly string[] }>

/** Reads what records hold from the release's own tables, which are not attached yet. */
export async function recordsHeld(
  client: ClientBase,
  release_id: number,
  tables: readonly SnapshotTable[]
): Promise<ReleaseHoldings> {
  const records: HeldRecords[] = []
  for (const grain of Object.keys(counted) as RecordGrain[])
    if (tables.includes(snapshotTables[grain])) records.push(await heldOf(client, release_id, grain))
  const valuesOf = (dimension: string) => [
    ...new Set(records.flatMap(({ values }) => Object.keys(values[dimension] ?? {})))
  ]
  const countriesOf = (dimension: string) => ({ values: valuesOf(dimension).sort(), has_total: false })
  return {
    nationality: countriesOf('nationality'),
    country_of_return: countriesOf('country_of_return'),
    ...{ reporters: [], breakdowns: [], records }
  }
}

async function heldOf(client: ClientBase, release_id: number, grain: RecordGrain): Promise<HeldRecords> {
  const { day, dimensions } = counted[grain]
  const names = ['year', ...dimensions]
  const { rows } = await client.query<Record<string, string | null> & { set: number; rows: number }>(
    `select ${names.map(name => `${name}::text as ${name}`).join(', ')},
       grouping(${names.join(', ')}) as set, count(*)::int as rows
     from (select extract(year from ${day})::int as year, ${dimensions.join(', ')}
           from ${detachedName(snapshotTables[grain], release_id)}) r
     group by grouping sets (${names.map(name => `(${name})`).join(', ')})
     order by set, ${names.map(name => `${name}::text collate "C"`).join(', ')}`
  )
  // In grouping() each column that a set leaves out is a bit, the first one the highest.
  const all = (1 << names.length) - 1
  const countsOf = (name: string) => {
    const set = all & ~(1 << (names.length - 1 - names.indexOf(name)))
    return rows.filter(row => row.set === set)
  }
  const years = countsOf('year')
  const told = (name: string) =>
    Object.fromEntries(
      countsOf(name).flatMap(row => (row[name] === null ? [] : [[row[name] as string, row.rows]]))
    )
  return {
    grain,
    rows: years.reduce((sum, row) => sum + row.rows, 0),
    undated: years.find(row => row.year === null)?.rows ?? 0,
    years: told('year'),
    values: Object.fromEntries(dimensions.map(name => [name, told(name)]))
  }
}
