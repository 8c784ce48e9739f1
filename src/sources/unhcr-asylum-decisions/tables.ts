import type { procedureTypes } from '../publishers/unhcr/codes.ts'
import { starterCoverage } from '../publishers/unhcr/starter.ts'
import { isTable, tableRows } from '../publishers/unhcr/tables.ts'
import type { Layout } from '../source.ts'
import { type DecisionsRow, mapUnhcrDecisions } from './map.ts'

type Fields = Record<string, string>

const packageColumns = [
  'year',
  'coo_iso',
  'coa_iso',
  'procedure_type',
  'dec_level',
  'dec_pc',
  'dec_recognized',
  'dec_other',
  'dec_rejected',
  'dec_closed',
  'dec_total'
] as const satisfies (keyof DecisionsRow)[]
/** Names and codes of UNHCR's own, which are not read. */
const packageNames = ['coo_id', 'coo_name', 'coo', 'coa_id', 'coa_name', 'coa']

/** 113,929 rows in the edition of June 2026; each later edition adds a year. */
export const wholeTableRows = 113_000

/** The whole table, as UNHCR's own data package carries it: every origin and every country of asylum. */
export const packageTable: Layout = {
  id: 'package-table',
  title: 'Whole table of asylum decisions (CSV)',
  series: 'decisions',
  matches: head => isTable(head, packageColumns, packageNames),
  rows: tableRows,
  map: row => mapUnhcrDecisions(row, row.record as DecisionsRow),
  coverage: { nationality: 'all', country_of_asylum: 'all', complete: true },
  whole_from_rows: wholeTableRows,
  starter: false,
  synthetic: false
}

/** HDX has other names, and closed before rejected: columns are read by name and never by place. */
const hdxColumns = {
  year: 'Year',
  coo_iso: 'ISO3CoO',
  coa_iso: 'ISO3CoA',
  procedure_type: 'ProcedureType',
  dec_level: 'DecisionType',
  dec_pc: 'DecisionDataType',
  dec_recognized: 'Recognized',
  dec_other: 'RecognizedOther',
  dec_rejected: 'Rejected',
  dec_closed: 'OtherwiseClosed',
  dec_total: 'TotalDecided'
} as const satisfies Record<keyof DecisionsRow, string>

export const hdxTable: Layout = {
  id: 'hdx-table',
  title: 'Asylum decisions on the Humanitarian Data Exchange (CSV)',
  series: 'decisions',
  matches: head => isTable(head, Object.values(hdxColumns), ['DecisionsAveragePersonsPerCase']),
  rows: tableRows,
  map: row => mapUnhcrDecisions(row, renamed(row.record as Fields, hdxColumns)),
  coverage: {},
  starter: false,
  synthetic: false
}

function renamed(fields: Fields, names: Record<keyof DecisionsRow, string>): DecisionsRow {
  const row: Fields = {}
  for (const [ours, theirs] of Object.entries(names)) row[ours] = fields[theirs] ?? ''
  return row as unknown as DecisionsRow
}

const starterColumns = {
  year: 'year',
  coo_iso: 'nationality',
  coa_iso: 'country_of_asylum',
  procedure_type: 'procedure_authority',
  dec_level: 'source_level',
  dec_pc: 'unit',
  dec_recognized: 'refugee_status',
  dec_other: 'complementary_protection',
  dec_rejected: 'rejected',
  dec_closed: 'otherwise_closed',
  dec_total: 'total'
} as const satisfies Record<keyof DecisionsRow, string>

const procedureOf = new Map<string, string>([
  ['government', 'G'],
  ['unhcr', 'U'],
  ['joint', 'J']
] satisfies [string, keyof typeof procedureTypes][])
const countedOf = new Map([
  ['persons', 'P'],
  ['cases', 'C']
])

/** Decisions on Russian nationals, restated: words in the place of UNHCR's codes, figures as published. */
export const starterDecisions: Layout = {
  id: 'starter-table',
  title: 'Decisions on Russian nationals 2021–2025, as shipped (CSV)',
  series: 'decisions',
  matches: head => isTable(head, Object.values(starterColumns)),
  rows: tableRows,
  map: row => {
    const fields = renamed(row.record as Fields, starterColumns)
    return mapUnhcrDecisions(row, {
      ...fields,
      procedure_type: procedureOf.get(fields.procedure_type) ?? fields.procedure_type,
      dec_pc: countedOf.get(fields.dec_pc) ?? fields.dec_pc
    })
  },
  coverage: starterCoverage,
  starter: true,
  synthetic: false
}
