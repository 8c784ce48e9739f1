import { isRestated, restatedRows } from '../publishers/restated.ts'
import type { Layout } from '../source.ts'
import { type DecisionsRow, mapUnhcrDecisions } from './map.ts'
import { wholeTableRows } from './tables.ts'

/** Columns of the whole table as the product ships it, in this order. */
const columns = {
  country_of_asylum: 'coa_iso',
  procedure_type: 'procedure_type',
  source_level: 'dec_level',
  counted: 'dec_pc',
  nationality: 'coo_iso',
  year: 'year',
  recognized: 'dec_recognized',
  complementary: 'dec_other',
  rejected: 'dec_rejected',
  closed: 'dec_closed',
  total: 'dec_total'
} as const satisfies Record<string, keyof DecisionsRow>

/** UNHCR's whole table, restated: names of our own, values as published. */
export const restatedTable: Layout = {
  id: 'restated-table',
  title: 'Whole table of asylum decisions, restated (CSV)',
  series: 'decisions',
  matches: head => isRestated(head, columns),
  rows: (stream, name) => restatedRows(stream, name, columns),
  map: row => mapUnhcrDecisions(row, row.record as DecisionsRow),
  coverage: { nationality: 'all', country_of_asylum: 'all', complete: true },
  whole_from_rows: wholeTableRows,
  starter: false,
  synthetic: false
}
