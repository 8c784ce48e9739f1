import { isRestated, restatedRows } from '../publishers/restated.ts'
import { starterCoverage } from '../publishers/unhcr/starter.ts'
import type { Layout } from '../source.ts'
import { type ApplicationsRow, mapApplications } from './map.ts'
import { applicationsTable } from './tables.ts'

/** Columns of the whole table as the product ships it, in this order. */
const columns = {
  country_of_asylum: 'coa_iso',
  procedure_type: 'procedure_type',
  application_type: 'app_type',
  source_level: 'dec_level',
  counted: 'app_pc',
  nationality: 'coo_iso',
  year: 'year',
  applied: 'applied'
} as const satisfies Record<string, keyof ApplicationsRow>

/** UNHCR's whole table of applications, restated: names of our own, values as published. */
export const applicationsRestated: Layout = {
  ...applicationsTable,
  id: 'restated-table',
  title: 'Whole table of asylum applications, restated (CSV)',
  matches: head => isRestated(head, columns),
  rows: (stream, name) => restatedRows(stream, name, columns),
  map: row => mapApplications(row, row.record as ApplicationsRow)
}

/** The same columns in the small table, which is in the order of time. */
const starterColumns = {
  year: columns.year,
  nationality: columns.nationality,
  country_of_asylum: columns.country_of_asylum,
  procedure_type: columns.procedure_type,
  application_type: columns.application_type,
  source_level: columns.source_level,
  counted: columns.counted,
  applied: columns.applied
} as const satisfies Record<keyof typeof columns, string>

/** Applications of Russian nationals: the rows of the whole table, values as published. */
export const starterApplications: Layout = {
  id: 'starter-table',
  title: 'Applications of Russian nationals 2021–2025, as shipped (CSV)',
  series: 'applications',
  matches: head => isRestated(head, starterColumns),
  rows: (stream, name) => restatedRows(stream, name, starterColumns),
  map: row => mapApplications(row, row.record as ApplicationsRow),
  // All are in persons; of the United Kingdom some are in cases, so that it is left to the whole table.
  coverage: {
    ...starterCoverage,
    country_of_asylum: starterCoverage.country_of_asylum.filter(code => code !== 'GBR')
  },
  starter: true,
  synthetic: false
}
