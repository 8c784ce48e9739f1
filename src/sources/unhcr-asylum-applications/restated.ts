import { isRestated, restatedRows } from '../publishers/restated.ts'
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
