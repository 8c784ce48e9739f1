import type { DuckDBConnection } from '@duckdb/node-api'
import { figureSubjects } from '../../vocabulary/closed-lists.ts'
import { decisionStages } from '../../vocabulary/decision-stage.ts'
import { type Dimension, dimensionNames, dimensions } from '../../vocabulary/measures/dimension.ts'
import { units } from '../../vocabulary/unit.ts'
import { type PeriodKind, periodKinds, type SnapshotTable, type TableCard } from '../card.ts'
import { columnsOf, grainOf } from '../columns.ts'
import { plain, quotedName } from '../duckdb.ts'
import { quoted } from '../sql/literals.ts'
import { periodKindOf } from './period-kind.ts'

/** The date columns that a period can be cut from. */
const dates = {
  published_counts: ['period_from'],
  decisions: ['decided_on', 'filed_on'],
  cases: ['filed_on', 'last_decided_on'],
  returns: ['returned_on'],
  events: []
} as const satisfies Record<SnapshotTable, readonly string[]>

/** The units of a table's records; published counts have a column `unit`. No statistic counts reported events. */
const unitsOf = { decisions: ['decisions'], cases: ['cases'], returns: ['returns'], events: [] } as const

/** The card of a table, computed from the rows of its Parquet file; without the file's size and hash. */
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
  const [rows, filled] = await counts(connection, table, from)
  const isCount = table === 'published_counts'
  const period_kinds = isCount ? await kindsOfPeriods(connection, from) : recordKinds(filled, table)
  const stages = 'decision_stage' in filled ? await list('decision_stage') : []
  const totals = isCount ? await list("case when total_over = '' then null else total_over end") : []
  // Decisions can be counted as applications where the source publishes how many decisions an application has.
  const merged =
    table === 'decisions'
      ? inOrder(units, await list("case when application_decisions is not null then 'applications' end"))
      : []
  return {
    rows,
    dimensions: dimensionNames.filter(dimension => hasValues(dimension, table, filled, period_kinds, rows)),
    units: isCount ? inOrder(units, await list('unit')) : [...unitsOf[table], ...merged],
    decision_stages: inOrder(decisionStages, stages),
    ...(isCount && { subjects: inOrder(figureSubjects, await list('subject')) }),
    total_sets: totals.map(text => text.split(',')),
    period_kinds
  }
}

/** The number of rows, and for each column the number of rows with a value other than null, `not_split` and an empty list. */
async function counts(
  connection: DuckDBConnection,
  table: SnapshotTable,
  from: string
): Promise<[rows: number, filled: Record<string, number>]> {
  const cut: readonly string[] = dates[table]
  const columns = columnsOf(table).filter(({ name }) => name in dimensions || cut.includes(name))
  const expressions = columns.map(
    ({ name }) => `count(*) filter (where ${quotedName(name)}::varchar not in ('not_split', ''))::int`
  )
  const result = await connection.run(`select ${['count(*)::int', ...expressions].join(', ')} from ${from}`)
  const [rows, ...filled] = (await result.getColumns()).map(column => Number(column[0]))
  return [rows ?? 0, Object.fromEntries(columns.map(({ name }, i) => [name, filled[i] ?? 0]))]
}

function hasValues(
  dimension: Dimension,
  table: SnapshotTable,
  filled: Record<string, number>,
  kinds: PeriodKind[],
  rows: number
): boolean {
  const { grains, kind } = dimensions[dimension]
  // Reported events are listed and never counted: their table has no dimension.
  if (rows === 0 || table === 'events' || !grains.some(grain => grain === grainOf(table))) return false
  if (kind === 'period') return kinds.some(each => cuts[dimension as keyof typeof cuts].includes(each))
  if (dimension === 'source' || dimension === 'release') return true
  return (filled[dimension] ?? 0) > 0
}

const withinYear: PeriodKind[] = ['day', 'month', 'quarter']
const years: PeriodKind[] = ['calendar_year', 'us_fiscal_year', 'uk_fiscal_year', 'au_fiscal_year']
/** For each period dimension, the kinds of period from which it can be derived. */
const cuts = {
  year: [...withinYear, ...years],
  quarter: withinYear,
  month: ['day', 'month']
} as const satisfies Record<string, readonly PeriodKind[]> as Record<
  'year' | 'quarter' | 'month',
  readonly PeriodKind[]
>

const recordKinds = (filled: Record<string, number>, table: SnapshotTable): PeriodKind[] =>
  dates[table].some((date: string) => (filled[date] ?? 0) > 0) ? ['day'] : []

async function kindsOfPeriods(connection: DuckDBConnection, from: string): Promise<PeriodKind[]> {
  const result = await connection.run(`select distinct period_from, period_to from ${from}`)
  const [starts = [], ends = []] = await result.getColumns()
  const found = starts.map((start, i) => periodKindOf(String(plain(start)), String(plain(ends[i]))))
  return inOrder(periodKinds, found)
}

function inOrder<word extends string>(list: readonly word[], found: readonly string[]): word[] {
  return list.filter(word => found.includes(word))
}
