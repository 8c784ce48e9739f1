import type { ClientBase } from 'pg'
import type { SeriesAbout } from '../../vocabulary/about.ts'
import { neverAdded } from '../../vocabulary/measures/dimension.ts'
import { storedFields } from '../../vocabulary/records/record.ts'
import type { Breakdown, HeldReporter, ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import { detachedName } from '../copy/detached.ts'

/** The value of a dimension in a figure that is the total over it. */
const total = 'not_split'

/** Dimensions of figures with a closed list of values. Countries, codes of the source and what is computed are none. */
const heldDimensions: string[] = storedFields('count')
  .filter(
    ({ name, type, dimension, presence }) =>
      (dimension !== undefined || name === 'unit') && typeof type === 'object' && presence !== 'computed'
  )
  .map(({ name }) => name)

/** A figure always has one value of these, so they split nothing. */
const always = new Set<string>([...neverAdded, 'unit', 'outcome', 'authority'])

/** Dimensions that only decisions have, and only departures. */
const ofDecisions = ['outcome', 'application_type', 'screening_type', 'appealed_by']
const ofReturns = ['return_type', 'same_country']

/** Figures of these statuses tell nothing. */
const untold = `('not_reported', 'not_applicable')`

/** Reads what published figures hold from the release's own table, which is not attached yet. */
export async function figuresHeld(
  client: ClientBase,
  release_id: number,
  series: SeriesAbout | undefined
): Promise<ReleaseHoldings> {
  await client.query('drop table if exists held_cells')
  await client.query(cellsSql(detachedName('published_counts', release_id)))
  const { rows: spans } = await client.query<Span>(spansSql(series))
  const { rows: breakdowns } = await client.query<Breakdown>(breakdownsSql())
  await client.query('drop table held_cells')
  const table = detachedName('published_counts', release_id)
  return {
    nationality: await countries(client, table, 'nationality'),
    country_of_return: await countries(client, table, 'country_of_return'),
    reporters: reportersOf(spans, series),
    breakdowns,
    records: []
  }
}

/** The figures that are told, without their countries of nationality and return. Enums are grouped before they are text. */
const cellsSql = (table: string): string =>
  `create temp table held_cells as
   select reporter, period_from, period_to, by_nationality, by_country_of_return,
     ${heldDimensions.map(name => `coalesce(${name}::text, '') as ${name}`).join(', ')}
   from (select country_of_asylum as reporter, period_from, period_to, ${heldDimensions.join(', ')},
           nationality <> '${total}' as by_nationality, country_of_return <> '${total}' as by_country_of_return
         from ${table} where status not in ${untold}
         group by ${Array.from({ length: heldDimensions.length + 5 }, (_, i) => i + 1).join(', ')}) c`

interface Span {
  reporter: string
  /** '' for all figures of the reporter. */
  dimension: string
  value: string
  span: string
}

/**
 * When each reporter tells each value: periods that follow on one another are one span. Where a row that is not there is
 * a zero, the first and the last period bound the only one.
 */
function spansSql(series: SeriesAbout | undefined): string {
  const isZero = series?.reporting?.absent_row === 'zero'
  const parts = [
    `select distinct reporter, '' as dimension, '' as value, period_from, period_to from held_cells`,
    ...heldDimensions.map(
      name => `select distinct reporter, '${name}', ${name}, period_from, period_to from held_cells`
    )
  ]
  const within = 'partition by reporter, dimension, value order by period_from, period_to'
  return `with parts as (${parts.join(' union all ')}),
    marked as (select *, period_from > 1 + max(period_to)
      over (${within} rows between unbounded preceding and 1 preceding) as begins from parts),
    numbered as (select *, ${isZero ? '0' : `count(*) filter (where begins) over (${within})`} as number from marked)
    select reporter, dimension, value, min(period_from) || '/' || max(period_to) as span
    from numbered group by reporter, dimension, value, number
    order by reporter collate "C", dimension, value collate "C", number`
}

/** The dimensions by which figures are split at once, and of which outcomes. */
function breakdownsSql(): string {
  const split = heldDimensions
    .filter(name => !always.has(name))
    .map(name => `case when ${name} not in ('', '${total}') then '${name}' end`)
  const countries = ['nationality', 'country_of_return'].map(
    name => `case when by_${name} then '${name}' end`
  )
  return `select split_by, array_agg(outcome order by outcome collate "C") as outcomes, "from", "to"
    from (select outcome, array_remove(array[${[...countries, ...split].join(', ')}], null) as split_by,
            min(period_from)::text as "from", max(period_to)::text as "to"
          from held_cells group by 1, 2) b
    group by split_by, "from", "to" order by split_by, "from", outcomes`
}

async function countries(
  client: ClientBase,
  table: string,
  dimension: string
): Promise<ReleaseHoldings['nationality']> {
  const { rows } = await client.query<{ value: string }>(
    `select distinct ${dimension} collate "C" as value from ${table} where status not in ${untold} order by 1`
  )
  const values = rows.map(({ value }) => value)
  return { values: values.filter(value => value !== total), has_total: values.includes(total) }
}

function reportersOf(spans: readonly Span[], series: SeriesAbout | undefined): HeldReporter[] {
  const reporters = new Map<string, HeldReporter>()
  for (const { reporter, dimension, value, span } of spans) {
    const held = reporters.get(reporter) ?? newReporter(reporter)
    reporters.set(reporter, held)
    if (dimension === '') held.periods.push(span)
    else if (value === total) pushTo(held.totals, dimension, span)
    else if (value !== '') {
      held.in_parts[dimension] ??= {}
      pushTo(held.in_parts[dimension], value, span)
    }
  }
  for (const held of reporters.values()) {
    for (const name of held.in_parts.decision_stage === undefined ? ofDecisions : ofReturns)
      if (held.in_parts[name] === undefined) delete held.totals[name]
    held.total_only = Object.keys(held.totals).filter(name => held.in_parts[name] === undefined)
    // All figures of the reporter are totals over these.
    for (const name of held.total_only) delete held.totals[name]
    held.not_told = notTold(held, series)
  }
  return [...reporters.values()]
}

const newReporter = (reporter: string): HeldReporter => ({
  ...{ reporter, periods: [], in_parts: {}, totals: {}, total_only: [], not_told: {} }
})

function pushTo(lists: Record<string, string[]>, name: string, span: string): void {
  lists[name] = [...(lists[name] ?? []), span]
}

/** The parts that the series declares and of which the reporter tells no value, where it tells others. */
function notTold(held: HeldReporter, series: SeriesAbout | undefined): HeldReporter['not_told'] {
  return Object.fromEntries(
    Object.entries(series?.reporting?.parts ?? {}).flatMap(([dimension, parts]) => {
      const told = held.in_parts[dimension]
      if (parts === 'as_seen' || told === undefined) return []
      const missing = parts.filter(({ values }) => !values.some(value => told[value] !== undefined))
      return missing.length === 0 ? [] : [[dimension, missing.flatMap(({ values }) => values)]]
    })
  )
}
