import type { TableTally } from '../database/tables/releases.ts'
import type { RowTally } from './report.ts'

/** Counts of rows of the tables of a release. Plain, so that a thread can hand it to another. */
export interface Counts {
  /** In the order of the tables in their layout. */
  tables: TableTally[]
  /** `field<tab>code` → how often. */
  unknown: Record<string, number>
  /** Field → number of impossible dates. */
  impossible: Record<string, number>
  /** Id of a known issue → how many rows have it. */
  issues: Record<string, number>
}

export const noCounts = (tables: number): Counts => ({
  tables: Array.from({ length: tables }, () => ({
    ...{ read: 0, loaded: 0, rejected: 0, excluded: 0, repaired: 0 },
    ...{ rejected_by_reason: {}, excluded_by_reason: {} }
  })),
  unknown: {},
  impossible: {},
  issues: {}
})

/** Adds one, or more, to a count by its name. */
export function add(counts: Record<string, number>, name: string, more = 1): void {
  counts[name] = (counts[name] ?? 0) + more
}

export function countExcluded(table: TableTally, reason: string): void {
  table.excluded++
  add(table.excluded_by_reason, reason)
}

export function countRejected(table: TableTally, reason: string): void {
  table.rejected++
  add(table.rejected_by_reason, reason)
}

/** Adds what another thread counted. */
export function addCounts(to: Counts, from: Counts): void {
  for (const [index, table] of to.tables.entries()) {
    const more = from.tables[index] as TableTally
    for (const count of ['read', 'loaded', 'rejected', 'excluded', 'repaired'] as const)
      table[count] += more[count]
    addAll(table.rejected_by_reason, more.rejected_by_reason)
    addAll(table.excluded_by_reason, more.excluded_by_reason)
    if (more.published !== undefined) table.published = more.published
  }
  addAll(to.unknown, from.unknown)
  addAll(to.impossible, from.impossible)
  addAll(to.issues, from.issues)
}

/** Adds counts by the same names. */
export function addAll(to: Record<string, number>, from: Record<string, number>): void {
  for (const [name, count] of Object.entries(from)) add(to, name, count)
}

/** The tally of a release of several tables: by table, and in total. A missing table has no entry. */
export function tallyOf(
  names: readonly string[],
  missing: readonly string[],
  counts: Counts,
  facts: RowTally['facts']
): RowTally {
  const tally: RowTally = {
    ...{
      read: 0,
      loaded: 0,
      rejected: 0,
      excluded: 0,
      rejected_by_reason: {},
      excluded_by_reason: {},
      facts
    },
    unknown_codes: mostFirst(counts.unknown),
    rows_by_table: {},
    impossible_dates: counts.impossible,
    issues: counts.issues,
    data_as_of: null
  }
  for (const [index, name] of names.entries()) {
    const table = counts.tables[index] as TableTally
    if (missing.includes(name) && table.read === 0) continue
    tally.rows_by_table[name] = table
    for (const count of ['read', 'loaded', 'rejected', 'excluded'] as const) tally[count] += table[count]
    addAll(tally.rejected_by_reason, table.rejected_by_reason)
    addAll(tally.excluded_by_reason, table.excluded_by_reason)
  }
  return tally
}

/** Codes with how often they were met, by `field<tab>code`; the most frequent first. */
export function mostFirst(unknown: Record<string, number>): RowTally['unknown_codes'] {
  return Object.entries(unknown)
    .map(([key, count]) => {
      const [field = '', ...code] = key.split('\t')
      return { field, code: code.join('\t'), count }
    })
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
}
