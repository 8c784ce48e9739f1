import { apiLayouts } from '../publishers/unhcr/pages.ts'
import { isoInDownload } from '../publishers/unhcr/places.ts'
import { isTable, tableRows } from '../publishers/unhcr/tables.ts'
import type { Layout } from '../source.ts'
import { type ApplicationsRow, mapApplications } from './map.ts'

type Fields = Record<string, string>

const columns = [
  ...(['year', 'coo_iso', 'coa_iso', 'procedure_type'] as const),
  ...(['app_type', 'dec_level', 'app_pc', 'applied'] as const)
] satisfies (keyof ApplicationsRow)[]
/** Names and codes of UNHCR's own, which are not read. */
const ownNames = ['coo_id', 'coo_name', 'coo', 'coa_id', 'coa_name', 'coa']

/** 120,597 rows in the edition of June 2026; each later edition adds a year. */
const wholeTableRows = 119_600

/** The whole table, as UNHCR's own data package carries it: every origin and every country of asylum. */
export const applicationsTable: Layout = {
  id: 'package-table',
  title: 'Whole table of asylum applications (CSV)',
  series: 'applications',
  matches: head => isTable(head, columns, ownNames),
  rows: tableRows,
  map: row => mapApplications(row, row.record as ApplicationsRow),
  coverage: { nationality: 'all', country_of_asylum: 'all', complete: true },
  whole_from_rows: wholeTableRows,
  starter: false,
  synthetic: false
}

/** Asylum applications of UNHCR's API. */
export const [applicationsAnswer, applicationsPage] = apiLayouts({
  series: 'applications',
  field: 'app_type',
  takes_empty: true,
  path: '/population/v1/asylum-applications/',
  all_from_rows: wholeTableRows,
  map: (row, text) =>
    mapApplications(
      row,
      Object.fromEntries(columns.map(name => [name, text(name)])) as unknown as ApplicationsRow
    )
})

const places = [
  ...['Country of origin', 'Country of origin (ISO)', 'Country of asylum', 'Country of asylum (ISO)']
]
/** The figure stands under `applied` in the files that are known, and the site's other columns have words. */
const figure = 'applied'
const coded = {
  procedure_type: 'Authority',
  app_type: 'Application type',
  dec_level: 'Stage of procedure',
  app_pc: 'Cases / Persons'
} as const

/** Today's download of the site: rows of the whole table, of what was selected, which it does not say. */
export const applicationsDownload: Layout = {
  id: 'site-download-by-type',
  title: 'Download of the Refugee Data Finder with types (CSV)',
  series: 'applications',
  matches: head => isTable(head, ['Year', ...places, ...Object.values(coded), figure]),
  rows: tableRows,
  map: row => {
    const fields = row.record as Fields
    const words = Object.entries(coded).map(([ours, theirs]) => [ours, fields[theirs] ?? ''])
    return mapApplications(row, {
      ...(Object.fromEntries(words) as Record<keyof typeof coded, string>),
      year: fields.Year ?? '',
      coo_iso: isoInDownload(fields, 'Country of origin'),
      coa_iso: isoInDownload(fields, 'Country of asylum'),
      applied: fields[figure] ?? ''
    })
  },
  coverage: { complete: false },
  starter: false,
  synthetic: false
}

/** The columns of the older download, which has neither type nor unit. */
export const olderColumns = ['Year', ...places, figure]
