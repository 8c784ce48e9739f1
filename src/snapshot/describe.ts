import type { DuckDBConnection } from '@duckdb/node-api'
import { decisionStages } from '../vocabulary/decision-stage.ts'
import { type Dimension, dimensionNames, dimensions } from '../vocabulary/measures/dimension.ts'
import { units } from '../vocabulary/unit.ts'
import { type PeriodKind, periodKinds, type SnapshotTable, type TableCard } from './card.ts'
import { columnsOf, grainOf } from './columns.ts'
import { plain, quotedName } from './duckdb.ts'
import { periodKindOf } from './period-kind.ts'
import { quoted } from './sql/literals.ts'

/** The date columns that a period can be cut from. */
const dates = {
  published_counts: ['period_from'],
  decisions: ['decided_on', 'filed_on'],
  cases: ['filed_on', 'last_decided_on'],
  returns: ['returned_on']
} as const satisfies Record<SnapshotTable, readonly string[]>

/** The unit of a table's records; published counts say theirs themselves. */
const unitOf = { decisions: 'decisions', cases: 'cases', returns: 'returns' } as const

/** What can be asked of a table, found in its rows. */
export async function describeTable(
  connection: DuckDBConnection,
  table: SnapshotTable,
  parquet: string
): Promise<Omit<TableCard, 'bytes' | 'sha256'>> {
  const from = `read_parquet(${quoted(parquet)})`
  const list = async (expression: string): Promise<string[]> => {
    const found = await connection.run(
      `select distinct ${expression} as v from ${from} where v is not null order by v`
    )
    return ((await found.getColumns())[0] ?? []).map(value => String(plain(value)))
  }
  const [rows, telling] = await counts(connection, table, from)
  const isCount = table === 'published_counts'
  const period_kinds = isCount ? await kindsOfPeriods(connection, from) : recordKinds(telling, table)
  const stages = 'decision_stage' in telling ? await list('decision_stage') : []
  const totals = isCount ? await list("case when total_over = '' then null else total_over end") : []
  // Several decisions can be about one application, where the source says how many.
  const merged =
    table === 'decisions'
      ? inOrder(units, await list("case when application_decisions is not null then 'applications' end"))
      : []
  return {
    rows,
    dimensions: dimensionNames.filter(dimension => says(dimension, table, telling, period_kinds, rows)),
    units: isCount ? inOrder(units, await list('unit')) : [unitOf[table], ...merged],
    decision_stages: inOrder(decisionStages, stages),
    total_sets: totals.map(text => text.split(',')),
    period_kinds
  }
}

/** How many rows there are, and in how many each column says something. */
async function counts(
  connection: DuckDBConnection,
  table: SnapshotTable,
  from: string
): Promise<[rows: number, telling: Record<string, number>]> {
  const columns = columnsOf(table).filter(
    ({ name }) => name in dimensions || dates[table].some(date => date === name)
  )
  const expressions = columns.map(
    ({ name }) => `count(*) filter (where ${quotedName(name)}::varchar <> 'not_split')::int`
  )
  const result = await connection.run(`select ${['count(*)::int', ...expressions].join(', ')} from ${from}`)
  const [rows, ...telling] = (await result.getColumns()).map(column => Number(column[0]))
  return [rows ?? 0, Object.fromEntries(columns.map(({ name }, i) => [name, telling[i] ?? 0]))]
}

function says(
  dimension: Dimension,
  table: SnapshotTable,
  telling: Record<string, number>,
  kinds: PeriodKind[],
  rows: number
): boolean {
  const { grains, kind } = dimensions[dimension]
  if (rows === 0 || !grains.some(grain => grain === grainOf(table))) return false
  if (kind === 'period') return kinds.some(each => cuts[dimension as keyof typeof cuts].includes(each))
  if (dimension === 'source' || dimension === 'release') return true
  return (telling[dimension] ?? 0) > 0
}

const halves: PeriodKind[] = ['day', 'month', 'quarter']
const years: PeriodKind[] = ['calendar_year', 'us_fiscal_year', 'uk_fiscal_year', 'au_fiscal_year']
/** The kinds of period from whose rows a dimension can be made. */
const cuts = {
  year: [...halves, ...years],
  quarter: halves,
  month: ['day', 'month']
} as const satisfies Record<string, readonly PeriodKind[]> as Record<
  'year' | 'quarter' | 'month',
  readonly PeriodKind[]
>

const recordKinds = (telling: Record<string, number>, table: SnapshotTable): PeriodKind[] =>
  dates[table].some(date => (telling[date] ?? 0) > 0) ? ['day'] : []

async function kindsOfPeriods(connection: DuckDBConnection, from: string): Promise<PeriodKind[]> {
  const result = await connection.run(`select distinct period_from, period_to from ${from}`)
  const [starts = [], ends = []] = await result.getColumns()
  const found = starts.map((start, i) => periodKindOf(String(plain(start)), String(plain(ends[i]))))
  return inOrder(periodKinds, found)
}

function inOrder<word extends string>(list: readonly word[], found: readonly string[]): word[] {
  return list.filter(word => found.includes(word))
}
